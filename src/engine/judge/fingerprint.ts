import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** A short, stable name of a finding: the same parts give the same text, in every run and on every machine. */
export function fingerprintOf(...parts: readonly string[]): string {
  // Not node:crypto: to load it takes longer than most runs spend on their fingerprints.
  return bytesToHex(sha256(utf8ToBytes(parts.join("\u0000")))).slice(0, 32);
}
