import type { z } from "zod/mini";
import { nearest } from "../../source/nearest.ts";
import type { YamlNode, YamlScalar } from "../../source/yaml/tree.ts";
import type { Path } from "../document/place.ts";
import { isDate } from "../patterns/dates.ts";
import { levelMeant } from "./synonyms.ts";
import { ACCOUNT, DATE, LEVELS, REGION, REGION_NAME } from "./words.ts";

type Issue = z.core.$ZodIssue;

/** What to write instead of a value that is wrong; undefined where the message says all. */
export function hintForValue(node: YamlNode, issue: Issue, path: Path): string | undefined {
  if (node.kind !== "scalar") return hintForCollection(node, issue, path);
  return (
    hintForForm(node, issue) ??
    hintForList(node, issue) ??
    hintForBoolean(node, issue) ??
    hintForText(node, issue) ??
    hintForNumber(node, issue) ??
    hintForChoice(node, issue)
  );
}

export const NAMES_AS_KEYS = "Write the names as keys, without dashes.";

function hintForCollection(node: YamlNode, issue: Issue, path: Path): string | undefined {
  if (path.at(-1) === "severity")
    return "What differs between environments is set in environments.NAME.rules.";
  const asksForList = issue.code === "invalid_type" && issue.expected === "array";
  if (asksForList && node.kind === "mapping") return "Begin each entry with a dash.";
  if (node.kind !== "sequence") return undefined;
  if (path.at(-1) === "function" && expects(issue, "string"))
    return 'Write an entry for each, or one pattern for all: "{a,b}"';
  return expects(issue, "record") ? NAMES_AS_KEYS : undefined;
}

/** Values of a form of their own: accounts, regions, days. */
function hintForForm(node: YamlScalar, issue: Issue): string | undefined {
  switch (issue.message) {
    case ACCOUNT:
      return /^\d{12}$/.test(node.text) ? undefined : (accountMeant(node.text) ?? "");
    case REGION:
      return regionMeant(node.text);
    case DATE:
      return dateMeant(node.text) ?? "";
    default:
      return undefined;
  }
}

/** The account that was meant by a text: the console shows accounts with dashes, and spreadsheets lose leading zeros. */
export function accountMeant(text: string): string | undefined {
  const digits = text.replaceAll(/[-\s]/g, "");
  if (/^\d{12}$/.test(digits)) return `Write the digits alone: "${digits}"`;
  return /^\d{11}$/.test(digits)
    ? `It has 11 digits. Was a leading zero lost? Then it is "0${digits}".`
    : undefined;
}

/** The name of a region that was meant by a text. */
export function regionMeant(text: string): string | undefined {
  const meant = text
    .toLowerCase()
    .replaceAll(/[_\s]/g, "-")
    .replace(/([a-z])(\d)/, "$1-$2")
    .replace(/(\d)[a-z]$/, "$1");
  return meant !== text && REGION_NAME.test(meant) ? `Did you mean ${meant}?` : undefined;
}

function dateMeant(text: string): string | undefined {
  const [, year, month = "", day = ""] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text) ?? [];
  const meant = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return meant !== text && isDate(meant) ? `Did you mean ${meant}?` : undefined;
}

function hintForList(node: YamlScalar, issue: Issue): string | undefined {
  if (issue.code !== "invalid_type" || issue.expected !== "array" || node.value === null) return undefined;
  const source = node.file.text.slice(node.start, node.end);
  return `Write it in brackets: [${typeof node.value === "string" ? source : quoted(node)}]`;
}

function hintForBoolean(node: YamlScalar, issue: Issue): string | undefined {
  if (!expects(issue, "boolean")) return undefined;
  if (/^(?:yes|no|on|off)$/i.test(node.text))
    return `Write ${/^(?:yes|on)$/i.test(node.text)}: yes, no, on and off are text in YAML 1.2.`;
  return /^(?:true|false)$/.test(node.text) ? `Write it without quotes: ${node.text}` : undefined;
}

function hintForText(node: YamlScalar, issue: Issue): string | undefined {
  if (typeof node.value !== "number" || !expects(issue, "string")) return undefined;
  const zeros = node.text.length >= 12 ? ", and numbers lose leading zeros" : "";
  return `Write it in quotes: ${quoted(node)}. Without them it is a number${zeros}.`;
}

function hintForNumber(node: YamlScalar, issue: Issue): string | undefined {
  if (!(expects(issue, "number") || expects(issue, "int")) || typeof node.value !== "string")
    return undefined;
  const digits = node.text.replaceAll(/[$,_\s]/g, "");
  return /^\d+(?:\.\d+)?$/.test(digits) ? `Write the number alone: ${digits}` : undefined;
}

function hintForChoice(node: YamlScalar, issue: Issue): string | undefined {
  const choices = choicesOf(issue);
  if (choices.length === 0 || node.value === null) return undefined;
  const isLevel = LEVELS.every((level) => choices.includes(level));
  const meant = (isLevel ? levelMeant(node.text) : undefined) ?? nearest(node.text, choices);
  return meant ? `Did you mean ${meant}?` : undefined;
}

function quoted(node: YamlScalar): string {
  return JSON.stringify(node.text);
}

/** Whether a kind of value would do. */
function expects(issue: Issue, kind: string): boolean {
  if (issue.code === "invalid_union") return issue.errors.flat().some((each) => expects(each, kind));
  return issue.code === "invalid_type" && issue.expected === kind;
}

function choicesOf(issue: Issue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  return issue.code === "invalid_union" ? issue.errors.flat().flatMap(choicesOf) : [];
}
