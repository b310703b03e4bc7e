// npm run bench [-- suite…] : measures, prints, and judges nothing. Figures worth keeping go into bench/README.md.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const suites = readdirSync(fileURLToPath(new URL("suites", import.meta.url)))
  .filter((name) => name.endsWith(".mjs"))
  .map((name) => name.slice(0, -".mjs".length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.includes(name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}. There are: ${suites.join(", ")}.`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
for (const name of wanted.length > 0 ? wanted : suites) {
  console.log(`\n## ${name}`);
  const { default: run } = await import(`./suites/${name}.mjs`);
  await run();
}
