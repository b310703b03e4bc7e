import { own } from "./source/own.ts";

/** The words that teams use for environments, each with the name that a policy gets. */
const WORDS: Readonly<Record<string, string>> = {
  prod: "prod",
  production: "prod",
  prd: "prod",
  live: "prod",
  preprod: "preprod",
  "pre-prod": "preprod",
  preproduction: "preprod",
  nonprod: "nonprod",
  "non-prod": "nonprod",
  nonproduction: "nonprod",
  staging: "staging",
  stage: "staging",
  stg: "staging",
  uat: "uat",
  qa: "qa",
  test: "test",
  testing: "test",
  tst: "test",
  integration: "integration",
  int: "integration",
  dev: "dev",
  develop: "dev",
  development: "dev",
  sandbox: "sandbox",
  sbx: "sandbox",
  demo: "demo",
};

/** The policy's name for a word that is an environment's as it is: `prod` for `production`. */
export function wholeEnvironmentWord(name: string): string | undefined {
  return own(WORDS, name.toLowerCase());
}

/** Of some values, the one that means the same environment as another value. */
export function sameEnvironment(value: string, among: Iterable<string>): string | undefined {
  const word = wholeEnvironmentWord(value);
  return word === undefined ? undefined : [...among].find((each) => wholeEnvironmentWord(each) === word);
}

/** The policy's name for an environment's name, also within a longer one, `shop-production`: for the names of files that hold values. */
export function environmentWord(name: string): string | undefined {
  const known = wholeEnvironmentWord(name);
  if (known !== undefined) return known;
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/(?<![a-z0-9])(pre|non)[^a-z0-9]+(?=prod)/g, "$1")
    .split(/[^a-z0-9]+/);
  return [...parts].reverse().flatMap((part) => own(WORDS, part) ?? [])[0];
}

/** Production first, as it is read first. */
export function byImportance(a: string, b: string): number {
  const rank = (name: string) => (name === "prod" ? 0 : name.includes("prod") ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const PARAMETER_WORDS = new Set(["env", "environment", "stage", "tier"]);
const PARAMETER_WHOLE = /^(?:env|environment|stage)(?:name|type|id)?$/;

/** Whether a parameter or a variable is about the environment, by its name: `Environment`, `deploy_stage`, `EnvType`. */
export function isOfEnvironment(parameter: string): boolean {
  if (PARAMETER_WHOLE.test(parameter.toLowerCase())) return true;
  const words = parameter
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => PARAMETER_WORDS.has(word));
}
