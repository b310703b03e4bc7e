import type { Diagnostic } from "../finding.ts";
import type { Deployment, Entity, Resources } from "../model/model.ts";
import { noResources } from "../model/model.ts";
import type { Policy } from "../policy/policy.ts";
import type { Checkout } from "./checkout.ts";
import type { ParsableRoot } from "./roots.ts";

export interface Evaluation {
  deployments: Deployment[];
  resources: Resources;
  diagnostics: Diagnostic[];
}

/** Evaluates each root for each of its environments and regions. */
export function evaluateRoots(
  roots: readonly ParsableRoot[],
  policy: Policy,
  checkout: Checkout,
  environmentVariables: Readonly<Record<string, string | undefined>>,
): Evaluation {
  const evaluation: Evaluation = { deployments: [], resources: noResources(), diagnostics: [] };
  for (const { root, parser } of roots) {
    const matched = policy.environmentsFor(root);
    evaluation.diagnostics.push(...matched.diagnostics);
    for (const environment of matched.environments) {
      for (const region of regionsOf(root.region, environment.regions)) {
        const inputs = policy.inputsFor(environment, root, region, environmentVariables);
        const parsed = parser.parse(root, inputs, checkout);
        evaluation.deployments.push({
          id: inputs.deployment,
          format: root.format,
          root: root.path,
          ...((parsed.stack ?? root.stack) ? { stack: parsed.stack ?? root.stack } : {}),
          environment: environment.name,
          account: parsed.account,
          region: parsed.region,
        } as Deployment);
        append(evaluation.resources, parsed.resources);
        evaluation.diagnostics.push(...parsed.diagnostics);
        if (parsed.regionFixed) break;
      }
    }
  }
  return evaluation;
}

function regionsOf<T>(fixed: string | undefined, regions: readonly T[]): readonly (T | undefined)[] {
  return fixed !== undefined || regions.length === 0 ? [undefined] : regions;
}

function append(all: Resources, more: Resources): void {
  for (const kind of Object.keys(all) as (keyof Resources)[]) {
    for (const entity of more[kind]) (all[kind] as Entity[]).push(entity);
  }
}
