import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * What is loaded together. Each format, and the client of GitHub's API, comes along when it is asked for: to load all of it
 * would take longer than most runs last.
 */
const CHUNKS = [
  { name: "hcl", test: /[\\/]parsers[\\/]terraform[\\/](?:syntax[\\/]|modules[\\/](?!files)|resource-type)/ },
  { name: "templates", test: /[\\/]parsers[\\/]cloudformation[\\/](?!index|claims)|[\\/]smol-toml[\\/]/ },
  {
    name: "shared",
    test: /[\\/]src[\\/](?!parsers|github|(?:cli|action|index)\.ts)|[\\/]claims\.ts|[\\/]parsers[\\/](?:index|terraform[\\/]modules[\\/]files)\.ts|[\\/]node_modules[\\/](?:zod|js-yaml|picomatch|ignore|fastest-levenshtein|picocolors|diff)[\\/]|package\.json$/,
  },
];

/**
 * The doors of src/ as files that run without node_modules, with those that they load.
 * @param {string} root the top of this repository
 * @param {{ banner?: (chunk: { name: string }) => string, plugins?: import("rolldown").Plugin[] }} [options]
 * @returns {Promise<Map<string, string>>} by file name: the code
 */
export async function bundle(root, { banner = () => "", plugins = [] } = {}) {
  const build = await rolldown({
    input: Object.fromEntries(["cli", "action", "index"].map((door) => [door, join(root, `src/${door}.ts`)])),
    platform: "node",
    cwd: root,
    plugins,
    preserveEntrySignatures: "allow-extension",
    // @actions/core brings an HTTP client along for what nobody here asks of it; that would be a third of the Action's start.
    treeshake: {
      moduleSideEffects: [{ test: /@actions[\\/](?:core|http-client)[\\/]/, sideEffects: false }],
    },
  });
  const { output } = await build.generate({
    format: "esm",
    minify: true,
    comments: false,
    chunkFileNames: "[name].js",
    codeSplitting: { groups: CHUNKS, includeDependenciesRecursively: false },
    banner,
  });
  await build.close();
  return new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file.code]] : [])));
}
