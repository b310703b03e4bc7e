import type { Occurrence } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Deployment, Entity, LambdaFunction } from "../../model/model.ts";
import { Subjects } from "../../model/subjects.ts";
import { knownValue } from "../../values/value.ts";
import type { JudgedProblem } from "../judge/findings.ts";

/** No address has moved more often; moves in a ring of instances would make ever more. */
const MOST_MOVES = 16;

/** What of an occurrence is the same for every problem of an entity. */
type Deployed = Pick<Occurrence, "of" | "account" | "region" | "part">;

/** Says of problems and functions what another run knows them by: what AWS calls them first, and where they are in the code. */
export class Occurrences {
  readonly #model: Model;
  readonly #subjects: Subjects;
  #parts: ReadonlyMap<string, string> | undefined;

  constructor(model: Model) {
    this.#model = model;
    this.#subjects = new Subjects(model);
  }

  ofProblem({ ruleId, problem, deployment }: JudgedProblem): Occurrence {
    const { about = problem.subject, alike, law, measure, subject } = problem;
    const { environment } = deployment;
    const ofPool = typeof about === "string";
    // A pool serves several environments, and which function takes most of it is no part of what it is.
    const scope = [ruleId, ofPool ? "" : environment, alike ?? "", law ?? ""];
    const place = placeOf(deployment, ofPool ? subject.address : about.address);
    const { entity, function: fn } = ofPool ? {} : this.#subjects.of(about);
    const deployed = ofPool
      ? { of: about, part: "" }
      : alike !== undefined
        ? {}
        : this.#deployedAs(entity, fn);
    return {
      scope: scope.join("|"),
      environment,
      ...deployed,
      ...place,
      ...(measure ? { measure } : {}),
    };
  }

  ofFunction(fn: LambdaFunction): Occurrence {
    const deployment = this.#model.deploymentOf(fn);
    const { environment } = deployment;
    const deployed = this.#deployedAs(fn, fn);
    return { scope: environment, environment, ...deployed, ...placeOf(deployment, fn.address) };
  }

  #deployedAs(entity: Entity | undefined, fn: LambdaFunction | undefined): Deployed {
    if (!fn) return {};
    const of = this.#nameOf(fn);
    const part = entity === undefined ? undefined : this.#partOf(entity, fn);
    const [account, region] = [knownValue(fn.account), knownValue(fn.region)];
    return {
      ...(of === undefined ? {} : { of }),
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      ...(part === undefined ? {} : { part }),
    };
  }

  /** CloudFormation makes a name of the stack's and the logical id. */
  #nameOf(fn: LambdaFunction): string | undefined {
    const { stack } = this.#model.deploymentOf(fn);
    if (fn.name.state === "unset" && stack !== undefined) return `${fn.address} of the stack ${stack}`;
    return knownValue(fn.name);
  }

  /** What of a function an entity is, where AWS has a name for it. */
  #partOf(entity: Entity, fn: LambdaFunction): string | undefined {
    if (entity.id === fn.id) return "";
    this.#parts ??= partsOf(this.#model);
    return this.#parts.get(entity.id);
  }
}

function placeOf(
  { root, moves = [] }: Pick<Deployment, "root" | "moves">,
  address: string,
): Pick<Occurrence, "root" | "address" | "formerly"> {
  const known = new Set([address]);
  // A set is gone through with what is added on the way: what has moved once may have moved before.
  for (const each of known) {
    for (const { from, to } of moves) {
      const rest = each.slice(to.length);
      if (each.startsWith(to) && /^(?:$|[.[])/.test(rest)) known.add(`${from}${rest}`);
    }
    if (known.size > MOST_MOVES) break;
  }
  const [, ...formerly] = known;
  return { root, address, ...(formerly.length > 0 ? { formerly } : {}) };
}

function partsOf(model: Model): Map<string, string> {
  const parts = new Map<string, string>();
  const add = ({ id }: Entity, kind: string, name: string | undefined) => {
    if (name !== undefined) parts.set(id, `${kind} ${name}`);
  };
  for (const alias of model.aliases) add(alias, "alias", knownValue(alias.name));
  for (const each of [...model.provisionedConcurrency, ...model.scalingTargets])
    add(each, "qualifier", knownValue(model.qualifierOf(each).text));
  return parts;
}
