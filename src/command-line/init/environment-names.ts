import { own } from "../../source/own.ts";

/** The words that teams use for environments, each with the name that a policy gets. */
const WORDS: Readonly<Record<string, string>> = {
  prod: "prod",
  production: "prod",
  prd: "prod",
  live: "prod",
  preprod: "preprod",
  "pre-prod": "preprod",
  preproduction: "preprod",
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

/** The policy's name for an environment's name in code: `prod` for `production`; also within a longer name, `shop-production`. */
export function environmentWord(name: string): string | undefined {
  const whole = name.toLowerCase();
  const known = own(WORDS, whole);
  if (known !== undefined) return known;
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return [...parts].reverse().flatMap((part) => own(WORDS, part) ?? [])[0];
}

/** Production first, as it is read first. */
export function byImportance(a: string, b: string): number {
  const rank = (name: string) => (name === "prod" ? 0 : name.includes("prod") ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}
