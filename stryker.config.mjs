// Mutation testing of the rules and of what they are built on, values, resources, conditions and counts: `npm run mutate`, or `npm run mutate -- --mutate src/rules/one.ts`.
// Stryker is big and rarely run, so npx fetches it instead of devDependencies; 9.x is the last that runs on Node 20.
export default {
  testRunner: "mocha",
  buildCommand: "node scripts/mutation/bundle.mjs",
  // Tests of single functions are quick and find most; those of the rules, over whole fixtures, come after.
  mochaOptions: {
    spec: [
      ".cache/mutation/{values,model,resources}/*.mjs",
      ".cache/mutation/{parsers,engine}/**/*.mjs",
      ".cache/mutation/rules/*.mjs",
    ],
  },
  mutate: [
    "src/rules/*.ts",
    "!src/rules/index.ts",
    "src/model/{build-ledger,cost,declared,index,ledger,provisioned,qualifier-references,qualifiers,references,spelling}.ts",
    "src/values/*.ts",
    "src/resources/*.ts",
    "!src/resources/caller-types.ts",
    "src/parsers/cloudformation/conditions.ts",
    "src/parsers/cloudformation/values/{evaluated,find-in-map,if}.ts",
    "src/parsers/terraform/instances/{expansion,members}.ts",
    "src/parsers/terraform/values/{alternatives,derive}.ts",
  ],
  // Words are held by the golden files, whole; mutating each of them would only take time.
  mutator: { excludedMutations: ["StringLiteral"] },
  coverageAnalysis: "perTest",
  // What runs once at import is words: titles, rationales, references. Golden pages hold them.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
  jsonReporter: { fileName: ".cache/stryker/report.json" },
  tempDirName: ".cache/stryker/sandbox",
  incrementalFile: ".cache/stryker/incremental.json",
  // Nothing is compiled by Stryker, so there is no tsconfig to rewrite.
  tsconfigFile: "none",
  disableTypeChecks: false,
  ignorePatterns: ["/dist", "/bench", "/docs"],
};
