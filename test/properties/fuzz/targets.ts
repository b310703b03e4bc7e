import { join } from "node:path";
import { claimedEstate } from "../../../src/claims/claimed-estate.ts";
import { ownClaims } from "../../../src/claims/current.ts";
import { readClaims } from "../../../src/claims/read-claims.ts";
import type { EstateForm } from "../../../src/command-line/estate/estate-report.ts";
import html from "../../../src/command-line/estate/html.ts";
import json from "../../../src/command-line/estate/json.ts";
import markdown from "../../../src/command-line/estate/markdown.ts";
import text from "../../../src/command-line/estate/text.ts";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";
import type { Parser } from "../../../src/parser.ts";
import { parsers as entries } from "../../../src/parsers/index.ts";
import { parseHcl, parseTemplateText } from "../../../src/parsers/terraform/syntax/parse.ts";
import { SourceFile } from "../../../src/source/source-file.ts";
import { parseYaml } from "../../../src/source/yaml/parse.ts";
import { inputsFor } from "../../support/inputs.ts";
import { parsers } from "../../support/parsers.ts";
import { reporters } from "../../support/reporters.ts";
import { expressionSeeds, fixtureSeeds, folderSeeds, ownSeeds, policySeeds } from "./seeds.ts";

/** Files by path: what a target is given. */
export type Files = Record<string, string>;

/** Something that reads files that anybody may have written, and must neither throw nor hang. */
export interface FuzzTarget {
  name: string;
  run(files: Files): void | Promise<void>;
  /** Inputs to begin with. */
  seeds(tests: string): Files[];
}

const TODAY = "2026-01-01";
const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.0.0" };
const ESTATE_FORMS: readonly EstateForm[] = [text, json, markdown, html];

/** One target for each parser, found by itself, and those for what stands before, behind and beside them. */
export const targets: readonly FuzzTarget[] = [
  {
    name: "terraform-syntax",
    run: (files) => {
      for (const [path, content] of Object.entries(files)) {
        parseHcl(new SourceFile(path, content));
        parseTemplateText(new SourceFile(path, content));
      }
    },
    seeds: (tests) => fixtureSeeds(tests, (path) => /\.(?:tf|tfvars|hcl)$/.test(path)),
  },
  {
    name: "yaml",
    run: (files) => {
      for (const [path, content] of Object.entries(files)) parseYaml(new SourceFile(path, content));
    },
    seeds: (tests) => fixtureSeeds(tests, (path) => /\.(?:ya?ml|json)$/.test(path)),
  },
  ...entries.map(({ name }, index) => parserTarget(name, parsers[index] as Parser)),
  {
    name: "expressions",
    run: (files) => parseAll(parserNamed("terraform"), files),
    seeds: expressionSeeds,
  },
  { name: "claims", run: runEstate, seeds: (tests) => ownSeeds(tests, "claims") },
  { name: "snapshot", run: runAll, seeds: (tests) => ownSeeds(tests, "snapshot") },
  { name: "policy", run: runAll, seeds: policySeeds },
  { name: "run", run: runAll, seeds: (tests) => fixtureSeeds(tests, () => true) },
];

/** What a parser makes of files, each root with the inputs of one environment. */
function parserTarget(name: string, parser: Parser): FuzzTarget {
  return {
    name,
    run: (files) => parseAll(parser, files),
    seeds: (tests) => [
      ...folderSeeds(join(tests, "parsers", name, "cases")),
      ...ownSeeds(tests, name),
      ...fixtureSeeds(tests, (path) => parser.claims(path)),
    ],
  };
}

function parserNamed(wanted: string): Parser {
  return parsers[entries.findIndex(({ name }) => name === wanted)] as Parser;
}

function parseAll(parser: Parser, files: Files): void {
  const fs = new MemoryCheckout(files);
  const { roots } = parser.roots(
    fs.files(["."]).filter((path) => parser.claims(path)),
    fs,
  );
  for (const root of roots) parser.parse(root, inputsFor("prod"), fs);
}

/** The pools of all that is claimed, in every form, and a run that counts on it. */
async function runEstate(files: Files): Promise<void> {
  const read = readClaims(files["claims.ndjson"] ?? "", "claims.ndjson");
  const estate = claimedEstate({
    claims: ownClaims(read.claims).own,
    limitsFor: () => ({ limit: 1000, unreservedFloor: 100, reservedElsewhere: 0 }),
    today: TODAY,
    maxAgeDays: 30,
  });
  const report = { estate, problems: read.problems, today: TODAY, version: "0.0.0" };
  for (const form of ESTATE_FORMS) form(report, { colour: false, all: true });
  await runAll(files);
}

/** The whole run, and every form of output. */
async function runAll(files: Files): Promise<void> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: TODAY });
  if (!("report" in outcome)) return;
  // What a root throws costs that root alone, and is a find all the same.
  const fault = outcome.report.coverage.unread.find(({ because }) => because.includes("internal error"));
  if (fault) throw new Error(`${fault.what}: ${fault.because}`);
  for (const reporter of reporters) reporter.render(outcome.report, OPTIONS);
}
