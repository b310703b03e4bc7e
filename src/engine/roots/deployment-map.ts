import type { Evidence } from "../../evidence.ts";
import type { Diagnostic } from "../../finding.ts";
import type { MapEntry } from "../../model/deployment-map.ts";
import type { Located, Root } from "../../parser.ts";
import type { PolicyEnvironment } from "../../policy/environments/environment.ts";
import type { Policy } from "../../policy/policy.ts";
import { compareText, startOfFile } from "../../source/location.ts";
import { known, unset, type Value } from "../../values/value.ts";
import type { Evaluation } from "./evaluate.ts";
import type { RefusedSite } from "./read-roots.ts";

/** What the map is made with. @param evidenceOf what else than the policy says of a root; nothing where nobody asks */
export interface Mapping {
  policy: Policy;
  wanted: readonly string[];
  evidenceOf: (root: Root) => readonly Evidence[];
}

/** Where every root is deployed, root by root in the policy's order, and where its code refuses to be. */
export function deploymentMap(evaluation: Evaluation, mapping: Mapping): MapEntry[] {
  const { policy, wanted } = mapping;
  const order = new Map([...policy.environments, policy.unmatched].map(({ name }, index) => [name, index]));
  const entries = [
    ...evaluation.placed.map(({ root, deployment }): MapEntry => {
      const { id: _, environment, ...more } = deployment;
      const [own = policy.unmatched] = policy.environmentsNamed([environment]);
      const production = policy.view.isProduction(deployment);
      return { ...more, environment, production, deployed: true, because: reasonsFor(root, own, mapping) };
    }),
    ...evaluation.refused.map((site) => refusedEntry(site, policy)),
    ...elsewhere(evaluation, policy).filter(
      ({ environment }) => wanted.length === 0 || wanted.includes(environment),
    ),
  ];
  return entries.sort(
    (a, b) =>
      compareText(a.root, b.root) ||
      compareText(ownStack(a), ownStack(b)) ||
      (order.get(a.environment) ?? 0) - (order.get(b.environment) ?? 0),
  );
}

/** The stack that makes a root of its own; of other formats, it is called otherwise in each environment. */
function ownStack({ format, stack = "" }: MapEntry): string {
  return format === "cdk" ? stack : "";
}

/** The policy's words, else the strongest evidence for the environment; of the same kind, all there is. */
function reasonsFor(root: Root, environment: PolicyEnvironment, { policy, evidenceOf }: Mapping): string {
  const names = namesOf(policy.placedAt(environment, root));
  const evidence = evidenceOf(root).filter(({ name }) => names.has(name));
  const told = evidence.filter(({ kind }) => kind === evidence[0]?.kind).map(({ because }) => because);
  const reasons = [policy.reasonFor(root, environment), ...told].filter((each) => each !== undefined);
  return reasons.length > 0 ? reasons.join("; ") : "nothing says otherwise";
}

/** What code may call an environment: its name, and what the policy gives in it. */
function namesOf({ name, inputs }: PolicyEnvironment): ReadonlySet<unknown> {
  const { workspace, samconfig, stage, variables, parameters, params } = inputs;
  const given = [variables, parameters, params].flatMap((each) => Object.values(each));
  return new Set([name, ...[workspace, samconfig, stage, ...given].map((each) => each?.value)]);
}

function refusedEntry({ root, environment, refusal }: RefusedSite, policy: Policy): MapEntry {
  return { ...notDeployed(root, environment, policy), because: refusal.because };
}

/** Roots whose code fixes another account than an environment is in. */
function elsewhere({ placed, refused }: Evaluation, policy: Policy): MapEntry[] {
  const roots = new Set([...placed, ...refused].map(({ root }) => root));
  return [...roots].flatMap((root) =>
    policy.refusedByAccount(root).map((environment) => ({
      ...notDeployed(root, environment, policy),
      because: `its code is for account ${root.account}`,
    })),
  );
}

function notDeployed(root: Root, environment: PolicyEnvironment, policy: Policy): Omit<MapEntry, "because"> {
  const at = startOfFile(root.path);
  const { account, regions } = policy.placedAt(environment, root);
  const [region] = regions;
  return {
    root: root.path,
    format: root.format,
    ...(root.stack === undefined ? {} : { stack: root.stack }),
    environment: environment.name,
    production: environment.production,
    account: valueOf(account),
    region: regions.length === 1 ? valueOf(region) : unset(at),
    deployed: false,
  };

  function valueOf(located: Located<string> | undefined): Value<string> {
    return located ? known(located.value, located.at) : unset(at);
  }
}

/** More roots than this are counted. */
const MOST_NAMED = 3;

/**
 * What production refuses is said in every run: an environment that gives the wrong value must not pass for one where nothing is
 * deployed. Where the code takes another word for it, that is most likely so.
 */
export function refusedByProduction(refused: readonly RefusedSite[]): Diagnostic[] {
  const serious = refused.filter(({ environment, isOfLambda }) => environment.production && isOfLambda);
  const mistaken = serious.filter(({ refusal }) => refusal.meant !== undefined);
  const plain = serious.filter(({ refusal }) => refusal.meant === undefined);
  return [
    ...mistaken.map(({ root, environment, refusal }): Diagnostic => {
      const message = `${root.path} is not checked for ${environment.name}: ${refusal.because}.`;
      const hint = `It takes ${JSON.stringify(refusal.meant)}: give it that where it is deployed, in a placement of environments.${environment.name}.`;
      return { severity: "warning", message, hint, at: refusal.at };
    }),
    ...[...new Set(plain.map(({ environment }) => environment))].map((environment) =>
      notDeployedTo(
        environment.name,
        plain.filter((each) => each.environment === environment),
      ),
    ),
  ];
}

function notDeployedTo(environment: string, sites: readonly RefusedSite[]): Diagnostic {
  const [first, ...others] = sites as [RefusedSite, ...RefusedSite[]];
  const named = others.slice(0, MOST_NAMED - 1).map(({ root }) => root.path);
  const more = others.length - named.length;
  const also = [...named, ...(more > 0 ? [`${more} more`] : [])];
  const nor = also.length > 0 ? ` Nor ${others.length === 1 ? "is" : "are"} ${also.join(", ")}.` : "";
  return {
    severity: "note",
    message: `${first.root.path} is not deployed to ${environment}: ${first.refusal.because}.${nor}`,
    hint: "Where it is deployed after all, correct what the policy gives it. policy model shows the map.",
    at: first.refusal.at,
  };
}
