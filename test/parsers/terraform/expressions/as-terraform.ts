import { typeOf } from "../../../../src/parsers/terraform/values/types.ts";
import type { TfValue, Type } from "../../../../src/parsers/terraform/values/value.ts";

/** A result in the form that Terraform's JSON output gives it. */
export interface Outcome {
  type?: unknown;
  value?: unknown;
  /** True, or in the place of each unknown value within the value. */
  unknown?: unknown;
  error?: string;
}

/** Our value in the form of Terraform's JSON output. */
export function asTerraform(value: TfValue): Outcome {
  if (value.kind === "unknown") return { unknown: true };
  const unknown = unknownWithin(value);
  return unknown === false ? { type: typeJson(value), value: json(value) } : { value: json(value), unknown };
}

function typeJson(value: TfValue): unknown {
  // A null has no type that an output would show.
  return value.kind === "null" ? "dynamic" : typeToJson(typeOf(value));
}

function typeToJson(type: Type): unknown {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return [type.kind, typeToJson(type.element)];
    case "tuple":
      return ["tuple", type.elements.map(typeToJson)];
    case "object":
      return [
        "object",
        Object.fromEntries([...type.attributes].map(([name, each]) => [name, typeToJson(each)])),
      ];
    default:
      return type.kind;
  }
}

function json(value: TfValue): unknown {
  if ("items" in value) return value.items.map(json);
  if (value.kind === "map" || value.kind === "object")
    return Object.fromEntries(
      [...value.entries]
        .filter(([, each]) => each.kind !== "unknown")
        .map(([name, each]) => [name, json(each)]),
    );
  return "value" in value ? value.value : null;
}

function unknownWithin(value: TfValue): unknown {
  if (value.kind === "unknown") return true;
  if ("items" in value) {
    const within = value.items.map(unknownWithin);
    return within.some((each) => each !== false) ? within : false;
  }
  if (value.kind !== "map" && value.kind !== "object") return false;
  const within = [...value.entries].map(([name, each]) => [name, unknownWithin(each)] as const);
  const unknown = within.filter(([, each]) => each !== false);
  return unknown.length > 0 ? Object.fromEntries(unknown) : false;
}

/** Terraform marks what is known within a value by `false` and by empty objects, here and there: those are left out. */
export function withoutKnown({ unknown, ...rest }: Outcome): Outcome {
  return unknown === undefined ? rest : { ...rest, unknown: marked(unknown) };
}

function marked(unknown: unknown): unknown {
  if (unknown === null || typeof unknown !== "object") return unknown;
  if (Array.isArray(unknown)) {
    const items = unknown.map(marked);
    return items.some((item) => item !== false) ? items : false;
  }
  const entries = Object.entries(unknown).map(([name, each]) => [name, marked(each)] as const);
  const kept = entries.filter(([, each]) => each !== false);
  return kept.length > 0 ? Object.fromEntries(kept) : false;
}
