import { join } from "node:path";
import { rolldown } from "rolldown";
import { RESOLVE } from "./resolve.mjs";

/** A part of src/, or a package: the patterns are paths with forward slashes. */
const sources = (...paths) => paths.map((path) => `/src/${path}`);
const packages = (...names) => names.map((name) => `/node_modules/${name}/`);

/**
 * What is loaded together, when it is asked for: to load all of it would take longer than most runs last. Of two groups
 * that a file fits, the first one has it. What no group has is loaded with the door or the import that asks for it.
 */
const CHUNKS = {
  hcl: sources(
    "parsers/terraform/syntax/",
    "parsers/terraform/modules/(?!files)",
    "parsers/terraform/resource-type",
  ),
  // A unit of Terragrunt is read with it.
  terraform: sources("parsers/terraform/(?!claims|modules/files)"),
  templates: sources("parsers/cloudformation/(?!claims)"),
  // Modules of an organisation's own are imported by those alone who allow it.
  plugins: sources("plugins/(?!first-line)"),
  "policy-file": [
    ...sources(
      "policy/(?:load|read|schema|sections|checks|loosenings|enforcement)\\.ts",
      "policy/(?:shape/|document/(?:extend|read|syntax)|patterns/(?:glob|function-pattern|shadow))",
      "policy/[\\w-]+/(?:section|schema|checks?|compile|loosened)(?:-[\\w-]+)?\\.ts",
      "policy/enforce/",
    ),
    ...sources("rule-options-shape", "engine/change/baseline-file"),
    ...packages("zod"),
  ],
  change: sources(
    "engine/checkout/(?:git/(?:git-checkout|sparse-checkout|blobs)|changed-checkout)",
    "engine/reuse/(?:basis|noted-checkout|parsed-roots)",
    // A run without a base has findings that it may know from a baseline.
    "engine/(?:run-change|newly-called|change/(?!baseline|occurrences|pair-up|change-state))",
    "workspace/(?:base|policy-ch(?:ange|oice)|check-change)",
  ),
  fix: [
    ...sources("engine/(?:run-fixed|checkout/edited-checkout)", "command-line/fix-text"),
    ...packages("diff"),
  ],
  // A run that is given claims reads them, and shows no estate.
  claims: sources("claims/(?!repository-name|claim-line|export-claims|claimed-estate|trend)"),
  estate: sources("claims/(?!repository-name)", "command-line/(?:commands/(?:estate|export)|estate/)"),
  // Of what the bundler brings for newer syntax, only the page in HTML needs any.
  // Whoever keeps a note on a pull request makes it of the parts that the report in Markdown has.
  reporters: [
    ...sources("reporters/(?!index|text/)", "pages/", "workspace/(?:deadline|note-key)"),
    "@oxc-project.runtime@",
  ],
  forges: sources("forges/", "command-line/commands/comment"),
  asker: [
    ...sources("command-line/init/terminal-asker"),
    ...packages("@clack", "sisteransi", "fast-(?:string|wrap)-[\\w-]+"),
  ],
  // What speaks to AWS is big, and one command's alone.
  aws: [
    ...sources("snapshot/aws/"),
    ...packages("@aws-sdk", "@smithy", "@aws-crypto", "@aws", "bowser", "tslib"),
  ],
  // A run that is given a snapshot reads it.
  account: sources("snapshot/(?:read-|fields|live-elsewhere|snapshots)"),
  snapshot: sources("command-line/commands/snapshot", "snapshot/(?:take/|iam-policy)"),
  editor: [
    ...sources("editor/", "command-line/commands/lsp"),
    "/docs/policy\\.schema\\.json$",
    ...packages("vscode-[\\w-]+"),
  ],
  commands: sources(
    "command-line/(?:commands/(?!run|model|lsp)|completion|explain/|init/|rule-text|severities)",
    // What the editor explains, too.
    "(?:model/numbers|values/value-words)\\.ts",
  ),
  shared: [
    ...sources(
      "(?!parsers/|github/|command-line/(?:commands/model|compile-cache)|(?:cli|action|index)\\.ts)",
      "parsers/index",
      ".*/claims\\.ts",
    ),
    // So small that a file of their own would take longer to find than to load.
    ...sources("parsers/(?:unread-formats|deploy-commands)/", "parsers/terraform/modules/files"),
    ...packages("@noble/hashes", "js-yaml", "fastest-levenshtein", "picocolors"),
    "/package\\.json$",
    "late:",
  ],
};

/** Packages that are loaded when something of theirs is first used, because many runs use nothing of them. */
const LATE = ["ignore", "jsonc-parser", "picomatch", "re2js", "smol-toml"];

/** Puts something that loads it in the place of a late package; the package itself is a file of its own. */
const late = {
  name: "late",
  resolveId: (id, importer) => (importer !== undefined && LATE.includes(id) ? `\0late:${id}` : undefined),
  load: (id) => {
    const name = /^\0late:(.*)/.exec(id)?.[1];
    return (
      name &&
      `let loaded;
const load = () => (loaded ??= require("./${name}.js"));
module.exports = new Proxy(() => {}, {
  apply: (_, self, given) => load().apply(self, given),
  get: (_, key) => load()[key],
});`
    );
  },
};

/**
 * The doors of src/ as files that run without node_modules, with those that they load. They are CommonJS, which Node loads
 * faster than modules: a tenth of what a small run takes.
 * @param {string} root the top of this repository
 * @param {{ banner?: (chunk: { name: string }) => string, plugins?: import("rolldown").Plugin[] }} [options]
 * @returns {Promise<Map<string, string>>} by file name: the code
 */
export async function bundle(root, { banner = () => "", plugins = [] } = {}) {
  const build = await rolldown({
    input: {
      ...Object.fromEntries(["cli", "action", "index"].map((door) => [door, join(root, `src/${door}.ts`)])),
      ...Object.fromEntries(LATE.map((name) => [name, name])),
    },
    external: LATE.map((name) => `./${name}.js`),
    makeAbsoluteExternalsRelative: false,
    platform: "node",
    resolve: RESOLVE,
    cwd: root,
    plugins: [late, ...plugins],
    preserveEntrySignatures: "allow-extension",
    // @actions/core brings an HTTP client along for what nobody here asks of it; that would be a third of the Action's start.
    treeshake: {
      moduleSideEffects: [{ test: /@actions[\\/](?:core|http-client)[\\/]/, sideEffects: false }],
    },
    checks: { ineffectiveDynamicImport: false, mixedExports: false },
  });
  const { output } = await build.generate({
    format: "cjs",
    minify: true,
    comments: false,
    chunkFileNames: "[name].js",
    codeSplitting: {
      groups: Object.entries(CHUNKS).map(([name, paths]) => ({ name, test: testOf(paths) })),
      includeDependenciesRecursively: false,
    },
    banner,
  });
  await build.close();
  const files = new Map(
    output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, inAscii(file.code)]] : [])),
  );
  return files.set("package.json", `${JSON.stringify({ type: "commonjs" })}\n`);
}

/** V8 reads a text of single bytes faster than one that a few dashes and arrows make twice as wide. */
function inAscii(code) {
  // There an escape would not be read as one.
  if (/(?:\\|String\.raw`[^`]*)[^\0-\x7f]/.test(code)) throw new Error("Write this character as an escape.");
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function testOf(paths) {
  return new RegExp(paths.join("|").replaceAll("/", "[\\\\/]"));
}
