import type { WrittenName } from "../model/written-names.ts";
import type { SourceFile } from "../source/source-file.ts";
import { isOnlyAbout } from "./about.ts";
import { callerType, callingAttributes } from "./caller-types.ts";
import { type Holder, Holders } from "./holders.ts";

/** How far around a qualifier its function is looked for. */
const NEAR = 300;
/** What may stand before the colon of a qualifier: a reference, the end of a call, a name, or the quote of a text that is joined to another. */
const BEFORE = /(\$\{[^{}\n]{1,200}\}|[)}"'`]|[\w-]+)$/;
/** The id of a scaling target, which is about an alias; an ARN has a colon before it. */
const SCALED = /(?:^|[^:])function:$/;
/** What stands for a text that is not known here; of a resource, its parser knows. */
const VARIABLE = /^\$\{\s*(?:(?:var|local|each|self|stageVariables|param|opt|env)\b[^}]*|\w+)\s*\}$/;
/** The words that put a name together from pieces, with the colon between them. */
const JOINS = /\b(?:join|format)\b/gi;
const COLON = /["']:["']|%s:%s/;
const FUNCTION_KEY =
  /(?:FunctionName|function_name|--function-name|\bName)["']?(?:\s*(?:=>|[:=])\s*|\s+)["']?([\w:-]+)["']?\s*(?:[,;)}\n]|--|$)/g;
/** Variables of an environment, of a function or of anything else: `PAY_ALIAS`, `QUALIFIER`. */
const OF_ENVIRONMENT = "[A-Z0-9_]{0,60}(?:QUALIFIER|ALIAS)(?:_NAME)?";
/** What a resource is, rather than what it does: in a plan, its own ARNs are among its values. */
const OWN_ARN = /^(?:id|arn|invoke_arn|qualified_arn|qualified_invoke_arn)$/;
const COMMENT = /^\s*(?:#|\/\/)/;

interface Found {
  readonly qualifier: string | undefined;
  readonly name?: string | undefined;
  readonly around: string;
  readonly isOfFunction?: boolean;
  /** The place of the qualifier. */
  readonly index: number;
}

/**
 * Where a text says qualifiers with something that may be their function, as a whole or part by part: `pay:live`,
 * `${fn.arn}:live`, `Qualifier="live"`. What is only about an alias says nothing of its use.
 * @param qualifiers the names of aliases and numbers of versions that are looked for
 */
export function writtenNamesIn(file: SourceFile, qualifiers: readonly string[]): WrittenName[] {
  const { path, text } = file;
  const any = qualifiers.map((each) => each.replace(/[$-]/g, "\\$&")).join("|");
  if (any === "" || !new RegExp(any).test(text)) return [];
  const holders = new Holders(path, text);
  return [...afterColons(text, any), ...afterKeys(text, any, holders), ...joined(text, any)].flatMap(
    ({ qualifier, name, around, isOfFunction = false, index }) => {
      const line = lineBefore(text, index);
      const holder = holders.at(index);
      const key = /^\s*["']?([\w.-]+)["']?\s*[:=]/.exec(line)?.[1];
      if (COMMENT.test(line) || isAbout(holder, key)) return [];
      // What resources of these types call is evaluated, be it by a variable.
      if (qualifier === undefined && callingAttributes(holder?.type ?? "").has(normal(key))) return [];
      const at = file.locate(index, index + (qualifier?.length ?? 0));
      return [{ qualifier, ...(name === undefined ? {} : { name }), around, isOfFunction, at }];
    },
  );
}

/** `pay:live`, `${fn}:live`, `${fn}:${var.alias}`, and `":live"` of a text that is joined. */
function afterColons(text: string, any: string): Found[] {
  const pattern = new RegExp(`:(${any}|\\$\\{[^{}\\n]{1,200}\\})(?![\\w-])`, "g");
  return [...text.matchAll(pattern)].flatMap(({ 1: written = "", index }): Found[] => {
    const left = text.slice(Math.max(0, index - NEAR), index);
    const [, before] = BEFORE.exec(left) ?? [];
    if (before === undefined) return [];
    const further = left.slice(0, -before.length);
    const isVariable = written.startsWith("${");
    if (SCALED.test(further) || (isVariable && !VARIABLE.test(written))) return [];
    const found = { qualifier: isVariable ? undefined : written, index: index + 1 };
    if (before.startsWith("${")) return [{ ...found, around: before }];
    if (/^[\w-]/.test(before)) {
      // The end of a name whose beginning isn't known.
      if (/[})]$/.test(further)) return [{ ...found, around: `${lastLine(further)}${before}` }];
      return [{ ...found, name: before, around: "", isOfFunction: /:function:$/.test(further) }];
    }
    if (isVariable) return [];
    const from = Math.max(left.lastIndexOf("\n"), ...[...left.matchAll(JOINS)].map((each) => each.index));
    return [{ ...found, around: left.slice(from + 1) }];
  });
}

