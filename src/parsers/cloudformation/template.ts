import {
  type Alternative,
  known,
  mapValue,
  type Step,
  unknown,
  unset,
  type Value,
} from "../../model/value.ts";
import type { EnvironmentInputs } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { childOf, locationOf, type YamlMapping, type YamlNode } from "../../source/yaml/tree.ts";

/** What an intrinsic is called with: `{ "Fn::If": […] }` and `!If […]` alike. */
export interface Intrinsic {
  name: string;
  argument: YamlNode;
}

/** Short forms whose long form is not `Fn::<name>`. */
const BARE = new Set(["Ref", "Condition"]);
const INTRINSIC_KEY = /^(?:Ref|Condition|Fn::[A-Za-z0-9:]+)$/;

/** The intrinsic that a node is, if it is one. */
export function intrinsicOf(node: YamlNode): Intrinsic | undefined {
  const tag = node.tag?.startsWith("!") && !node.tag.startsWith("!!") ? node.tag.slice(1) : "";
  if (tag !== "") return { name: BARE.has(tag) ? tag : `Fn::${tag}`, argument: node };
  if (node.kind !== "mapping" || node.entries.length !== 1) return undefined;
  const entry = node.entries[0];
  return entry && INTRINSIC_KEY.test(entry.key) ? { name: entry.key, argument: entry.value } : undefined;
}

/** A scalar of a template, or what a logical id stands for. */
export type Resolved = Value<string>;

/** One template, evaluated for one environment. */
export class Template {
  readonly root: YamlMapping;
  readonly file: SourceFile;
  readonly #inputs: EnvironmentInputs;
  readonly #conditions = new Map<string, Value<boolean>>();
  readonly #open = new Set<string>();

  constructor(root: YamlMapping, inputs: EnvironmentInputs) {
    this.root = root;
    this.file = root.file;
    this.#inputs = inputs;
  }

  section(name: string): YamlMapping | undefined {
    const node = childOf(this.root, name);
    return node?.kind === "mapping" ? node : undefined;
  }

  /** The text of a node; unknown with a reason where it can't be known. */
  text(node: YamlNode): Resolved {
    const at = locationOf(node);
    const intrinsic = intrinsicOf(node);
    if (intrinsic) return this.#call(intrinsic, at);
    if (node.kind === "scalar") return node.value === null ? unset(at) : known(node.text, at);
    return unknown("is not a single value", at);
  }

  /** The number of a node: CloudFormation takes numbers written as strings. */
  number(node: YamlNode): Value<number> {
    const value = this.text(node);
    if (value.state === "known" && !/^-?\d+(?:\.\d+)?$/.test(value.value.trim())) {
      return unknown(`is "${value.value}", which is not a number`, value.at);
    }
    return mapValue(value, Number);
  }

  /** The outcome of a condition by its name. */
  condition(name: string, at: SourceLocation): Value<boolean> {
    const already = this.#conditions.get(name);
    if (already) return already;
    const node = childOf(this.section("Conditions"), name);
    if (!node) return unknown(`names the condition ${name}, which the template doesn't have`, at);
    if (this.#open.has(name)) return unknown(`depends on the condition ${name}, which depends on itself`, at);
    this.#open.add(name);
    const outcome = this.#truth(node);
    this.#open.delete(name);
    this.#conditions.set(name, outcome);
    return outcome;
  }

  /** The logical id that a Ref, GetAtt or Sub of one reference names, with the attribute; undefined for anything else. */
  reference(node: YamlNode): { id: string; attribute?: string } | undefined {
    const intrinsic = intrinsicOf(node);
    if (!intrinsic) return undefined;
    const { name, argument } = intrinsic;
    if (name === "Ref" && argument.kind === "scalar") return { id: argument.text };
    if (name === "Fn::GetAtt" && argument.kind === "scalar") return split(argument.text);
    if (name === "Fn::GetAtt" && argument.kind === "sequence") {
      const [id, attribute] = argument.items.map((item) => (item.kind === "scalar" ? item.text : ""));
      return id ? { id, ...(attribute ? { attribute } : {}) } : undefined;
    }
    const whole =
      name === "Fn::Sub" && argument.kind === "scalar" ? /^\$\{([^}!]+)\}$/.exec(argument.text) : null;
    return whole?.[1] ? split(whole[1]) : undefined;
  }

