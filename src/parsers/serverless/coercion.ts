import { own } from "../../source/own.ts";
import type { YamlEntry, YamlMapping, YamlNode } from "../../source/yaml/tree.ts";
import { mappingNode, scalarNode } from "./nodes.ts";
import type { Provenances } from "./variables/provenance.ts";

type Kind = "integer" | "boolean";

/** The types that the framework's schema gives to the settings that are read here, nested as the settings are. */
interface Schema {
  [setting: string]: Kind | Schema;
}

const FUNCTION: Schema = {
  reservedConcurrency: "integer",
  provisionedConcurrency: "integer",
  memorySize: "integer",
  timeout: "integer",
  snapStart: "boolean",
  versionFunction: "boolean",
  concurrencyAutoscaling: { enabled: "boolean" },
};

const PROVIDER: Schema = { memorySize: "integer", timeout: "integer", versionFunctions: "boolean" };

/**
 * Before it reads a configuration, the framework's validation (Ajv with `coerceTypes: array`, whatever
 * `configValidationMode` is) turns values into the kind that it expects: `"0"` and `false` are the number 0.
 * https://ajv.js.org/coercion.html
 */
export function coerceFunction(node: YamlMapping, provenances: Provenances): YamlMapping {
  return coerceMapping(node, FUNCTION, provenances);
}

/** The same for `provider`. */
export function coerceProvider(node: YamlNode, provenances: Provenances): YamlNode {
  return node.kind === "mapping" ? coerceMapping(node, PROVIDER, provenances) : node;
}

function coerceMapping(node: YamlMapping, schema: Schema, provenances: Provenances): YamlMapping {
  const entries = node.entries.map((entry): YamlEntry => {
    const kind = own(schema, entry.key);
    if (kind === undefined) return entry;
    if (typeof kind === "string") return { ...entry, value: coerce(entry.value, kind, provenances) };
    const { value } = entry;
    if (value.kind === "mapping") return { ...entry, value: coerceMapping(value, kind, provenances) };
    // Settings that can be switched on as a whole.
    return { ...entry, value: coerce(value, "boolean", provenances) };
  });
  return mappingNode(entries, node);
}

function coerce(node: YamlNode, kind: Kind, provenances: Provenances): YamlNode {
  const [only, ...others] = node.kind === "sequence" && node.tag === undefined ? node.items : [node];
  if (only?.kind !== "scalar" || others.length > 0) return node;
  // `!Ref Capacity` is evaluated by CloudFormation.
  if (only.tag?.match(/^!(?!!)./) || provenances.isUnknown(only)) return node;
  const value = kind === "integer" ? integerOf(only.value) : booleanOf(only.value);
  if (value === undefined) return node;
  if (value === only.value && only.text === String(value)) return only;
  return provenances.note(scalarNode(value, only), { ...provenances.get(only) });
}

function integerOf(value: string | number | boolean | null): number | undefined {
  if (value === null || value === "") return undefined;
  const number = Number(value);
  return Number.isInteger(number) ? number : undefined;
}

function booleanOf(value: string | number | boolean | null): boolean | undefined {
  if (value === "true" || value === 1) return true;
  if (value === "false" || value === 0) return false;
  return undefined;
}
