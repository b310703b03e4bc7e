import type { EnvironmentInputs, Located } from "../../../parser.ts";
import {
  childOf,
  isNull,
  itemsOf,
  locationOf,
  scalarText,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import { either, withoutGuard } from "../../../values/either.ts";
import { becauseOf, known, knownValue, type Step, unknown, type Value } from "../../../values/value.ts";
import { type Evaluated, list, plain, published } from "../values/evaluated.ts";

/** The values of a template's parameters in one environment. */
export class Parameters {
  readonly #given: ReadonlyMap<string, Evaluated>;
  readonly #unread: string | undefined;

  /**
   * @param given by name; a nested stack's come from the stack that declares it
   * @param unread a file that may give others, and can't be read
   */
  constructor(given: ReadonlyMap<string, Evaluated>, unread?: string) {
    this.#given = given;
    this.#unread = unread;
  }

  /** What is given, else the default, else each of AllowedValues as an alternative. */
  value(name: string, parameter: YamlNode, inputs: EnvironmentInputs): Evaluated {
    const evaluated = this.#evaluated(name, parameter, inputs.environment);
    const { value } = evaluated;
    const type = scalarText(childOf(parameter, "Type")) ?? "String";
    if (type !== "CommaDelimitedList" && !type.startsWith("List<")) return evaluated;
    if (value.state !== "known") return { value, mentions: [] };
    const items = value.value === "" ? [] : value.value.split(",");
    return list(
      items.map((item) => plain(known(item.trim(), value.at, value.trace))),
      value.at,
    );
  }

  #evaluated(name: string, parameter: YamlNode, environment: string): Evaluated {
    const given = this.#given.get(name);
    if (isStored(parameter))
      return this.#stored(given, parameter, this.#ungiven(name, parameter, environment));
    if (!given) return plain(this.#ungiven(name, parameter, environment));
    const step: Step = { at: locationOf(parameter), what: `parameter ${name}` };
    const value = whereUnset(given.value, () => this.#ungiven(name, parameter, environment));
    if (value !== given.value) return { ...plain(value), mentions: given.mentions };
    return { ...given, value: { ...value, trace: [...(value.trace ?? []), step] } };
  }

  /** What is given, or the default, is the name that the Parameter Store has it by. */
  #stored(given: Evaluated | undefined, parameter: YamlNode, value: Value<string>): Evaluated {
    const isList = !/<(?:String|AWS::[^<>]*)>$/.test(scalarText(childOf(parameter, "Type")) ?? "");
    const fallback = this.#unread === undefined ? scalarText(childOf(parameter, "Default")) : undefined;
    const key = given ? knownValue(given.value) : fallback;
    if (key === undefined || isList || value.state !== "unknown") return plain(value);
    return published({ kind: "parameter", name: key }, value.because, value.at);
  }

  #ungiven(name: string, parameter: YamlNode, environment: string): Value<string> {
    const step: Step = { at: locationOf(parameter), what: `parameter ${name}` };
    if (isStored(parameter)) {
      const because = `parameter ${name} is read from the parameter store (SSM) when the stack is deployed`;
      return unknown(because, step.at);
    }
    const fallback = this.#unread === undefined ? childOf(parameter, "Default") : undefined;
    if (fallback?.kind === "scalar" && !isNull(fallback)) {
      if (fallback.text.includes("{{resolve:"))
        return unknown(`parameter ${name} is resolved when the stack is deployed`, step.at);
      return known(fallback.text, locationOf(fallback), [step]);
    }
    const because =
      this.#unread === undefined
        ? `parameter ${name} has no value in ${environment}; give it in environments.${environment}.cloudformation (parameters, parameter-files or samconfig)`
        : `parameter ${name} may be given in ${this.#unread}, which can't be read`;
    const alternatives = itemsOf(childOf(parameter, "AllowedValues")).flatMap((item) =>
      item.kind === "scalar"
        ? [{ ...known(item.text, locationOf(item)), when: { [`parameter:${name}`]: item.text } }]
        : [],
    );
    return unknown(because, step.at, { alternatives, trace: [step] });
  }
}

/** A value, with another in place of what it leaves unset: `AWS::NoValue` for a parameter means its default. */
function whereUnset(value: Value<string>, otherwise: () => Value<string>): Value<string> {
  if (value.state === "unset") return otherwise();
  const alternatives = value.state === "unknown" ? value.alternatives : undefined;
  if (!alternatives?.some(({ state }) => state === "unset")) return value;
  const cases = alternatives.map((each) => ({
    when: each.when ?? {},
    value: each.state === "unset" ? otherwise() : withoutGuard(each),
  }));
  return either(cases, becauseOf(value) ?? "", value.at);
}

/** Whether what is given for a parameter is only the name of the value. */
function isStored(parameter: YamlNode): boolean {
  return (scalarText(childOf(parameter, "Type")) ?? "").startsWith("AWS::SSM::");
}

/** Text of a parameter's value as CloudFormation takes it: lists are joined by commas. */
export function parameterText({ value, at }: Located<unknown>): Value<string> {
  const text = Array.isArray(value) ? value.map(String).join(",") : String(value);
  return known(text, at);
}
