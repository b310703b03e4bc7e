import { EVIDENCE_KINDS, type Evidence } from "../../evidence.ts";
import type { Root } from "../../parser.ts";
import { relativePath } from "../../source/paths.ts";
import type { Checkout } from "../checkout/checkout.ts";
import type { ParsableRoot } from "./roots.ts";

/** What evidence is looked for with. */
export interface EvidenceSearch {
  checkout: Checkout;
  /** What paths that the policy would say are relative to. */
  policyFolder: string;
  /** Whether a folder's name, as a whole, is that of an environment: a word within the name of an application is none. */
  isEnvironment: (folder: string, depth: number) => boolean;
}

/**
 * Everything but the policy that says to which environments a root is deployed, the strongest first: its code, what deploys it, files
 * that pair with it by name, folders that it is in.
 */
export function evidenceOf({ root, parser }: ParsableRoot, search: EvidenceSearch): Evidence[] {
  const said = [...(parser.environments?.(root, search.checkout) ?? []), ...byFolder(root.path, search)];
  const unique = new Map(said.map((each) => [JSON.stringify([each.kind, each.name, each.because]), each]));
  return [...unique.values()].sort((a, b) => EVIDENCE_KINDS.indexOf(a.kind) - EVIDENCE_KINDS.indexOf(b.kind));
}

/** The evidence for the map, where the run is asked for it. */
export function evidenceIn(
  { withEvidence, checkout }: { withEvidence?: boolean; checkout: Checkout },
  roots: readonly ParsableRoot[],
  environments: readonly string[],
): (root: Root) => readonly Evidence[] {
  if (!withEvidence) return () => [];
  const isEnvironment = (folder: string) => environments.includes(folder);
  const search = { checkout, policyFolder: ".", isEnvironment };
  const all = new Map(roots.map((each) => [each.root, once(() => evidenceOf(each, search))]));
  return (root) => all.get(root)?.() ?? [];
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

/** A root in a folder that is called like an environment: `live/prod/api` belongs to prod. */
function byFolder(path: string, { policyFolder, isEnvironment }: EvidenceSearch): Evidence[] {
  const parts = path.split("/");
  const at = parts.findLastIndex(isEnvironment);
  const name = parts[at];
  if (name === undefined) return [];
  const folder = parts.slice(0, at + 1).join("/");
  return [
    {
      kind: "folder",
      name,
      because: `folder ${folder}`,
      settings: { match: { paths: [`${relativePath(policyFolder, folder)}/**`] } },
    },
  ];
}
