import { moduleIdentity } from "../../terraform/modules/module-source.ts";
import type { TfValue } from "../../terraform/values/value.ts";

/** Stands for a piece of a text that isn't known. */
const HOLE = "\u0000";

/** Where a source leads, as far as its text says. */
export type Address =
  /** A path: of the unit's folder where it is relative. */
  | { kind: "path"; path: string }
  /** A module of a registry, a repository or an archive. */
  | {
      kind: "remote";
      written: string;
      identity: string;
      /** The same without the folder in it. */
      repository: string;
      folder: string;
      /** What the source asks for: undefined where it asks for nothing, or for what isn't known. */
      revision: string | undefined;
    }
  | { kind: "unknown" };

const REMOTE =
  /^(?:[a-z0-9]+::|[a-z][a-z0-9+.-]*:\/\/|(?:github|gitlab)\.com\/|bitbucket\.org\/|[^@/\s]+@[^:/\s]+:)/i;

/** Reads a source, whose query may be unknown. */
export function addressOf(value: TfValue): Address {
  const text = textOf(value);
  if (text === undefined) return { kind: "unknown" };
  const [address = "", ...query] = text.split("?");
  if (address.includes(HOLE)) return { kind: "unknown" };
  if (/^file:\/\//i.test(address)) return { kind: "path", path: address.replace(/^file:\/\//i, "") };
  if (!REMOTE.test(address)) return { kind: "path", path: address };
  return remoteOf(address, query.join("?"));
}

function remoteOf(address: string, query: string): Address {
  const written = query === "" ? address : `${address}?${query.replaceAll(HOLE, "…")}`;
  // A registry may be left out: `tfr:///` is that of the program.
  const source = address.replace(/^tfr:\/\/\/?/i, "");
  const identity = moduleIdentity(source);
  const cut = identity.indexOf("//");
  const ref = new URLSearchParams(query).get("ref");
  return {
    kind: "remote",
    written,
    identity,
    repository: cut === -1 ? identity : identity.slice(0, cut),
    folder: cut === -1 ? "." : identity.slice(cut + 2),
    revision: ref === null || ref === "" || ref.includes(HOLE) ? undefined : ref,
  };
}

/** A text with holes in it; undefined where it isn't known at all. */
function textOf(value: TfValue): string | undefined {
  if (value.kind === "string") return value.value;
  if (value.kind !== "unknown" || !value.parts) return undefined;
  return value.parts.map((part) => (typeof part === "string" ? part : HOLE)).join("");
}
