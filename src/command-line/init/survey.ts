import { isAskedFor } from "../../engine/checkout/asked-for.ts";
import type { Checkout } from "../../engine/checkout/checkout.ts";
import { evidenceOf } from "../../engine/roots/evidence.ts";
import { findRoots } from "../../engine/roots/roots.ts";
import { environmentWord, wholeEnvironmentWord } from "../../environment-words.ts";
import type { EnvironmentSettings } from "../../evidence.ts";
import type { CommandInput, Parser } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { certainFolders } from "./certain-folders.ts";
import { policyNames } from "./names.ts";
import type { NamedEvidence, Survey } from "./surveyed.ts";

/**
 * Looks at what is here: roots, and the environments that they are deployed to.
 * @param folder the policy's own, which its paths are relative to
 */
export function survey(
  checkout: Checkout,
  paths: readonly string[],
  folder: string,
  parsers: readonly Parser[],
): Survey {
  const found = findRoots(checkout.files(paths, isAskedFor), { parsers, checkout, kept: [] });
  const given = found.unread.flatMap(({ code: { input, at } }) =>
    input && isLiteral(input) ? [{ input, at }] : [],
  );
  const byCommand = given.map((each) => ({ ...each, evidence: ofCommand(each.input, each.at, checkout) }));
  const search = { checkout, policyFolder: folder, isEnvironment };
  const roots = found.roots.map((each) => ({ root: each.root, evidence: evidenceOf(each, search) }));
  const named = roots.map(({ root, evidence }) => ({
    root,
    evidence: policyNames(evidence, root, checkout),
  }));
  const folders = certainFolders(named);
  return {
    roots: named.map((each) => {
      const own = folders.get(each.root);
      return { ...each, ...(own ? { folder: own } : {}) };
    }),
    commands: byCommand.flatMap(({ evidence }) => evidence ?? []),
    inputs: byCommand.filter(({ evidence }) => !evidence),
  };
}

/** A folder is an environment's by its whole name. All that is deployed may be in `live`. */
function isEnvironment(folder: string, depth: number): boolean {
  return wholeEnvironmentWord(folder) !== undefined && !(depth === 0 && folder === "live");
}

/** Whether a command says the value itself, rather than a variable of its shell. */
function isLiteral({ value }: CommandInput): boolean {
  return /^[\w.:/-]+$/.test(value);
}

/** An input that a command gives, where its line names the environment: `sam deploy --config-env prod …`. */
function ofCommand(
  { of, name, value }: CommandInput,
  { file, start }: SourceLocation,
  checkout: Checkout,
): NamedEvidence | undefined {
  const words =
    checkout
      .read(file)
      ?.line(start.line)
      .split(/[^A-Za-z0-9]+/) ?? [];
  const word = words.find((each) => environmentWord(each) !== undefined);
  const environment = word === undefined ? undefined : environmentWord(word);
  if (word === undefined || environment === undefined) return undefined;
  const settings: EnvironmentSettings =
    of === "terraform"
      ? { terraform: { variables: { [name]: value } } }
      : of === "cloudformation"
        ? { cloudformation: { parameters: { [name]: value } } }
        : { serverless: { params: { [name]: value } } };
  return {
    kind: "command",
    name: word,
    environment,
    because: `a command in ${file}:${start.line}`,
    settings,
  };
}
