// npm run look [-- folder] : pictures of the job summary and the comment as GitHub shows them, of a pull request that breaks
// examples/storefront-fixed, and of one that doesn't. Needs Chromium; the pictures go to a temporary folder, never here.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installed } from "./lib/on-demand.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = process.argv[2] ?? mkdtempSync(join(tmpdir(), "look-"));
mkdirSync(target, { recursive: true });
const { marked } = await import(pathToFileURL(join(installed("marked", "16.4.1"), "lib/marked.esm.js")).href);
const styles = readFileSync(join(installed("github-markdown-css", "5.8.1"), "github-markdown.css"), "utf8");
const chromium = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

const comments = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    if (request.method === "POST") comments.push(JSON.parse(body).body);
    response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" });
    response.end(request.method === "POST" ? '{"id":1}' : "[]");
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
await look("bad", "storefront-fixed", "storefront");
await look("good", "storefront", "storefront-fixed");
server.close();
console.log(target);

/** Runs the Action on a pull request that turns one example into another. */
async function look(name, before, after) {
  const folder = mkdtempSync(join(tmpdir(), "look-repository-"));
  const commit = (example) => {
    git("rm", "-rqf", "--ignore-unmatch", ".");
    cpSync(join(root, "examples", example), folder, { recursive: true });
    // Both are judged by one policy.
    cpSync(
      join(root, "examples/storefront-fixed/lambda-concurrency-policy.yml"),
      join(folder, "lambda-concurrency-policy.yml"),
    );
    git("add", "--all");
    git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "x");
    return spawnSync("git", ["rev-parse", "HEAD"], { cwd: folder, encoding: "utf8" }).stdout.trim();
  };
  const git = (...args) => spawnSync("git", args, { cwd: folder });
  git("init", "-q");
  const base = commit(before);
  const head = commit(after);
  const repo = { full_name: "acme/shop" };
  const event = { pull_request: { number: 7, base: { sha: base, repo }, head: { sha: head, repo } } };
  const files = mkdtempSync(join(tmpdir(), "look-runner-"));
  for (const file of ["summary", "output"]) writeFileSync(join(files, file), "");
  writeFileSync(join(files, "event"), JSON.stringify(event));
  const env = {
    PATH: process.env.PATH,
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: join(files, "summary"),
    GITHUB_OUTPUT: join(files, "output"),
    GITHUB_EVENT_PATH: join(files, "event"),
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_API_URL: `http://127.0.0.1:${server.address().port}`,
    "INPUT_GITHUB-TOKEN": "t",
    INPUT_COMMENT: "always",
  };
  const child = spawn(process.execPath, [join(root, "dist/action.js")], { cwd: folder, env });
  await new Promise((resolve) => child.on("close", resolve));
  picture(`${name}-summary`, readFileSync(join(files, "summary"), "utf8"));
  picture(`${name}-comment`, comments.at(-1) ?? "no comment");
}

function picture(name, markdown) {
  const body = marked.parse(markdown, { gfm: true });
  const page = join(target, `${name}.html`);
  writeFileSync(join(target, `${name}.md`), markdown);
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>${styles} body { max-width: 900px; margin: 24px; }</style>
<body class="markdown-body">${body.replaceAll("<details>", "<details open>")}</body>`,
  );
  if (!chromium) return console.log("Chromium isn't here: look at the pages instead.");
  const options = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--window-size=960,2400",
  ];
  const file = join(target, `${name}.png`);
  const more = ["--allow-file-access-from-files", "--virtual-time-budget=8000", `--screenshot=${file}`];
  spawnSync(chromium, [...options, ...more, pathToFileURL(page).href], { timeout: 60_000 });
  if (!existsSync(file)) throw new Error(`${chromium} made no picture of ${page}`);
}
