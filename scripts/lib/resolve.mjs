import { fileURLToPath } from "node:url";

/** How packages are found for a bundle that Node runs: the usual form of this one loads its parts by names that no bundler follows. */
export const RESOLVE = {
  alias: {
    "jsonc-parser": fileURLToPath(
      new URL("../../node_modules/jsonc-parser/lib/esm/main.js", import.meta.url),
    ),
  },
};
