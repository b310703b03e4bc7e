import type { Caller, Reference } from "../model/model.ts";
import { known, knownValue, unknown } from "../values/value.ts";
import { type DefinitionTarget, substituted, targetsIn } from "./definition-targets.ts";
import { entityOf } from "./entity.ts";
import type { AttributeReader, Mention, ResourceReader, TextPart } from "./reader.ts";

/** How a type holds the functions that it calls. */
interface Definition {
  /** Attributes that may have them anywhere in a text. */
  readonly texts: readonly string[];
  /** A map of what stands in those texts for `${Key}`. */
  readonly substitutions?: string;
}

const STATE_MACHINE: Definition = { texts: ["definition_string"], substitutions: "definition_substitutions" };

const DEFINITIONS: ReadonlyMap<string, Definition> = new Map([
  ["aws_sfn_state_machine", { texts: ["definition"] }],
  ["awscc_stepfunctions_state_machine", STATE_MACHINE],
  ["aws_api_gateway_rest_api", { texts: ["body"] }],
  ["awscc_apigateway_rest_api", { texts: ["body"] }],
  ["aws_apigatewayv2_api", { texts: ["body", "target"] }],
  ["awscc_apigatewayv2_api", { texts: ["body", "target"] }],
  ["aws_cloudwatch_log_account_policy", { texts: ["policy_document"] }],
  ["awscc_logs_account_policy", { texts: ["policy_document"] }],
]);
const FUNCTION_TYPE = /^aws(?:cc)?_lambda_(?:function|alias|version)$/;

/** Whether resources of a type hold calls in a text. */
export function isDefinitionType(type: string): boolean {
  return DEFINITIONS.has(type);
}

/** The calls in a state machine or an API, one for each function or alias that its text names. */
export function readDefinitionCallers(resource: ResourceReader, deployment: string): Caller[] {
  const definition = DEFINITIONS.get(resource.type);
  if (!definition) return [];
  const { account, region } = resource;
  const called = new Map<string, Pick<Caller, "function" | "qualifier">>();
  const { texts, substitutions } = definition;
  const given = substitutions === undefined ? new Map() : substitutionsOf(resource, substitutions);
  for (const attribute of texts) {
    const text = resource.string(attribute);
    if (text.state === "unset") continue;
    const reference = (parts: readonly TextPart[]): Reference => {
      const whole = parts.every((part) => typeof part === "string");
      return {
        text: whole
          ? known(parts.join(""), text.at)
          : unknown("it is known only after the deployment", text.at),
        mentions: parts.filter((part) => typeof part !== "string"),
        ...(whole ? {} : { parts }),
        pool: { account, region },
      };
    };
    for (const { parts, qualifier } of targetsOf(resource, attribute, given)) {
      const beside = qualifier === undefined ? {} : { qualifier: reference([qualifier]) };
      const written = [...parts, qualifier ?? ""].map(spelled).join("\n");
      called.set(written, { function: { ...reference(parts), isFunction: true }, ...beside });
    }
  }
  return [...called.values()].map((of, index) => ({
    ...entityOf(resource, deployment, `.calls[${index}]`),
    kind: "definition",
    ...of,
  }));
}

/** What the functions of an attribute are. */
function targetsOf(
  resource: ResourceReader,
  attribute: string,
  given: ReadonlyMap<string, readonly TextPart[]>,
): DefinitionTarget[] {
  const isTarget = (mention: Mention) => FUNCTION_TYPE.test(resource.typeAt(mention.address) ?? "");
  const parts = piecesOf(resource, attribute);
  if (parts) return targetsIn(substituted(parts, given), isTarget);
  // Without the order nothing is known of what follows: which of its versions is called isn't, either.
  const mentions = [...resource.mentions(attribute), ...[...given.values()].flat()];
  return mentions.flatMap((each) =>
    typeof each !== "string" && isTarget(each) ? [{ parts: [withoutAttribute(each)] }] : [],
  );
}

/** A text in its pieces, whether it is known or not; undefined where they aren't. */
export function piecesOf(block: AttributeReader, attribute: string): readonly TextPart[] | undefined {
  const text = knownValue(block.string(attribute));
  return text === undefined ? block.parts(attribute) : [text];
}

/** What a text has for its `${Key}`. */
export function substitutionsOf(block: AttributeReader, attribute: string): Map<string, readonly TextPart[]> {
  const [entries, objects] = [block.entries(attribute), block.blocks(attribute)];
  const given = new Map<string, readonly TextPart[]>();
  const [object] = objects.state === "known" ? objects.value : [];
  if (entries.state !== "known" || !object) return given;
  for (const { key } of entries.value)
    given.set(key, piecesOf(object, key) ?? object.mentions(key).map(withoutAttribute));
  return given;
}

/** An alias or a version is what it is, however it is named; of a function it may be any version. */
function withoutAttribute(mention: Mention): Mention {
  const { attribute: _, ...whole } = mention;
  return /_lambda_function\b/.test(mention.address) ? whole : mention;
}

function spelled(part: TextPart): string {
  return typeof part === "string" ? part : `${part.deployment ?? ""}#${part.address}.${part.attribute ?? ""}`;
}
