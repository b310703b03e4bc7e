import type { z } from "zod/mini";
import type { YamlNode } from "../../source/yaml/tree.ts";
import { keyPlaceOf, nodeAt, type Path, placeOf } from "../document/place.ts";
import type { PolicyProblem } from "../problem.ts";
import type { SectionHints } from "../section.ts";
import { SECTIONS } from "../sections.ts";
import { hintForValue } from "./hints.ts";
import { oneOf } from "./phrases.ts";
import { keyMeant } from "./synonyms.ts";

type Issue = z.core.$ZodIssue;

/** zod's issues as sentences at their places. @param base the path in the tree of the data that zod saw */
export function sayIssues(tree: YamlNode, issues: readonly Issue[], base: Path = []): PolicyProblem[] {
  const misspelt = misspeltKeys(issues);
  return issues
    .filter(
      ({ path }) => !misspelt.has(JSON.stringify(path)) || nodeAt(tree, [...base, ...path]) !== undefined,
    )
    .flatMap((issue) => sayIssue(tree, issue, [...base, ...issue.path]));
}

/** The paths of keys that are there, but misspelt: that they are missing is no news. */
function misspeltKeys(issues: readonly Issue[]): Set<string> {
  const paths = issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [];
    const known = issue.message.split(" ");
    return issue.keys.flatMap((key) => {
      const meant = keyMeant(key, known);
      return meant === undefined ? [] : [JSON.stringify([...issue.path, meant])];
    });
  });
  return new Set(paths);
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
    const key = String(path.at(-1));
    const hint = firstIn((hints) => hints.key?.(key, path));
    const message = `The key "${key}"${within(path)} must be ${phrase}.`;
    const at = keyPlaceOf(tree, path) ?? placeOf(tree, path);
    return [{ severity: "error", message, ...(hint ? { hint } : {}), at }];
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

/** A branch of a union that does not apply: the value is of another kind. */
function isWrongKind(errors: readonly Issue[]): boolean {
  return errors.some(
    (error) => error.path.length === 0 && (error.code === "invalid_type" || error.code === "invalid_value"),
  );
}

function unknownKey(tree: YamlNode, path: Path, known: readonly string[]): PolicyProblem {
  const key = String(path.at(-1));
  const at = keyPlaceOf(tree, path) ?? placeOf(tree, path);
  if (key.startsWith("//"))
    return { severity: "error", message: "A comment begins with #, not with //.", at };
  const own = firstIn((hints) => hints.unknownKey?.(key, path, known));
  const message = own?.message ?? `There is no key "${key}"${within(path)}.`;
  // A comma between digits has cut a number in two.
  const hint = /^\d{3}$/.test(key)
    ? "Write numbers without a comma: 1000"
    : (own?.hint ?? hintForUnknown(key, path, known));
  return { severity: "error", message, hint, at };
}

function hintForUnknown(key: string, path: Path, known: readonly string[]): string {
  const here = [...(path.length === 1 ? ["extends"] : []), ...known];
  const meant = keyMeant(key, here);
  if (!meant) return `Keys here: ${here.filter((each) => !each.includes(".")).join(", ")}.`;
  const [holder, below] = meant.split(".");
  return below === undefined
    ? `Did you mean ${meant}?`
    : `It belongs into ${holder}: ${holder}: { ${below}: … }`;
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
  const hint = firstIn((hints) => hints.value?.(node, path)) ?? hintForValue(node, issue, path);
  const message = `${nameOf(path)} must be ${phrase}, not ${shown(node)}.`;
  return { severity: "error", message, ...(hint ? { hint } : {}), at: placeOf(tree, path) };
}

/** What a section has to say of something that is wrong. */
function firstIn<T>(of: (hints: SectionHints) => T | undefined): T | undefined {
  for (const section of SECTIONS) {
    const hint = section.hints && of(section.hints);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function phraseOf(issue: Issue): string {
  if (issue.code !== "invalid_union") return issue.message;
  const phrases = issue.errors.flatMap((errors) => errors.slice(0, 1).map(phraseOf));
  return oneOf(
    [...new Set(phrases)].map((phrase) => phrase.replace(" or ", ", ").replace(/ such as \{.*\}/, "")),
  );
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

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
