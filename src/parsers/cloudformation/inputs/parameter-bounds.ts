import { RE2JS } from "re2js";
import { sameEnvironment } from "../../../environment-words.ts";
import type { Refusal, RootParameter } from "../../../evidence.ts";
import type { SourceLocation } from "../../../source/location.ts";
import {
  childOf,
  entriesOf,
  itemsOf,
  locationOf,
  scalarText,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import type { Value } from "../../../values/value.ts";
import { callIn } from "../values/intrinsic.ts";

// What CloudFormation checks of the parameters of a stack before it makes anything:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html

/** The types whose values are bounded as text, as numbers or item by item; those of AWS's own ids are looked up besides. */
const BOUNDED = new Set(["String", "Number", "CommaDelimitedList"]);
/** A pattern or a value that is longer is not tried. */
const MAX_TRIED = 2000;

/** The first parameter of a template that refuses what it is given: the stack can't be deployed so. */
export function refusedParameter(
  template: YamlNode,
  given: ReadonlyMap<string, Value<string>>,
  environment: string,
): Refusal | undefined {
  for (const { key: name, value: parameter } of entriesOf(childOf(template, "Parameters"))) {
    const value = given.get(name);
    if (value?.state !== "known") continue;
    const bound = boundBrokenBy(value.value, parameter);
    if (bound)
      return {
        because: `its parameter ${name} ${bound.takes}, and ${environment} gives ${JSON.stringify(value.value)}`,
        at: bound.at,
        ...meantBy(value.value, parameter),
      };
  }
  return undefined;
}

function meantBy(value: string, parameter: YamlNode): Pick<Refusal, "meant"> {
  const allowed = itemsOf(childOf(parameter, "AllowedValues")).flatMap((item) => scalarText(item) ?? []);
  const meant = sameEnvironment(value, allowed);
  return meant === undefined ? {} : { meant };
}

/** The parameters of a template; those that the parameter store has the values of may be anything. */
export function parametersOf(template: YamlNode): readonly RootParameter[] {
  return entriesOf(childOf(template, "Parameters")).map(({ key, value: parameter }) => ({
    name: key,
    mayBe: (value) => boundBrokenBy(value, parameter) === undefined,
  }));
}

/** What a parameter takes, and where it says so. */
interface Bound {
  takes: string;
  at: SourceLocation;
}

/** The bound of a parameter that a value is certainly outside of. */
function boundBrokenBy(text: string, parameter: YamlNode): Bound | undefined {
  const type = scalarText(childOf(parameter, "Type")) ?? "String";
  if (!BOUNDED.has(type) || text.includes("{{resolve:")) return undefined;
  const values = type === "CommaDelimitedList" ? text.split(",").map((item) => item.trim()) : [text];
  for (const value of values) {
    const bound = BOUNDS.map((each) => each(value, parameter, type)).find((each) => each !== undefined);
    if (bound) return bound;
  }
  return undefined;
}

type BoundOf = (value: string, parameter: YamlNode, type: string) => Bound | undefined;

const BOUNDS: readonly BoundOf[] = [
  allowedValues,
  allowedPattern,
  limit("MinLength", "String", (value, least) => [...value].length < least, "at least", " characters"),
  limit("MaxLength", "String", (value, most) => [...value].length > most, "at most", " characters"),
  limit("MinValue", "Number", (value, least) => Number(value) < least, "at least", ""),
  limit("MaxValue", "Number", (value, most) => Number(value) > most, "at most", ""),
];

/** More than these are told by their number. */
const MOST_NAMED = 6;

function allowedValues(value: string, parameter: YamlNode, type: string): Bound | undefined {
  const list = childOf(parameter, "AllowedValues");
  const items = itemsOf(list);
  const texts = items.flatMap((item) => scalarText(item) ?? []);
  // What is computed is no bound that anybody can read.
  if (!list || texts.length === 0 || texts.length < items.length || [list, ...items].some(callIn))
    return undefined;
  // A digit and its fraction are one number.
  const isSame = (text: string) => text === value || (type === "Number" && Number(text) === Number(value));
  if (texts.some(isSame)) return undefined;
  const named = texts.slice(0, MOST_NAMED).map((text) => JSON.stringify(text));
  const more = texts.length > MOST_NAMED ? ` and ${texts.length - MOST_NAMED} more` : "";
  return { takes: `takes only ${named.join(", ")}${more}`, at: locationOf(list) };
}

function allowedPattern(value: string, parameter: YamlNode): Bound | undefined {
  const node = childOf(parameter, "AllowedPattern");
  const pattern = scalarText(node);
  if (!node || pattern === undefined || matches(pattern, value) !== false) return undefined;
  return { takes: `takes only what matches ${pattern}`, at: locationOf(node) };
}

/**
 * Whether a pattern matches the whole of a value; undefined where it is written in what Java and RE2 read differently, or RE2 not at
 * all. RE2 takes linear time, whatever the pattern.
 */
function matches(pattern: string, value: string): boolean | undefined {
  if (pattern.length > MAX_TRIED || value.length > MAX_TRIED || JAVA_ALONE.test(pattern)) return undefined;
  // Outside of what is caught: the package is loaded here, and that it can't be is no fault of the pattern.
  const engine = RE2JS;
  try {
    return engine.compile(pattern).matches(value);
  } catch {
    return undefined;
  }
}

/** Intersections and unions of classes, and classes of characters by name. */
const JAVA_ALONE = /&&|\[[^\]]*\[|\\[pPhHRXGZ]/;

function limit(
  key: string,
  of: string,
  isBroken: (value: string, bound: number) => boolean,
  words: string,
  unit: string,
): BoundOf {
  return (value, parameter, type) => {
    const node = childOf(parameter, key);
    const text = scalarText(node);
    const bound = Number(text);
    if (!node || type !== of || text === undefined || text.trim() === "" || !Number.isFinite(bound))
      return undefined;
    return isBroken(value, bound)
      ? { takes: `takes ${words} ${bound}${unit}`, at: locationOf(node) }
      : undefined;
  };
}
