import type { Entity, FunctionReference, QualifierReference } from "../../src/model/model.ts";
import type { Resources } from "../../src/model/resources.ts";
import type { Parsed } from "../../src/parser.ts";
import type { SourceLocation } from "../../src/source/location.ts";
import type { Settled, Value } from "../../src/values/value.ts";

export interface Projection {
  /** Leaves out what the code doesn't write: the defaults of a resource, and the pool that it shares with its root. */
  brief?: boolean;
}

/** What a parser read, in lines that a person can check against the input. */
export function project(parsed: Parsed, { brief = false }: Projection = {}): Record<string, unknown> {
  const resources: Record<string, unknown> = {};
  for (const [kind, entities] of Object.entries(parsed.resources) as [keyof Resources, Entity[]][]) {
    if (entities.length > 0)
      resources[kind] = Object.fromEntries(
        entities.map((each) => [each.address, entity(each, brief ? parsed : undefined)]),
      );
  }
  return {
    ...(parsed.stack === undefined ? {} : { stack: parsed.stack }),
    account: show(parsed.account),
    region: show(parsed.region),
    regionFixed: parsed.regionFixed,
    ...resources,
    ...(parsed.diagnostics.length === 0 ? {} : { diagnostics: parsed.diagnostics.map(diagnostic) }),
    ...(parsed.inputsFound.length === 0 ? {} : { inputsFound: parsed.inputsFound }),
  };
}

/** A diagnostic in one line. */
export function diagnostic(each: Parsed["diagnostics"][number]): string {
  const hint = each.hint === undefined ? "" : ` (${each.hint})`;
  return `${each.severity}: ${each.message}${hint}${each.at ? ` @ ${place(each.at)}` : ""}`;
}

const LEFT_OUT = new Set(["id", "address", "deploymentId"]);

function entity(each: Entity, within: Parsed | undefined): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(each)) {
    if (LEFT_OUT.has(name)) continue;
    if (name === "instances" && value.atLeast === 1 && value.atMost === 1 && !value.when) continue;
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
  if ("address" in value && "name" in value) return reference(value as FunctionReference);
  if ("text" in value && "kind" in value) return qualifier(value as QualifierReference);
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

function reference({ address, name }: FunctionReference): string {
  return address ?? `not declared here: ${show(name)}`;
}

function qualifier({ text, kind, alias, version }: QualifierReference): string {
  const what = kind.state === "known" ? kind.value : kind.state === "unset" ? "unqualified" : show(kind);
  if (what === "unqualified") return what;
  const links = [alias === null ? "" : ` → ${alias}`, version === null ? "" : ` (version ${version})`];
  return `${what} ${show(text)}${links.join("")}`;
}

function place({ file, start, end }: SourceLocation): string {
  const until = start.line === end.line ? end.column : `${end.line}:${end.column}`;
  return `${file}:${start.line}:${start.column}-${until}`;
}