/** `Qualifier: "live"` beside the function, as calls of AWS's API have it; the file of a deployment; what Terraform reads. */
function afterKeys(text: string, any: string, holders: Holders): Found[] {
  const pattern = new RegExp(
    `(?:\\b(Qualifier|qualifier|Alias|name|${OF_ENVIRONMENT})["']?\\s{0,9}(?:=>|[:=])\\s{0,9}|--qualifier[= ])["']?(${any})(?![\\w-])`,
    "g",
  );
  return [...text.matchAll(pattern)].flatMap(({ 0: all, 1: key = "", 2: qualifier = "", index }): Found[] => {
    const holder = holders.at(index);
    const type = holder?.type ?? "";
    if (key === "name" && type !== "data.aws_lambda_alias") return [];
    // What these call by is evaluated.
    if (callerType(type)?.qualifier !== undefined) return [];
    const [start, end] = [
      Math.max(holder?.start ?? 0, index - NEAR),
      Math.min(holder?.end ?? text.length, index + NEAR),
    ];
    const around = text.slice(start, end);
    if (key === "Alias" && !/\bCurrentVersion\b/.test(around)) return [];
    const found = { qualifier, around, index: index + all.length - qualifier.length };
    // The function's name stands in another variable, whose name may be any.
    if (/^[A-Z]/.test(key) && key === key.toUpperCase()) return [found];
    const called = [...around.matchAll(FUNCTION_KEY)].flatMap(([, each]) => each ?? []);
    // One of several that are written near it, as on the branches of a condition, may be meant.
    return called.length === 0 ? [found] : called.map((each) => ({ ...found, ...nameOf(each, around) }));
  });
}

/** The function's name, where what is written isn't a reference to something that holds it. */
function nameOf(called: string, around: string): Pick<Found, "name"> {
  const isReference = around.includes(`${called}.`) || around.includes(`${called}(`);
  return isReference ? {} : { name: called.replace(/^arn:.*:function:/, "").split(":")[0] };
}

/** `join(":", [fn.arn, "live"])`. */
function joined(text: string, any: string): Found[] {
  const part = new RegExp(`["'\\s,[](${any})(?=["'\\],\\s])`);
  return [...text.matchAll(JOINS)].flatMap(({ index }): Found[] => {
    const call = text.slice(index, index + NEAR);
    const found = part.exec(call);
    const around = call.slice(0, found?.index);
    if (!found || !COLON.test(around)) return [];
    return [{ qualifier: found[1], around, index: index + found.index + 1 }];
  });
}

function isAbout(holder: Holder | undefined, key: string | undefined): boolean {
  if (!holder) return false;
  return isOnlyAbout(holder.type, key) || (/_lambda_/.test(holder.type) && OWN_ARN.test(key ?? ""));
}

function lineBefore(text: string, index: number): string {
  return lastLine(text.slice(Math.max(0, index - NEAR), index));
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

function normal(key: string | undefined): string {
  return (key ?? "").replaceAll("_", "").toLowerCase();
}
