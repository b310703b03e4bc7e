import type { EnvironmentInputs, FileSystem } from "../../../parser.ts";
import { resolvePath } from "../../../source/paths.ts";
import { adapterOf } from "../../terraform/adapters/adapters.ts";
import { isConfigurationFile } from "../../terraform/modules/files.ts";
import { moduleIdentity } from "../../terraform/modules/module-source.ts";
import { isRejected } from "../../terraform/values/alternatives.ts";
import { reasonsIn } from "../../terraform/values/unknown.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import { CHECKOUT_AT, pathMeant } from "../configuration/paths.ts";
import { STACK_FILE, unitFileIn } from "../configuration/syntax.ts";
import { type Address, addressOf } from "./address.ts";

/** What a unit deploys. */
export type Deployed =
  /** A folder of the checkout. */
  | { kind: "folder"; folder: string; note?: string }
  /** A module that isn't here, by its description in Terraform's language. */
  | { kind: "described"; identity: string; terraform: string }
  | { kind: "unread"; what: string; identity: string; because: string; hint: string };

/** Where sources are looked for. */
export interface Place {
  /** The unit's folder. */
  folder: string;
  fs: FileSystem;
  /** What a folder has to hold. */
  holds: "module" | "unit" | "stack";
  adapters: EnvironmentInputs["moduleAdapters"];
}

const BRING =
  "Bring the module into the checkout, or describe it under module-adapters in the policy: `policy run --coverage` prints an entry.";

/** What a source leads to; where a condition chooses between several, that is one thing if all of them lead there. */
export function resolved(value: TfValue, place: Place): Deployed {
  const ways = waysOf(value);
  const addresses = ways.map(addressOf);
  const found = addresses.map((address) => resolvedAddress(address, value, place));
  const [first] = found;
  if (!first) return unread("its source", "", reasonsOf(value));
  if (found.every((each) => isSame(each, first))) return first;
  const here = found.find((each) => each.kind === "folder");
  // The same folder of a repository and of the checkout: then it is the checkout's own, whatever its address is.
  const isHere = (address: Address, each: Deployed) =>
    (each.kind === "folder" && isSame(each, here as Deployed)) ||
    (here?.kind === "folder" && address.kind === "remote" && address.folder === here.folder);
  if (
    here?.kind === "folder" &&
    addresses.every((address, index) => isHere(address, found[index] as Deployed))
  )
    return {
      ...here,
      note: `a condition chooses between ${here.folder} and a revision of it, and what lies here was read`,
    };
  return unread("its source", "", `a condition chooses between several modules: ${reasonsOf(value)}`);
}

/** The folders of the checkout that a source may lead to. */
export function foldersIn(value: TfValue, place: Place): string[] {
  return waysOf(value).flatMap((way) => {
    const found = resolvedAddress(addressOf(way), way, place);
    return found.kind === "folder" ? [found.folder] : [];
  });
}

function waysOf(value: TfValue): TfValue[] {
  const alternatives = value.kind === "unknown" ? value.alternatives : undefined;
  return alternatives?.flatMap(({ value: each }) => (isRejected(each) ? [] : [each])) ?? [value];
}

function resolvedAddress(address: Address, value: TfValue, place: Place): Deployed {
  const { folder, fs, adapters, holds } = place;
  if (address.kind === "unknown") return unread("its source", "", reasonsOf(value));
  if (address.kind === "path")
    return folderAt(pathMeant(folder, address.path.replaceAll(/\/{2,}/g, "/")), address.path, place);
  const { written, identity, repository, revision } = address;
  const own = fs.repository;
  if (own?.urls.some((url) => moduleIdentity(url) === repository)) {
    if (revision !== undefined && !own.isHere(revision))
      return unread(
        written,
        identity,
        `${written} is this repository at ${revision}, which is not what is checked out`,
      );
    const found = folderAt(resolvePath(".", address.folder), written, place);
    return found.kind === "folder"
      ? { ...found, note: `${written} is this repository's own, and what lies here was read in its place` }
      : found;
  }
  const adapter = holds === "module" ? adapterOf(identity, adapters) : undefined;
  if (adapter) return { kind: "described", identity, terraform: adapter.terraform };
  return unread(written, identity, `${written} is not in the checkout`);
}

function folderAt(path: string | undefined, text: string, { fs, holds }: Place): Deployed {
  const written = text.replace(`${CHECKOUT_AT}/`, "").replace(/^\/+/, "");
  if (path === undefined) return unread(written, "", `${written} leads out of the checkout`);
  if (isThere(path, holds, fs)) return { kind: "folder", folder: path };
  return unread(written, "", `${written} is not a ${holds} in the checkout`);
}

function isThere(folder: string, holds: Place["holds"], fs: FileSystem): boolean {
  if (holds === "module") return fs.list(folder).some(isConfigurationFile);
  return holds === "unit" ? unitFileIn(folder, fs) !== undefined : fs.list(folder).includes(STACK_FILE);
}

function unread(what: string, identity: string, because: string): Deployed {
  return { kind: "unread", what, identity, because, hint: BRING };
}

function isSame(a: Deployed, b: Deployed): boolean {
  if (a.kind === "folder") return b.kind === "folder" && a.folder === b.folder;
  if (a.kind === "described") return b.kind === "described" && a.terraform === b.terraform;
  return b.kind === "unread" && a.because === b.because;
}

function reasonsOf(value: TfValue): string {
  return value.kind === "unknown" ? reasonsIn(value.reasons) : `it is no text`;
}
