import { rolldown } from "rolldown";

/**
 * A door of src/ as one file that runs without node_modules.
 * @param input its module @param root the top of this repository
 */
export async function bundle(input, root, { banner = "", plugins = [] } = {}) {
  const build = await rolldown({
    input,
    platform: "node",
    cwd: root,
    plugins,
    // @actions/core brings an HTTP client along for what nobody here asks of it; that would be a third of the Action's start.
    treeshake: {
      moduleSideEffects: [{ test: /@actions[\\/](?:core|http-client)[\\/]/, sideEffects: false }],
    },
  });
  const { output } = await build.generate({
    format: "esm",
    minify: true,
    comments: false,
    codeSplitting: false,
    banner,
  });
  await build.close();
  return output[0].code;
}
