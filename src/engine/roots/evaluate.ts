import type { Diagnostic } from "../../finding.ts";
import type { Deployment } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import { addResources, noResources } from "../../model/resources.ts";
import { type Reached, type Root, rootKey } from "../../parser.ts";
import { append } from "../../source/append.ts";
import type { Checkout } from "../checkout/checkout.ts";
import type { Evaluating } from "./evaluating.ts";
import { environmentsOf } from "./judged-too.ts";
import { isTerraformCode, planOfSeveral, withoutDoubles } from "./planned.ts";
import { type ReadRoot, type RefusedSite, readRoots, siteKey } from "./read-roots.ts";
import type { ParsableRoot } from "./roots.ts";

export interface Evaluation {
  deployments: Deployment[];
  resources: Resources;
  /** Those that were evaluated as roots. */
  roots: Root[];
  /** Warnings and notes; what can't be understood is among the resources, as unread. */
  diagnostics: Diagnostic[];
  /** Files beside the code that values are taken from. */
  taken: string[];
  /** The code that the evaluation went through, and for which environment. */
  reached: ReachedIn[];
  /** Each deployment with its root. */
  placed: { root: Root; deployment: Deployment }[];
  /** Where roots are not deployed, as their code refuses what the environment gives it. */
  refused: RefusedSite[];
  /** Files that took part because of their name, by environment. */
  inputsFound: { path: string; because: string; environment: string }[];
}

/** Code that was read for an environment. */
export type ReachedIn = Reached & { environment: string };

/** Evaluates each root for each of its environments and regions. */
export function evaluateRoots(roots: readonly ParsableRoot[], setting: Evaluating): Evaluation {
  const { read: all, refused, elsewhere } = readRoots(roots, setting);
  const read = withoutParts(all, setting);
  const evaluated = [...new Set(read.map(({ reading }) => reading.root))];
  const evaluation: Evaluation = {
    deployments: read.map(({ deployment }) => deployment),
    resources: noResources(),
    roots: evaluated,
    diagnostics: [],
    // A piece is read with what includes it.
    taken: read.flatMap(({ parsed }) => parsed.taken ?? []),
    reached: [...all.map(({ parsed, reading }) => ({ parsed, ...reading })), ...elsewhere].flatMap(
      ({ parsed, root, environment }) =>
        (parsed.reached ?? [itself(root)]).map((each) => ({ ...each, environment })),
    ),
    placed: read.map(({ deployment, reading: { root } }) => ({ root, deployment })),
    refused,
    inputsFound: read.flatMap(({ parsed, reading: { environment } }) =>
      parsed.inputsFound.map((found) => ({ ...found, environment })),
    ),
  };
  const { diagnostics } = evaluation;
  for (const root of evaluated)
    append(
      diagnostics,
      planOfSeveral(
        root,
        environmentsOf(root, setting).map(({ name }) => name),
      ),
    );
  for (const { parsed } of read)
    append(
      diagnostics,
      parsed.diagnostics.filter(({ severity }) => severity !== "error"),
    );
  for (const resources of withoutDoubles(read.map(({ reading }) => reading)))
    addResources(evaluation.resources, resources);
  return evaluation;
}

/**
 * Pieces of templates are deployed by what includes them, and templates with the parameters that another tool's code gives to their
 * stacks; but no change can make a piece of what the base deployed by itself.
 */
function withoutParts(read: readonly ReadRoot[], { checkout, kept }: Evaluating): readonly ReadRoot[] {
  const included = new Set<string>();
  const deployed = new Set<string>();
  for (const { parsed, reading } of read)
    for (const { kind, files, includes = [] } of parsed.reached ?? []) {
      for (const file of includes) included.add(file);
      if (kind !== "stack" || !isTerraformCode(reading.root)) continue;
      for (const file of files) deployed.add(siteKey(file, reading.environment));
    }
  if (included.size + deployed.size === 0) return read;
  const roots = new Set(kept.map(rootKey));
  const isPart = ({ reading: { root, environment } }: ReadRoot) => {
    const isWithAnother =
      (root.isFragment && included.has(root.path)) ||
      (!isTerraformCode(root) && deployed.has(siteKey(root.path, environment)));
    if (!isWithAnother || roots.has(rootKey(root))) return false;
    return !checkout.base || checkout.base.exists(root.path);
  };
  return read.filter((each) => !isPart(each));
}

function itself({ path }: Root): Reached {
  return { kind: "root", what: path, files: [path], isOfLambda: true };
}

/** The files that the roots are made of and take values from, as far as they can be read. */
export function deployedFiles({ reached, taken }: Evaluation, checkout: Checkout): string[] {
  return [
    ...reached.flatMap(({ files, includes = [] }) => [...files, ...includes]),
    ...taken.filter((path) => checkout.read(path) !== undefined),
  ];
}
