import type { z } from "zod";
import { nearest } from "../../source/nearest.ts";
import type { YamlNode } from "../../source/yaml/tree.ts";
import { keyPlaceOf, nodeAt, type Path, placeOf } from "../document/place.ts";
import type { PolicyProblem } from "../problem.ts";
import { oneOf } from "./phrases.ts";

type Issue = z.core.$ZodIssue;

/** zod's issues as sentences at their places. @param base where in the tree the data that zod saw stands */
export function sayIssues(tree: YamlNode, issues: readonly Issue[], base: Path = []): PolicyProblem[] {
  return issues.flatMap((issue) => sayIssue(tree, issue, [...base, ...issue.path]));
}

function sayIssue(tree: YamlNode, issue: Issue, path: Path): PolicyProblem[] {
  const node = nodeAt(tree, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      unknownKey(tree, [...path, key], issue.message.split(" ").filter(Boolean)),
    );
  }
  if (issue.code === "invalid_key") {
    const phrase = issue.issues[0]?.message ?? issue.message;
    const at = keyPlaceOf(tree, path) ?? placeOf(tree, path);
    return [
      { severity: "error", message: `The key "${String(path.at(-1))}"${within(path)} is not ${phrase}.`, at },
    ];
  }
  if (issue.code === "invalid_union" && node) {
    const branch = issue.errors.find((errors) => !isWrongKind(errors));
    if (branch) return sayIssues(tree, branch, path);
  }
  if (issue.code === "custom")
    return [{ severity: "error", message: sentence(issue.message), at: placeOf(tree, path) }];
  if (!node) return [missingKey(tree, path)];
  return [wrongValue(tree, node, path, issue)];
}

/** A branch of a union that is out of the question: already the kind of value is another. */
function isWrongKind(errors: readonly Issue[]): boolean {
  return errors.some(
    (error) => error.path.length === 0 && (error.code === "invalid_type" || error.code === "invalid_value"),
  );
}

function unknownKey(tree: YamlNode, path: Path, known: readonly string[]): PolicyProblem {
  const key = String(path.at(-1));
  const meant = nearest(key, known);
  const isRule = path.at(-2) === "rules";
  const message = isRule ? `There is no rule "${key}".` : `There is no key "${key}"${within(path)}.`;
  const all = isRule ? "policy rules lists them all." : `Keys here: ${known.join(", ")}.`;
  const at = keyPlaceOf(tree, path) ?? placeOf(tree, path);
  return { severity: "error", message, hint: meant ? `Did you mean ${meant}?` : all, at };
}

function missingKey(tree: YamlNode, path: Path): PolicyProblem {
  const holder = path.slice(0, -1);
  return {
    severity: "error",
    message: `${nameOf(holder)} lacks the key "${String(path.at(-1))}".`,
    at: placeOf(tree, holder),
  };
}

function wrongValue(tree: YamlNode, node: YamlNode, path: Path, issue: Issue): PolicyProblem {
  const phrase = phraseOf(issue);
  const hint = hintFor(node, issue);
  const message = `${nameOf(path)} is ${phrase}, not ${shown(node)}.`;
  return { severity: "error", message, ...(hint ? { hint } : {}), at: placeOf(tree, path) };
}

function phraseOf(issue: Issue): string {
  if (issue.code !== "invalid_union") return issue.message;
  const phrases = issue.errors.flatMap((errors) => errors.slice(0, 1).map(phraseOf));
  return oneOf([...new Set(phrases)].map((phrase) => phrase.replace(" or ", ", ")));
}

function hintFor(node: YamlNode, issue: Issue): string | undefined {
  if (node.kind !== "scalar") return undefined;
  if (issue.code === "invalid_type" && issue.expected === "array")
    return `Write it in brackets: [${sourceOf(node)}]`;
  if (expects(issue, "boolean") && /^(?:yes|no|on|off)$/i.test(node.text)) {
    return `Write ${/^(?:yes|on)$/i.test(node.text)}: yes, no, on and off are text in YAML 1.2.`;
  }
  if (typeof node.value === "number" && issue.code === "invalid_type" && issue.expected === "string") {
    return `Write it in quotes: "${node.text}". Without them it is a number, and numbers lose leading zeros.`;
  }
  if (typeof node.value === "string") {
    const meant = nearest(node.value, choicesOf(issue));
    if (meant) return `Did you mean ${meant}?`;
  }
  return undefined;
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

/** A path as people write it; indexes are left out, because the place says them. */
export function nameOf(path: Path): string {
  const keys = path.filter((step) => typeof step === "string");
  if (keys.length === 0) return "The policy";
  return `${typeof path.at(-1) === "number" ? "An entry of " : ""}${keys.join(".")}`;
}

function within(path: Path): string {
  const holder = path.slice(0, -1);
  return holder.length === 0 ? "" : ` in ${nameOf(holder).replace(/^An/, "an")}`;
}

function shown(node: YamlNode): string {
  if (node.kind === "mapping") return "a mapping";
  if (node.kind === "sequence") return node.items.length === 0 ? "an empty list" : "a list";
  if (node.value === null) return "empty";
  return typeof node.value === "string" ? JSON.stringify(node.value) : node.text;
}

function sourceOf(node: YamlNode): string {
  return node.file.text.slice(node.start, node.end);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
