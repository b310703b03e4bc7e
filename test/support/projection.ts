import type { Referring } from "../../src/model/index.ts";
import { Model } from "../../src/model/linked-model.ts";
import type {
  Deployment,
  Entity,
  LambdaFunction,
  Qualifier,
  Reference,
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
} from "../../src/model/model.ts";
import type { Resources } from "../../src/model/resources.ts";
import type { Parsed, UnreadCode } from "../../src/parser.ts";
import type { SourceLocation } from "../../src/source/location.ts";
import { knownValue, type Settled, type Value } from "../../src/values/value.ts";

export interface Projection {
  /** Leaves out what the code doesn't write: the defaults of a resource, and the pool that it shares with its root. */
  brief?: boolean;
}

/** What a parser read, in lines that a person can check against the input. */
export function project(parsed: Parsed, { brief = false }: Projection = {}): Record<string, unknown> {
  const resources: Record<string, unknown> = {};
  const model = new Model([deploymentOf(parsed)], parsed.resources);
  for (const [kind, entities] of Object.entries(model.resources) as [keyof Resources, Entity[]][]) {
    if (entities.length > 0)
      resources[kind] = Object.fromEntries(
        entities.map((each) => [
          each.address,
          entity(each, MEANT[kind]?.(each as never, model, brief) ?? {}, brief ? parsed : undefined),
        ]),
      );
  }
  return {
    ...(parsed.stack === undefined ? {} : { stack: parsed.stack }),
    account: show(parsed.account),
    region: show(parsed.region),
    regionFixed: parsed.regionFixed,
    ...resources,
    ...(parsed.diagnostics.length === 0 ? {} : { diagnostics: parsed.diagnostics.map(diagnostic) }),
    ...(parsed.unread?.length ? { unread: parsed.unread.map(unreadCode) } : {}),
    ...(parsed.inputsFound.length === 0 ? {} : { inputsFound: parsed.inputsFound }),
  };
}

function deploymentOf({ account, region, resources }: Parsed): Deployment {
  const [first] = Object.values(resources).flat();
  return {
    id: first?.deploymentId ?? "",
    format: "terraform",
    root: ".",
    environment: "prod",
    account,
    region,
  };
}

type Meant = Record<string, Record<string, unknown>>;

/** What is shown in the place of a fact: what the references of a noun mean, and what follows from those of others. */
const MEANT: {
  [K in keyof Resources]?: (each: Resources[K][number], model: Model, brief: boolean) => Meant;
} = {
  functions: (fn, model, brief) => ({
    publishedVersion: {},
    snapStart: { snapStart: show(fn.snapStart), ...edgeOf(fn, model, brief) },
  }),
  versions: called,
  aliases: (alias, model) => ({
    ...called(alias, model),
    version: { version: qualifier(model.versionOf(alias)) },
    weights: {
      weights: alias.weights.map((weight) => ({
        version: qualifier(model.versionOfWeight(weight, alias)),
        weight: part(weight.weight),
        at: part(weight.at),
        ...(weight.instances ? { instances: part(weight.instances) } : {}),
      })),
    },
  }),
  provisionedConcurrency: qualified,
  scalingTargets: (target, model) => ({
    ...identified(target),
    dimension: {
      dimension: show(target.dimension),
      subject: {
        function: functionOf(target, target.resourceId, model),
        qualifier: qualifier(model.qualifierOf(target)),
      },
    },
  }),
  scalingPolicies: attached,
  scalingSchedules: attached,
  eventSources: qualified,
  callers: qualified,
  managedScalings: called,
  exports: qualified,
};

/** Most functions don't run there, and none says so itself. */
function edgeOf(fn: LambdaFunction, model: Model, brief: boolean) {
  const edge = model.runsAtEdge(fn);
  return brief && knownValue(edge) === false ? {} : { edge: show(edge) };
}

function called(each: Entity & { function: Reference }, model: Model): Meant {
  return { function: { function: functionOf(each, each.function, model) } };
}

function qualified(each: Entity & { function: Reference }, model: Model): Meant {
  const [fn, by] = [functionOf(each, each.function, model), qualifier(model.qualifierOf(each))];
  return { function: { function: fn, qualifier: by }, qualifier: {} };
}

