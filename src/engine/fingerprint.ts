import { createHash } from "node:crypto";

/** A short, stable name of a finding: the same parts give the same text, in every run and on every machine. */
export function fingerprintOf(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, 32);
}