  #call({ name, argument }: Intrinsic, at: SourceLocation): Resolved {
    if (name === "Ref" && argument.kind === "scalar") return this.#ref(argument.text, at);
    if (name === "Fn::Sub") return this.#sub(argument, at);
    if (name === "Fn::If" && argument.kind === "sequence") return this.#if(argument.items, at);
    if (name === "Fn::FindInMap" && argument.kind === "sequence") return this.#findInMap(argument.items, at);
    if (name === "Fn::GetAtt") return unknown("is known only after a deployment", at);
    return unknown(`uses ${name}, which is not evaluated`, at);
  }

  #ref(id: string, at: SourceLocation): Resolved {
    const { account, region, environment } = this.#inputs;
    if (id === "AWS::NoValue") return unset(at);
    if (id === "AWS::Region" && region) return known(region.value, region.at);
    if (id === "AWS::AccountId" && account) return known(account.value, account.at);
    if (id === "AWS::Partition") return known("aws", at);
    if (id.startsWith("AWS::")) return unknown(`depends on ${id}, which has no value in ${environment}`, at);
    const parameter = childOf(this.section("Parameters"), id);
    if (parameter) return this.#parameter(id, parameter);
    return unknown(`refers to ${id}, whose value is known only after a deployment`, at);
  }

  #parameter(id: string, parameter: YamlNode): Resolved {
    const step: Step = { at: locationOf(parameter), what: `parameter ${id}` };
    const given = this.#inputs.cloudformation.parameters[id];
    if (given) return known(String(given.value), given.at, [step]);
    const type = childOf(parameter, "Type");
    const external = type?.kind === "scalar" && type.text.startsWith("AWS::SSM::");
    const fallback = childOf(parameter, "Default");
    if (fallback?.kind === "scalar" && !external) return known(fallback.text, locationOf(fallback), [step]);
    const because = `depends on parameter ${id}, which has no value in ${this.#inputs.environment}; give it in environments.${this.#inputs.environment}.cloudformation.parameters`;
    const allowed = childOf(parameter, "AllowedValues");
    const alternatives: Alternative<string>[] =
      allowed?.kind === "sequence"
        ? allowed.items.flatMap((item) =>
            item.kind === "scalar"
              ? [{ ...known(item.text, locationOf(item)), when: { [`parameter:${id}`]: item.text } }]
              : [],
          )
        : [];
    return unknown(because, step.at, { alternatives, trace: [step] });
  }

  #sub(argument: YamlNode, at: SourceLocation): Resolved {
    const text = argument.kind === "scalar" ? argument.text : undefined;
    if (text === undefined)
      return unknown("uses Fn::Sub with variables of its own, which is not evaluated", at);
    let result = "";
    let last = 0;
    for (const match of text.matchAll(/\$\{(!?)([^}]*)\}/g)) {
      result += text.slice(last, match.index);
      last = match.index + match[0].length;
      if (match[1]) result += `\${${match[2]}}`;
      else {
        const part = this.#ref((match[2] ?? "").trim(), at);
        if (part.state !== "known")
          return unknown(part.state === "unknown" ? part.because : "has no value", at);
        result += part.value;
      }
    }
    return known(result + text.slice(last), at);
  }

  #if(items: readonly YamlNode[], at: SourceLocation): Resolved {
    const [name, yes, no] = items;
    if (!yes || !no || name?.kind !== "scalar")
      return unknown("has an Fn::If that doesn't have three parts", at);
    const outcome = this.condition(name.text, at);
    if (outcome.state === "known") return this.text(outcome.value ? yes : no);
    const because = outcome.state === "unknown" ? outcome.because : `depends on the condition ${name.text}`;
    const ways = [
      this.#alternatives(this.text(yes), name.text, "true"),
      this.#alternatives(this.text(no), name.text, "false"),
    ];
    if (ways.some((way) => way === undefined)) return unknown(because, at);
    return unknown(because, at, { alternatives: ways.flatMap((way) => way ?? []) });
  }

  #alternatives(value: Resolved, condition: string, outcome: string): Alternative<string>[] | undefined {
    const when = { [`condition:${condition}`]: outcome };
    if (value.state !== "unknown") return [{ ...value, when }];
    return value.alternatives?.map((each) => ({ ...each, when: { ...each.when, ...when } }));
  }

  #findInMap(items: readonly YamlNode[], at: SourceLocation): Resolved {
    const keys = items.slice(0, 3).map((item) => this.text(item));
    let node: YamlNode | undefined = this.section("Mappings");
    for (const key of keys) {
      if (key.state === "unknown") return unknown(key.because, at, key.trace ? { trace: key.trace } : {});
      node = key.state === "known" ? childOf(node, key.value) : undefined;
    }
    return node ? this.text(node) : unknown("looks up a mapping that the template doesn't have", at);
  }

  #truth(node: YamlNode): Value<boolean> {
    const at = locationOf(node);
    const { name, argument } = intrinsicOf(node) ?? { name: "", argument: node };
    const items = argument.kind === "sequence" ? argument.items : [];
    if (name === "Condition" && argument.kind === "scalar") return this.condition(argument.text, at);
    if (name === "Fn::Equals" && items[0] && items[1])
      return equal(this.text(items[0]), this.text(items[1]), at);
    const parts = items.map((item) => this.#truth(item));
    if (name === "Fn::Not" && parts[0]) return mapValue(parts[0], (value) => !value);
    if (name === "Fn::And" || name === "Fn::Or") return together(parts, name === "Fn::Or", at);
    return unknown("is a condition that can't be evaluated", at);
  }
}

function equal(a: Resolved, b: Resolved, at: SourceLocation): Value<boolean> {
  if (a.state === "known" && b.state === "known") return known(a.value === b.value, at);
  const open = a.state === "unknown" ? a : b;
  return unknown(open.state === "unknown" ? open.because : "compares with no value", at);
}

/** And stops at the first false, Or at the first true; else one unknown makes the whole unknown. */
function together(parts: readonly Value<boolean>[], decisive: boolean, at: SourceLocation): Value<boolean> {
  if (parts.some((part) => part.state === "known" && part.value === decisive)) return known(decisive, at);
  return parts.find((part) => part.state === "unknown") ?? known(!decisive, at);
}

function split(text: string): { id: string; attribute?: string } {
  const dot = text.indexOf(".");
  return dot === -1 ? { id: text } : { id: text.slice(0, dot), attribute: text.slice(dot + 1) };
}
