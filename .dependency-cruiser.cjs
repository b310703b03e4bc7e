// The rooms of src/ and who may import whom: docs/architecture.md as a lint rule.
const room = (pattern) => `^src/${pattern}`;

/** @param {string} name @param {string} comment @param {string} from @param {string[]} allowed */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: "^src/", pathNot: [from, ...allowed] },
});

const SOURCE = room("source/");
const MODEL = room("model/");
const FINDING = room("finding\\.ts$");
const RULE = room("(?:rule(?:-options)?|judged-problem)\\.ts$");
const OPTIONS_SHAPE = room("rule-options-shape\\.ts$");
const PARSER = room("(?:parser|notes|per-checkout|evidence|environment-words|command-files|programs)\\.ts$");
const REPORTER = room("(?:reporter|verdict)\\.ts$");
const RESOURCES = room("resources/");
const VALUES = room("values/");
const DOORS = "^src/(cli|action|index)\\.ts$";

module.exports = {
  forbidden: [
    only(
      "source-knows-text-only",
      "source/ is about text and positions; it knows nothing of AWS.",
      SOURCE,
      [],
    ),
    only(
      "values-know-no-noun",
      "values/ is the one algebra of what may be: it knows text and places, and nothing of AWS.",
      VALUES,
      [SOURCE],
    ),
    only("model-on-values-only", "The nouns must not depend on how they were read or judged.", MODEL, [
      VALUES,
      SOURCE,
    ]),
    only(
      "contracts-on-model-only",
      "A contract that imports an implementation is none.",
      "^src/(rule|judged-problem|rule-options|rule-options-shape|custom-rule|parser|notes|per-checkout|evidence|environment-words|command-files|programs|reporter|verdict|finding)\\.ts$",
      [MODEL, VALUES, SOURCE],
    ),
    only(
      "resources-yield-the-model",
      "What resources mean is said once for all formats, so it knows none of them.",
      RESOURCES,
      [MODEL, VALUES, SOURCE],
    ),
    only(
      "rules-read-the-model-only",
      "If a rule wants more than the model, the model lacks a noun.",
      room("rules/"),
      [RULE, FINDING, MODEL, VALUES, SOURCE],
    ),
    only(
      "parsers-yield-the-model",
      "A parser knows its format and the model, no rule, no policy.",
      room("parsers/(?!index)"),
      [PARSER, RESOURCES, FINDING, MODEL, VALUES, SOURCE],
    ),
    only(
      "reporters-are-pure",
      "A reporter turns a report into text; it decides nothing.",
      room("reporters/"),
      [REPORTER, RULE, FINDING, MODEL, VALUES, SOURCE],
    ),
    only(
      "pages-are-pure",
      "The page of a pull request is made of the report, for every forge alike; whoever keeps it sends it.",
      room("pages/"),
      [room("reporters/markdown/"), REPORTER, FINDING, MODEL, VALUES, SOURCE],
    ),
    only(
      "forges-send-what-they-are-given",
      "A forge knows its API, its variables and its Markdown, and nothing of what is found.",
      room("forges/"),
      [room("pages/"), room("workspace/deadline\\.ts$"), SOURCE],
    ),
    {
      name: "forges-behind-their-command",
      comment: "Nothing but policy comment speaks to a forge; no other command starts with its code.",
      severity: "error",
      from: { path: "^src/", pathNot: [room("forges/"), room("command-line/commands/comment")] },
      to: { path: room("forges/") },
    },
    only(
      "policy-judges-findings",
      "The policy knows the rules' options, not how things are read or printed.",
      room("policy/"),
      [RULE, OPTIONS_SHAPE, PARSER, FINDING, room("rules/"), MODEL, VALUES, SOURCE],
    ),
    only(
      "claims-are-sums",
      "Claims are written, read and summed by what they say; where files lie and how pages look is for others.",
      room("claims/"),
      [RULE, FINDING, MODEL, VALUES, SOURCE],
    ),
    {
      name: "policy-reads-any-section",
      comment:
        "How a policy is read, joined and phrased is the same for every section; it knows them by the list alone.",
      severity: "error",
      from: { path: room("policy/(document|shape|patterns)/") },
      to: {
        path: "^src/policy/[^/]+/",
        pathNot: [room("policy/(document|shape|patterns)/"), room("policy/rules/preset\\.ts$")],
      },
    },
    {
      name: "policy-sections-stay-apart",
      comment:
        "A section is one folder. Another one goes through a named door: the names and data of environments, what is enforced, the entries of rules.",
      severity: "error",
      from: { path: "^src/policy/([^/]+)/", pathNot: [room("policy/(document|shape|patterns)/")] },
      to: {
        path: "^src/policy/[^/]+/",
        pathNot: [
          "^src/policy/$1/",
          room("policy/(document|shape|patterns)/"),
          room("policy/(environments/(schema|check-names)|enforce/schema)\\.ts$"),
          room("policy/rules/(schema|entries|preset)\\.ts$"),
        ],
      },
    },
    only(
      "plug-ins-bring-rules",
      "What a plug-in brings is a rule like any other; the rest of the tool knows of it no more than that.",
      room("plugins/"),
      [room("custom-rule\\.ts$"), RULE, OPTIONS_SHAPE, PARSER, FINDING, MODEL, VALUES, SOURCE],
    ),
    {
      name: "formats-stay-apart",
      comment:
        "A format that wants another's code goes through its door: cdk and serverless embed CloudFormation, a plan is located by Terraform's syntax.",
      severity: "error",
      from: { path: "^src/parsers/([^/]+)/" },
      to: {
        path: "^src/parsers/([^/]+)/",
        pathNot: ["^src/parsers/$1/", "^src/parsers/(cloudformation|terraform)/"],
      },
    },
    ...[
      ["checkout", "the only file system", "checkout/"],
      ["roots", "what is evaluated where", "(?:checkout|reuse|roots)/"],
      ["coverage", "what was not read", "(?:checkout|reuse|roots|coverage)/"],
      ["judge", "what rules say of the model", "(?:checkout|roots|judge)/"],
      ["change", "what two runs have in common", "(?:checkout|roots|judge|change)/"],
    ].map(([name, what, known]) => ({
      name: `engine-${name}-in-its-place`,
      comment: `src/engine/${name}/ is ${what}: only the run itself, which stands beside these rooms, knows all of them.`,
      severity: "error",
      from: { path: room(`engine/${name}/`) },
      to: { path: room(`engine/(?!${known})`) },
    })),
    {
      name: "engine-does-not-print",
      comment: "The engine makes a report; doors choose how it is shown.",
      severity: "error",
      from: { path: room("engine/") },
      to: { path: [room("reporters/"), room("github/"), DOORS] },
    },
    {
      name: "nothing-imports-a-door",
      comment: "Doors have effects; whatever two of them need belongs in a room.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/(cli|action)\\.ts$" },
    },
    {
      name: "doors-share-a-workspace",
      comment:
        "What two doors need is in workspace/; the folder behind one door is opened by that door alone, so that none starts with another's code.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli\\.ts$", room("command-line/")] },
      to: { path: room("command-line/") },
    },
    only(
      "editor-shows-what-runs-say",
      "The language server checks as a run does, and shows what comes of it; it has no judgement of its own.",
      room("editor/"),
      [
        room("(?:engine|workspace)/"),
        room("reporters/(?:markdown/escape|text/printable)\\.ts$"),
        REPORTER,
        FINDING,
        MODEL,
        VALUES,
        SOURCE,
      ],
    ),
    {
      name: "editor-behind-its-command",
      comment: "Nothing but `policy lsp` pays for a language server.",
      severity: "error",
      from: { path: "^src/", pathNot: [room("editor/"), room("command-line/commands/lsp\\.ts$")] },
      to: { path: room("editor/") },
    },
    {
      name: "github-behind-the-action",
      comment: "The command line and the API know nothing of GitHub's pull requests.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/action\\.ts$", room("github/")] },
      to: { path: room("github/") },
    },
    {
      name: "workspace-knows-no-door",
      comment: "A room that opened a door again would make a circle of the house.",
      severity: "error",
      from: { path: room("workspace/") },
      to: { path: [room("reporters/"), DOORS] },
    },
    {
      name: "files-are-read-in-one-place",
      comment:
        "Text is read once, inside the checkout, by the engine's file system; only doors touch the disk besides.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [
          room("engine/checkout/"),
          DOORS,
          room("workspace/"),
          room("command-line/"),
          room("github/"),
          room("plugins/load"),
        ],
      },
      to: { path: "^(node:)?(fs|fs/promises|child_process|net|http|https)$", dependencyTypes: ["core"] },
    },
    {
      name: "actions-toolkit-at-the-action-only",
      comment: "The command line must start fast and work without GitHub.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/action\\.ts$", room("github/")] },
      to: { path: "node_modules/@(actions|octokit)/" },
    },
    {
      name: "aws-behind-one-command",
      comment:
        "Only policy snapshot asks AWS: a run opens no connection, and starts without a client of AWS's.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [room("command-line/commands/snapshot"), room("snapshot/(aws|take)/")],
      },
      to: { path: [room("snapshot/(aws|take)/"), "node_modules/@(aws-sdk|smithy)/"] },
    },
    {
      name: "aws-sdk-in-one-folder",
      comment:
        "What a snapshot is made of is told without AWS's clients, so that it can be tested without them.",
      severity: "error",
      from: { path: "^src/", pathNot: room("snapshot/aws/") },
      to: { path: "node_modules/@(aws-sdk|smithy)/" },
    },
    only(
      "snapshots-know-values",
      "A snapshot is data about an account; what judges by it is elsewhere.",
      room("snapshot/"),
      [room("claims/"), FINDING, MODEL, VALUES, SOURCE],
    ),
    {
      name: "no-cycles",
      comment:
        "A cycle means that two files are one idea, and one of types that they can only be read together; an interface in a third file parts them.",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "no-tests-in-the-product",
      comment: "Product code never depends on tests or scripts.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|bench)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
