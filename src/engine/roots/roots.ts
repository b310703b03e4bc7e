import type { Diagnostic } from "../../finding.ts";
import {
  type DeployedFolder,
  type LeftOut,
  type Parser,
  type Root,
  rootKey,
  type UnreadCode,
} from "../../parser.ts";
import type { Policy } from "../../policy/policy.ts";
import { append } from "../../source/append.ts";
import { compareText } from "../../source/location.ts";
import type { Checkout } from "../checkout/checkout.ts";
import { withoutFailing } from "./contained.ts";
import { type JudgedToo, NOTHING_MORE, reasonToLeaveOut } from "./judged-too.ts";

/** A root with the parser that reads it. */
export interface ParsableRoot {
  root: Root;
  parser: Parser;
}

/** What there is to deploy, and what there is besides. */
export interface FoundRoots {
  /** Sorted by path. */
  roots: ParsableRoot[];
  unread: { code: UnreadCode; parser: Parser }[];
  leftOut: LeftOut[];
  /** Parts of others that the policy doesn't leave out: see `Discovered`. */
  newlyCalled: Root[];
  /** Warnings and notes; what can't be understood is unread. */
  diagnostics: Diagnostic[];
}

/** What roots are looked for with. */
export interface RootSearch {
  parsers: readonly Parser[];
  checkout: Checkout;
  /** Leaves paths out; absent while there is none. */
  policy?: Policy;
  /** Roots that are judged although the policy leaves them out. */
  judgedToo?: JudgedToo;
  /** Roots of the base: nothing that a change adds can make code of it something that nobody deploys. */
  kept: readonly Root[];
}

/** Asks each parser by name, then by content, what there is to deploy. */
export function findRoots(
  files: readonly string[],
  { parsers, checkout, policy, kept, judgedToo = NOTHING_MORE }: RootSearch,
): FoundRoots {
  const found: FoundRoots = { roots: [], unread: [], leftOut: [], newlyCalled: [], diagnostics: [] };
  const reason = (path: string) => policy && reasonToLeaveOut(path, { policy, judgedToo });
  const isWanted = (path: string) => {
    const because = reason(path);
    if (because !== undefined) found.leftOut.push({ path, because });
    return because === undefined;
  };
  const deployed: DeployedFolder[] = [];
  for (const parser of [...parsers].sort(byWhatTheyDeploy)) {
    const claimed = files.filter((file) => parser.claims(file));
    const looked = withoutFailing(claimed, (some) => parser.roots(some, checkout, deployed));
    const { roots, unread = [], leftOut = [], newlyCalled = [], deploys = [] } = looked.found;
    const diagnostics = [...looked.found.diagnostics, ...looked.diagnostics];
    append(deployed, deploys);
    append(
      found.newlyCalled,
      newlyCalled.filter(({ path }) => policy?.reasonToLeaveOut(path) === undefined),
    );
    const taken = new Set(found.roots.map(({ root }) => rootKey(root)));
    const all = [...roots, ...missingOf(kept, roots, claimed, parser)].map((root) =>
      withParameters(
        // What the base deployed from a folder that something else deploys now is another root.
        taken.has(rootKey(root)) ? { ...root, artifact: root.format } : root,
        parser,
        checkout,
      ),
    );
    append(
      found.roots,
      all.filter(({ path }) => isWanted(path)).map((root) => ({ root, parser })),
    );
    const broken = diagnostics.flatMap((each) => brokenCode(each) ?? []);
    append(
      found.unread,
      [...unread, ...broken].filter(({ at }) => isWanted(at.file)).map((code) => ({ code, parser })),
    );
    append(found.leftOut, leftOut);
    append(
      found.diagnostics,
      diagnostics.filter(
        ({ severity, at }) => severity !== "error" && (!at || reason(at.file) === undefined),
      ),
    );
  }
  found.roots.sort(
    (a, b) => compareText(a.root.path, b.root.path) || compareText(a.root.stack ?? "", b.root.stack ?? ""),
  );
  return found;
}

function byWhatTheyDeploy(a: Parser, b: Parser): number {
  return Number(b.deploysOthers ?? false) - Number(a.deploysOthers ?? false);
}

/** A root that can say its parameters, which few policies ask for. */
export function withParameters(root: Root, parser: Parser, checkout: Checkout): Root {
  let known: ReturnType<NonNullable<Root["parameters"]>> | undefined;
  return { ...root, parameters: () => (known ??= parser.parameters?.(root, checkout) ?? []) };
}

/** Roots of the base that a parser didn't find again, though their files are still there. */
function missingOf(
  kept: readonly Root[],
  found: readonly Root[],
  claimed: readonly string[],
  parser: Parser,
): Root[] {
  const own = kept.filter(({ format }) => (parser.formats ?? [parser.format]).includes(format));
  if (own.length === 0) return [];
  const paths = new Set(found.map(({ path }) => path));
  const there = new Set(claimed.flatMap((file) => [file, folderOf(file)]));
  return own.filter(({ path }) => !paths.has(path) && there.has(path));
}

/** Of a text that can't be understood: whatever it declares, it can't be deployed. */
export function brokenCode({ severity, message, hint = "", at }: Diagnostic): UnreadCode | undefined {
  if (severity !== "error" || !at) return undefined;
  return {
    kind: "file",
    what: at.file,
    address: at.file,
    because: message.replace(/\.$/, ""),
    hint,
    at,
    mayHoldFunctions: true,
    isBroken: true,
  };
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash);
}
