import { SourceFile } from "../../../../source/source-file.ts";
import { parseYaml } from "../../../../source/yaml/parse.ts";
import type { YamlMapping, YamlNode, YamlScalar } from "../../../../source/yaml/tree.ts";
import { workToMake } from "../../../../values/work.ts";
import { bool, nil, num, object, str, tuple } from "../../values/construct.ts";
import { convert } from "../../values/convert.ts";
import { NumberRangeError, parseNumber } from "../../values/numbers/big-float.ts";
import { STRING } from "../../values/types.ts";
import { EvaluationError, type TfValue } from "../../values/value.ts";
import { Incomputable } from "../definition.ts";
import { yamlTimestamp } from "./timestamp.ts";

/** The value of a YAML text, as Terraform reads it: sequences are tuples, mappings objects, and `yes` is true. */
export function parseYamlValue(text: string): TfValue {
  const { documents, problems } = parseYaml(new SourceFile("yamldecode", text));
  const problem = problems.find(({ severity }) => severity === "error");
  if (problem?.isLimit)
    throw new Incomputable("limit", `is given too much: ${problem.message.replace(/\.$/, "")}`);
  if (problem) throw new EvaluationError(problem.message.replace(/\.$/, ""));
  const [document, ...others] = documents;
  if (!document) throw new EvaluationError("the YAML text holds no document");
  if (others.length > 0) throw new EvaluationError("the YAML text holds more than one document");
  return nodeValue(document);
}

function nodeValue(node: YamlNode): TfValue {
  workToMake(1);
  switch (node.kind) {
    case "scalar":
      return scalar(node);
    case "sequence":
      refuseTag(node, "!!seq");
      return tuple(node.items.map(nodeValue));
    case "mapping":
      refuseTag(node, "!!map");
      return object(node.entries.map(({ keyNode, value }) => [keyOf(keyNode), nodeValue(value)] as const));
  }
}

function refuseTag(node: YamlNode | YamlMapping, allowed: string): void {
  if (node.tag && node.tag !== allowed) throw new EvaluationError(`the YAML tag ${node.tag} can't be read`);
}

function keyOf(node: YamlNode): string {
  const key = node.kind === "scalar" ? convert(scalar(node), STRING) : undefined;
  if (key?.kind !== "string") throw new EvaluationError("a key of a YAML mapping is no string");
  return key.value;
}

const TRUE = new Set(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]);
const FALSE = new Set(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]);
const NULL = new Set(["", "~", "null", "Null", "NULL"]);
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const OTHER_BASE = /^(?:0o[0-7]+|0x[0-9a-fA-F]+)$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;

function scalar({ text, plain, tag }: YamlScalar): TfValue {
  const isKnownTag = tag === undefined || /^!!(?:str|bool|int|float|null|timestamp|binary)$/.test(tag);
  if (!isKnownTag) throw new EvaluationError(`the YAML tag ${tag} can't be read`);
  if (!plain || tag === "!!str" || tag === "!!binary") return str(text);
  return resolved(text, tag);
}

function resolved(text: string, tag: string | undefined): TfValue {
  if (TRUE.has(text)) return bool(true);
  if (FALSE.has(text)) return bool(false);
  if (NULL.has(text)) return nil();
  if (/^\.(?:nan|NaN|NAN)$/.test(text))
    throw new EvaluationError("there is no value for a YAML number that is none");
  if (INFINITE.test(text)) return numberOf(text.replace(/\..*/, "Inf"));
  if (OTHER_BASE.test(text)) return num(Number(text));
  const time = yamlTimestamp(text);
  if (time && (tag === undefined || tag === "!!timestamp")) return str(time);
  if (DECIMAL.test(text)) return numberOf(text);
  if (tag !== undefined)
    throw new EvaluationError(`${JSON.stringify(text.slice(0, 80))} is no ${tag.slice(2)} in YAML`);
  return str(text);
}

function numberOf(text: string): TfValue {
  try {
    const number = parseNumber(text);
    if (number) return num(number);
  } catch (error) {
    if (!(error instanceof NumberRangeError)) throw error;
  }
  throw new Incomputable("limit", "is given a number that is out of range");
}
