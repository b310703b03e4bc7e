import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { RESOLVE } from "../../scripts/lib/resolve.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A module of src/, bundled so that any Node can import it. */
export async function fromSource(path) {
  const file = join(root, "bench/.cache/bundles", `${path.replace(/\W/g, "-")}.mjs`);
  const build = await rolldown({ input: join(root, path), platform: "node", cwd: root, resolve: RESOLVE });
  await build.write({ file, format: "esm", codeSplitting: false });
  await build.close();
  return import(pathToFileURL(file).href);
}
