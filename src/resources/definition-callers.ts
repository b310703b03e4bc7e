import type { Caller, Reference } from "../model/model.ts";
import { known, unknown } from "../values/value.ts";
import { entityOf } from "./entity.ts";
import type { Mention, ResourceReader, TextPart } from "./reader.ts";

/** Types that hold the functions they call anywhere in a text, with the attributes that may hold it. */
const DEFINITIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws_sfn_state_machine", ["definition"]],
  ["aws_api_gateway_rest_api", ["body"]],
  ["aws_apigatewayv2_api", ["body", "target"]],
]);
const FUNCTION_TYPE = /^aws(?:cc)?_lambda_(?:function|alias|version)$/;
/** An ARN with or without a qualifier, or the name that a task of Step Functions is given. */
const NAMED =
  /arn:[a-z0-9-]*:lambda:[a-z0-9-]*:[0-9]*:function:[A-Za-z0-9_-]+(?::[A-Za-z0-9$_-]+)?|(?<="FunctionName"\s*:\s*")[A-Za-z0-9:_-]+/g;

/** Whether resources of a type hold calls in a text. */
export function isDefinitionType(type: string): boolean {
  return DEFINITIONS.has(type);
}

/** The calls in a state machine or an API, one for each function or alias that its text names. */
export function readDefinitionCallers(resource: ResourceReader, deployment: string): Caller[] {
  const { account, region } = resource;
  const called = new Map<string, Reference>();
  for (const attribute of DEFINITIONS.get(resource.type) ?? []) {
    const text = resource.string(attribute);
    if (text.state === "unset") continue;
    const note = (parts: readonly TextPart[]) => {
      const written = parts.map(spelled).join("");
      const whole = parts.every((part) => typeof part === "string");
      called.set(written, {
        text: whole ? known(written, text.at) : unknown("it is known only after the deployment", text.at),
        mentions: parts.filter((part) => typeof part !== "string"),
        ...(whole ? {} : { parts }),
        pool: { account, region },
        isFunction: true,
      });
    };
    if (text.state === "known") for (const [name] of text.value.matchAll(NAMED)) note([name]);
    else for (const target of targetsIn(resource, attribute)) note(target);
  }
  return [...called.values()].map((of, index) => ({
    ...entityOf(resource, deployment, `.calls[${index}]`),
    kind: "definition",
    function: of,
  }));
}

/** Each mention of a function with the qualifier that follows it. */
function targetsIn(resource: ResourceReader, attribute: string): readonly TextPart[][] {
  const isTarget = (mention: Mention) => FUNCTION_TYPE.test(resource.typeAt(mention.address) ?? "");
  const parts = resource.parts(attribute);
  // Without the order nothing is known of what follows: which of its versions is called isn't, either.
  if (!parts)
    return resource.mentions(attribute).flatMap((each) => (isTarget(each) ? [[withoutAttribute(each)]] : []));
  return parts.flatMap((part, index): TextPart[][] => {
    if (typeof part === "string") return [...part.matchAll(NAMED)].map(([name]) => [name]);
    if (!isTarget(part)) return [];
    const [, colon = "", name = ""] = /^(:)([A-Za-z0-9_$-]*)/.exec(textOf(parts[index + 1])) ?? [];
    const next = parts[index + 2];
    if (name !== "") return [[part, `:${name}`]];
    return [colon !== "" && next !== undefined && typeof next !== "string" ? [part, ":", next] : [part]];
  });
}

/** An alias or a version is what it is, however it is named; of a function it may be any version. */
function withoutAttribute(mention: Mention): Mention {
  const { attribute: _, ...whole } = mention;
  return /_lambda_function\b/.test(mention.address) ? whole : mention;
}

function textOf(part: TextPart | undefined): string {
  return typeof part === "string" ? part : "";
}

function spelled(part: TextPart): string {
  return typeof part === "string" ? part : `${part.deployment ?? ""}#${part.address}.${part.attribute ?? ""}`;
}
