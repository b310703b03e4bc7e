// Bundles the doors into dist/, each as one file that runs without node_modules, with the licences of what is inside.
// `node scripts/build.mjs --check` builds in memory and fails when dist/ is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import license from "rollup-plugin-license";
import { bundle } from "./lib/bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const ALLOWED_LICENCES = "(MIT OR ISC OR 0BSD OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0 OR Python-2.0)";
const SHEBANG = "#!/usr/bin/env node\n";

/** Every package that any bundle holds, by name and version. */
const packages = new Map();

const outputs = new Map();
for (const door of ["cli", "action", "index"]) {
  const input = join(root, "src", `${door}.ts`);
  const collector = license({
    thirdParty: {
      allow: { test: ALLOWED_LICENCES, failOnUnlicensed: true, failOnViolation: true },
      output: collect,
    },
  });
  const banner = door === "cli" ? SHEBANG : "";
  outputs.set(`dist/${door}.js`, await bundle(input, root, { banner, plugins: [collector] }));
}
outputs.set("dist/index.d.ts", await declarations(join(root, "src/index.ts")));
outputs.set("dist/licenses.txt", licences());

const stale = [...outputs].filter(
  ([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), "utf8") !== text,
);
if (check) {
  if (stale.length > 0) {
    console.error(
      `dist/ is not what the sources make: ${stale.map(([file]) => file).join(", ")}. Run: npm run build`,
    );
    process.exitCode = 1;
  }
} else {
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const [file, text] of outputs)
    writeFileSync(join(root, file), text, { mode: file === "dist/cli.js" ? 0o755 : 0o644 });
}

/** The types of the public API as one file that refers to no other. */
async function declarations(input) {
  const build = await rollup({
    input,
    plugins: [dts({ tsconfig: join(root, "tsconfig.json") })],
    onLog: (level, { message }) => {
      if (level === "warn") throw new Error(message);
    },
  });
  const { output } = await build.generate({ format: "es" });
  await build.close();
  return output[0].code;
}

function collect(dependencies) {
  for (const each of dependencies) packages.set(`${each.name}@${each.version}`, each);
}

function licences() {
  const sections = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${name} (${each.license})\n\n${(each.licenseText ?? "").trim()}\n`);
  return `The files in dist/ hold code of these packages.\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`;
}
