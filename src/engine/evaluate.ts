import type { Diagnostic } from "../finding.ts";
import type { Deployment, Unread } from "../model/model.ts";
import type { Resources } from "../model/resources.ts";
import { addResources, noResources } from "../model/resources.ts";
import {
  type EnvironmentInputs,
  type Parsed,
  type Reached,
  type Root,
  rootKey,
  type UnreadCode,
} from "../parser.ts";
import type { Policy } from "../policy/policy.ts";
import type { Checkout } from "./checkout.ts";
import { countedIn, environmentsOf, type JudgedToo } from "./judged-too.ts";
import { NeighboursByEnvironment } from "./neighbours.ts";
import { planOfSeveral, type Reading, withoutDoubles } from "./planned.ts";
import { brokenCode, type ParsableRoot } from "./roots.ts";

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
  /** Files that took part because of their name, by environment. */
  inputsFound: { path: string; because: string; environment: string }[];
}

/** Code that was read for an environment. */
export type ReachedIn = Reached & { environment: string };

/** Hears how many roots are done, of how many, and which one is next. */
export type OnProgress = (done: number, all: number, next: string) => void;

/** What roots are evaluated with. */
export interface Evaluating {
  checkout: Checkout;
  policy: Policy;
  /** Only these environments; all when empty. */
  wanted: readonly string[];
  environmentVariables: Readonly<Record<string, string | undefined>>;
  /** Roots of the base, which stay roots. */
  kept: readonly Root[];
  judgedToo: JudgedToo;
  onProgress?: OnProgress | undefined;
}

/** A root as it was read for one of its environments and regions. */
interface ReadRoot {
  reading: Reading;
  parsed: Parsed;
  deployment: Deployment;
}

/** Evaluates each root for each of its environments and regions. */
export function evaluateRoots(roots: readonly ParsableRoot[], setting: Evaluating): Evaluation {
  const all = readRoots(roots, setting);
  const read = withoutParts(all, setting);
  const evaluated = [...new Set(read.map(({ reading }) => reading.root))];
  const evaluation: Evaluation = {
    deployments: read.map(({ deployment }) => deployment),
    resources: noResources(),
    roots: evaluated,
    diagnostics: [],
    // A piece is read with what includes it.
    taken: read.flatMap(({ parsed }) => parsed.taken ?? []),
    reached: all.flatMap(({ parsed, reading: { root, environment } }) =>
      (parsed.reached ?? [itself(root)]).map((each) => ({ ...each, environment })),
    ),
    inputsFound: read.flatMap(({ parsed, reading: { environment } }) =>
      parsed.inputsFound.map((found) => ({ ...found, environment })),
    ),
  };
  const { diagnostics } = evaluation;
  for (const root of evaluated)
    diagnostics.push(
      ...planOfSeveral(
        root,
        environmentsOf(root, setting).map(({ name }) => name),
      ),
    );
  for (const { parsed } of read)
    diagnostics.push(...parsed.diagnostics.filter(({ severity }) => severity !== "error"));
  for (const resources of withoutDoubles(read.map(({ reading }) => reading)))
    addResources(evaluation.resources, resources);
  return evaluation;
}

function readRoots(roots: readonly ParsableRoot[], setting: Evaluating): ReadRoot[] {
  const { checkout, wanted, onProgress } = setting;
  const sites = new Set(
    roots.flatMap(({ root }) =>
      environmentsOf(root, setting).map(({ name }) => siteKey(rootKey(root), name)),
    ),
  );
  const neighbours = new NeighboursByEnvironment(setting);
  const read: ReadRoot[] = [];
  for (const [index, { root, parser }] of roots.entries()) {
    onProgress?.(index, roots.length, root.path);
    // A link makes two paths of one root: what is the same in one environment is deployed once.
    const behind = { ...root, path: checkout.identityOf(root.path) };
    const isDouble = (name: string) => behind.path !== root.path && sites.has(siteKey(rootKey(behind), name));
    const environments = environmentsOf(root, setting);
    for (const environment of environments) {
      if ((wanted.length > 0 && !wanted.includes(environment.name)) || isDouble(environment.name)) continue;
      for (const inputs of neighbours.in(environment).inputsFor(root)) {
        const parsed = parser.parse(root, inputs, checkout);
        read.push({
          parsed,
          deployment: deploymentOf(root, parsed, inputs),
          reading: {
            root,
            environment: environment.name,
            region: parsed.region,
            environments: environments.length,
            resources: countedIn(
              environment,
              root,
              { ...parsed.resources, unread: unreadIn(parsed, inputs.deploymentId) },
              environments,
              setting,
            ),
            ...(parsed.codeOf ? { codeOf: parsed.codeOf } : {}),
          },
        });
        if (parsed.regionFixed) break;
      }
    }
  }
  return read;
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
      if (kind !== "stack" || reading.root.format !== "terraform") continue;
      for (const file of files) deployed.add(siteKey(file, reading.environment));
    }
  if (included.size + deployed.size === 0) return read;
  const roots = new Set(kept.map(rootKey));
  const isPart = ({ reading: { root, environment } }: ReadRoot) => {
    const isWithAnother =
      (root.isFragment && included.has(root.path)) ||
      (root.format !== "terraform" && deployed.has(siteKey(root.path, environment)));
    if (!isWithAnother || roots.has(rootKey(root))) return false;
    return !checkout.base || checkout.base.exists(root.path);
  };
  return read.filter((each) => !isPart(each));
}

function deploymentOf(root: Root, parsed: Parsed, inputs: EnvironmentInputs): Deployment {
  const stack = parsed.stack ?? root.stack;
  return {
    id: inputs.deploymentId,
    format: root.format,
    root: root.path,
    ...(stack === undefined ? {} : { stack }),
    environment: inputs.environment,
    account: parsed.account,
    region: parsed.region,
  };
}

/** A root in an environment. */
function siteKey(root: string, environment: string): string {
  return `${root}\n${environment}`;
}

/** What a root calls and nests that isn't here, and what of it can't be understood. */
function unreadIn({ unread = [], diagnostics }: Parsed, deploymentId: string): Unread[] {
  return [...unread, ...diagnostics.flatMap((each) => brokenCode(each) ?? [])].map((code) =>
    unreadAt(deploymentId, code),
  );
}

/** Something unread, as a noun of the model. */
export function unreadAt(deploymentId: string, code: UnreadCode): Unread {
  return {
    ...code,
    id: `${deploymentId}#${code.address}`,
    deploymentId,
    instances: { atLeast: 0, atMost: Number.POSITIVE_INFINITY },
  };
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
