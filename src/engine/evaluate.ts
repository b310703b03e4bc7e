import type { Diagnostic } from "../finding.ts";
import type { Deployment, Entity, Unread } from "../model/model.ts";
import type { Resources } from "../model/resources.ts";
import { noResources } from "../model/resources.ts";
import type { EnvironmentInputs, Parsed, Reached, Root, UnreadCode } from "../parser.ts";
import type { Policy } from "../policy/policy.ts";
import type { Checkout } from "./checkout.ts";
import { planOfSeveral, type Reading, withoutDoubles } from "./planned.ts";
import { brokenCode, type ParsableRoot } from "./roots.ts";

export interface Evaluation {
  deployments: Deployment[];
  resources: Resources;
  /** Warnings and notes; what can't be understood is among the resources, as unread. */
  diagnostics: Diagnostic[];
  /** The code that the evaluation went through. */
  reached: Reached[];
  /** Files that took part because of their name, by environment. */
  inputsFound: { path: string; because: string; environment: string }[];
}

/** Hears how many roots are done, of how many, and which one is next. */
export type OnProgress = (done: number, all: number, next: string) => void;

/**
 * Evaluates each root for each of its environments and regions.
 * @param wanted only these environments; all when empty
 */
export function evaluateRoots(
  roots: readonly ParsableRoot[],
  policy: Policy,
  checkout: Checkout,
  wanted: readonly string[],
  environmentVariables: Readonly<Record<string, string | undefined>>,
  onProgress: OnProgress = () => {},
): Evaluation {
  const evaluation: Evaluation = {
    deployments: [],
    resources: noResources(),
    diagnostics: [],
    reached: [],
    inputsFound: [],
  };
  const readings: Reading[] = [];
  const identities = new Set<string>();
  for (const [index, { root, parser }] of roots.entries()) {
    onProgress(index, roots.length, root.path);
    const environments = policy.environmentsFor(root);
    evaluation.diagnostics.push(
      ...planOfSeveral(
        root,
        environments.map(({ name }) => name),
      ),
    );
    for (const environment of environments) {
      if (wanted.length > 0 && !wanted.includes(environment.name)) continue;
      // A link makes two paths of one root: what is the same in one environment is deployed once.
      const { path, stack, artifact } = root;
      const identity = [root.format, checkout.identityOf(path), stack, artifact, environment.name].join("\n");
      if (identities.has(identity)) continue;
      identities.add(identity);
      for (const region of regionsOf(root.region, environment.regions)) {
        const inputs = policy.inputsFor(environment, root, region, environmentVariables);
        const parsed = parser.parse(root, inputs, checkout);
        evaluation.deployments.push(deploymentOf(root, parsed, inputs));
        evaluation.reached.push(...(parsed.reached ?? [itself(root)]));
        const unread = unreadIn(parsed, inputs.deploymentId);
        readings.push({
          root,
          environment: environment.name,
          region: parsed.region,
          environments: environments.length,
          resources: policy.withoutForeignFunctions(
            { ...parsed.resources, unread },
            environment,
            environments,
          ),
          ...(parsed.codeOf ? { codeOf: parsed.codeOf } : {}),
        });
        evaluation.diagnostics.push(...parsed.diagnostics.filter(({ severity }) => severity !== "error"));
        for (const found of parsed.inputsFound)
          evaluation.inputsFound.push({ ...found, environment: environment.name });
        if (parsed.regionFixed) break;
      }
    }
  }
  for (const resources of withoutDoubles(readings)) append(evaluation.resources, resources);
  return evaluation;
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

function regionsOf<T>(fixed: string | undefined, regions: readonly T[]): readonly (T | undefined)[] {
  return fixed !== undefined || regions.length === 0 ? [undefined] : regions;
}

function append(all: Resources, more: Resources): void {
  for (const kind of Object.keys(all) as (keyof Resources)[]) {
    for (const entity of more[kind]) (all[kind] as Entity[]).push(entity);
  }
}