function identified({ resourceId }: ScalingTarget | ScalingPolicy | ScalingSchedule): Meant {
  return { resourceId: { resourceId: show(resourceId.text) } };
}

function attached(each: ScalingPolicy | ScalingSchedule, model: Model): Meant {
  return { ...identified(each), target: { target: model.targetOf(each)?.address ?? null } };
}

function functionOf(each: Referring, { text }: Reference, model: Model): string {
  return model.functionOf(each)?.address ?? `not declared here: ${show(text)}`;
}

/** Something unread in one line. */
export function unreadCode({ kind, address, because, at, mayHoldFunctions }: UnreadCode): string {
  const suspect = mayHoldFunctions ? "" : " (not of Lambda)";
  return `${kind} ${address} at ${at.file}:${at.start.line}: ${because}${suspect}`;
}

/** A diagnostic in one line. */
export function diagnostic(each: Parsed["diagnostics"][number]): string {
  const hint = each.hint === undefined ? "" : ` (${each.hint})`;
  return `${each.severity}: ${each.message}${hint}${each.at ? ` @ ${place(each.at)}` : ""}`;
}

const LEFT_OUT = new Set(["id", "address", "deploymentId"]);

function entity(each: Entity, meant: Meant, within: Parsed | undefined): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(each)) {
    if (LEFT_OUT.has(name)) continue;
    if (name === "instances" && value.atLeast === 1 && value.atMost === 1 && !value.when) continue;
    if (meant[name]) {
      for (const [key, fact] of Object.entries(meant[name]))
        if (key !== name || !within || !isUnwritten(name, value, each, within)) shown[key] = fact;
      continue;
    }
    if (within && isUnwritten(name, value, each, within)) continue;
    shown[name] = part(value);
  }
  return shown;
}

function isUnwritten(name: string, value: unknown, { at }: Entity, root: Parsed): boolean {
  if (name === "account" || name === "region") return part(value) === show(root[name]);
  if (value === null || typeof value !== "object" || !("state" in value)) return false;
  const { state, at: place } = value as Value<unknown>;
  if (state === "unknown" || (value as { value?: unknown }).value === true) return false;
  return place.file === at.file && place.start.offset === at.start.offset;
}

function part(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(part);
  if ("state" in value) return show(value as Value<unknown>);
  if ("start" in value && "file" in value) return place(value as SourceLocation);
  if ("atMost" in value) {
    const { atLeast, atMost, when } = value as Entity["instances"];
    const range = `${atLeast}..${atMost === Number.POSITIVE_INFINITY ? "∞" : atMost}`;
    return when ? `${range} when ${JSON.stringify(when)}` : range;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, part(each)]));
}

function show(value: Value<unknown>): string {
  const trace = value.trace
    ? ` ← ${value.trace.map((step) => `${step.what} ${place(step.at)}`).join(" ← ")}`
    : "";
  if (value.state !== "unknown") return `${settled(value)} @ ${place(value.at)}${trace}`;
  const ways = value.alternatives?.map(
    (each) => settled(each) + (each.when ? ` when ${JSON.stringify(each.when)}` : ""),
  );
  return `unknown${ways ? ` (${ways.join(" | ")})` : ""}: ${value.because} @ ${place(value.at)}${trace}`;
}

function settled(value: Settled<unknown>): string {
  return value.state === "known" ? JSON.stringify(value.value) : "unset";
}

function qualifier({ text, kind, alias, version }: Qualifier): string {
  const what = kind.state === "known" ? kind.value : kind.state === "unset" ? "unqualified" : show(kind);
  if (what === "unqualified") return what;
  const identity = version?.replace(/^[^#]*#/, "");
  const links = [
    alias === null ? "" : ` → ${alias.address}`,
    version === null ? "" : ` (version ${identity})`,
  ];
  return `${what} ${show(text)}${links.join("")}`;
}

function place({ file, start, end }: SourceLocation): string {
  const until = start.line === end.line ? end.column : `${end.line}:${end.column}`;
  return `${file}:${start.line}:${start.column}-${until}`;
}
