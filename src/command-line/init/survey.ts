import type { Checkout } from "../../engine/checkout.ts";
import { evidenceOf } from "../../engine/evidence.ts";
import { findRoots, type ParsableRoot } from "../../engine/roots.ts";
import { byImportance, environmentWord, wholeEnvironmentWord } from "../../environment-words.ts";
import type { EnvironmentSettings, Evidence } from "../../evidence.ts";
import type { CommandInput, Parser } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";

/** An environment that the code mentions. */
export interface FoundEnvironment {
  name: string;
  /** Where, for people. */
  because: string[];
  settings: EnvironmentSettings;
}

/** What there is to write a policy for. */
export interface Survey {
  roots: readonly ParsableRoot[];
  /** Production first. */
  environments: FoundEnvironment[];
  /** Inputs that commands give, of which nothing says for which environment. */
  inputs: { input: CommandInput; at: SourceLocation }[];
}

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
  const { roots, unread } = findRoots(checkout.files(paths), { parsers, checkout, kept: [] });
  const found = new Map<string, FoundEnvironment>();
  const given = unread.flatMap(({ code: { input, at } }) =>
    input && isLiteral(input) ? [{ input, at }] : [],
  );
  const byCommand = given.map((each) => ({ ...each, hint: ofCommand(each.input, each.at, checkout) }));
  const search = { checkout, policyFolder: folder, isEnvironment };
  const hints = [
    ...roots.flatMap((each) => evidenceOf(each, search)),
    ...byCommand.flatMap(({ hint }) => hint ?? []),
  ];
  for (const hint of hints) {
    const name = environmentWord(hint.name) ?? (hint.kind === "code" ? policyName(hint.name) : undefined);
    if (name === undefined) continue;
    const environment = found.get(name) ?? { name, because: [], settings: {} };
    if (!environment.because.includes(hint.because)) environment.because.push(hint.because);
    environment.settings = merged(environment.settings, hint.settings);
    found.set(name, environment);
  }
  return {
    roots,
    environments: [...found.values()].sort((a, b) => byImportance(a.name, b.name)),
    inputs: byCommand.filter(({ hint }) => !hint),
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
): Evidence | undefined {
  const words =
    checkout
      .read(file)
      ?.line(start.line)
      .split(/[^A-Za-z0-9]+/) ?? [];
  const environment = words.find((word) => environmentWord(word) !== undefined);
  if (environment === undefined) return undefined;
  const settings: EnvironmentSettings =
    of === "terraform"
      ? { terraform: { variables: { [name]: value } } }
      : of === "cloudformation"
        ? { cloudformation: { parameters: { [name]: value } } }
        : { serverless: { params: { [name]: value } } };
  return { kind: "command", name: environment, because: `a command in ${file}:${start.line}`, settings };
}

/** A name as the policy takes it. */
function policyName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-");
}

/** Lists grow; of what can be said once, what was said first counts. */
function merged(first: EnvironmentSettings, second: EnvironmentSettings): EnvironmentSettings {
  const result: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second) as [string, unknown][]) {
    const known = result[key];
    if (known === undefined) result[key] = value;
    else if (Array.isArray(known) && Array.isArray(value)) result[key] = [...new Set([...known, ...value])];
    else if (typeof known === "object" && typeof value === "object")
      result[key] = merged(known as EnvironmentSettings, value as EnvironmentSettings);
  }
  return result as EnvironmentSettings;
}
