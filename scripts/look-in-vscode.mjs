// npm run look:vscode [-- folder] : what the extension looks like in VS Code, as the pictures of its page (editors/vscode/images).
// Needs Chromium and code-server: its command on the path, or CODE_SERVER, the path of its out/node/entry.js. See CONTRIBUTING.md.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installed } from "./lib/on-demand.mjs";
import { zip } from "./lib/zip.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = process.argv[2] ?? join(root, "editors/vscode/images");
const runs = (command, ...args) => spawnSync(command, [...args, "--version"]).status === 0;
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const entry = process.env.CODE_SERVER;
const server = entry ? [process.execPath, entry] : ["code-server"];
if (!chromium || !runs(...server)) {
  console.log(
    `No pictures: ${chromium ? "code-server" : "Chromium"} isn't here (CONTRIBUTING.md says how to get it).`,
  );
  process.exit();
}

const home = mkdtempSync(join(tmpdir(), "vscode-"));
const folder = join(home, "storefront");
const serverOptions = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
const SETTINGS = {
  "workbench.colorTheme": "Default Light Modern",
  "workbench.startupEditor": "none",
  "workbench.activityBar.location": "hidden",
  "workbench.statusBar.visible": false,
  "window.commandCenter": false,
  "window.menuBarVisibility": "hidden",
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.lightbulb.enabled": "on",
  "editor.hover.delay": 100,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
};

prepare();
const port = await freePort();
const running = spawn(
  server[0],
  [
    ...server.slice(1),
    ...serverOptions,
    ...[
      "--bind-addr",
      `127.0.0.1:${port}`,
      "--auth",
      "none",
      "--disable-telemetry",
      "--disable-update-check",
    ],
    ...["--disable-workspace-trust", "--disable-getting-started-override", folder],
  ],
  // A group of its own, since it starts others that it doesn't end.
  { stdio: "ignore", env: environment(), detached: true },
);
const { default: playwright } = await import(
  pathToFileURL(join(installed("playwright-core", "1.64.1"), "index.js")).href
);
const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
try {
  const page = await openWorkbench();
  await findings(page);
  await whereFrom(page);
  await repair(page);
  await policyFile(page);
} finally {
  await browser.close();
  process.kill(-running.pid);
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
console.log(target);

/** The example, the extension as it would be installed, and colours for Terraform, which VS Code has only with an extension. */
function prepare() {
  mkdirSync(target, { recursive: true });
  mkdirSync(join(home, "data/User"), { recursive: true });
  writeFileSync(join(home, "data/User/settings.json"), JSON.stringify(SETTINGS));
  cpSync(join(root, "examples/storefront"), folder, { recursive: true });
  const extension = join(home, "extension.vsix");
  const made = spawnSync(process.execPath, [join(root, "scripts/vsix.mjs"), "--out", extension]);
  if (made.status !== 0) throw new Error(`The extension could not be made: ${made.stderr}`);
  writeFileSync(join(home, "terraform.vsix"), terraformColours());
  for (const file of [extension, join(home, "terraform.vsix")]) {
    const args = [...server.slice(1), ...serverOptions, "--install-extension", file];
    const { status, stderr } = spawnSync(server[0], args, { env: environment(), encoding: "utf8" });
    if (status !== 0) throw new Error(`${file} could not be installed: ${stderr}`);
  }
}

/** code-server writes its own configuration into the home folder, which isn't for it here. */
function environment() {
  return { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, "config") };
}

function terraformColours() {
  const grammars = join(installed("tm-grammars", "1.25.0"), "grammars");
  const manifest = {
    name: "terraform-colours",
    publisher: "here",
    version: "0.0.1",
    engines: { vscode: "^1.91.0" },
    contributes: {
      languages: [{ id: "terraform", aliases: ["Terraform"], extensions: [".tf", ".tfvars"] }],
      grammars: [{ language: "terraform", scopeName: "source.hcl.terraform", path: "./terraform.json" }],
    },
  };
  const about = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata>
<Identity Language="en-US" Id="terraform-colours" Version="0.0.1" Publisher="here"/></Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/>
<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets></PackageManifest>`;
  return zip(
    new Map([
      ["extension.vsixmanifest", about],
      ["extension/package.json", JSON.stringify(manifest)],
      ["extension/terraform.json", readFileSync(join(grammars, "terraform.json"))],
    ]),
  );
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function openWorkbench() {
  const page = await browser.newPage({ viewport: { width: 1040, height: 600 }, deviceScaleFactor: 1.5 });
  page.setDefaultTimeout(30_000);
  for (let tries = 0; ; tries++) {
    const answer = await page.goto(`http://127.0.0.1:${port}/?folder=${folder}`).catch(() => undefined);
    if (answer?.ok()) break;
    if (tries === 60) throw new Error("code-server doesn't answer.");
    await page.waitForTimeout(500);
  }
  await page.waitForSelector(".explorer-folders-view .monaco-list-row");
  return page;
}

/** Opens a file, and waits for what the extension says of it. */
async function open(page, file, shows) {
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input").fill(file);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: file }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: file }).waitFor();
  await page.locator(shows).first().waitFor();
}

/** The whole window, with what was found in all files below. */
async function findings(page) {
  await open(page, "payments.tf", ".squiggly-error");
  await page.locator(".view-line", { hasText: "prod 50 · dev 5" }).waitFor();
  await page.keyboard.press("Control+Shift+m");
  await page.locator(".markers-panel .monaco-list-row").nth(3).waitFor();
  await picture(page, "findings");
  await page.keyboard.press("Control+Shift+m");
}

/** The pointer rests on a number. */
async function whereFrom(page) {
  const line = page.locator(".view-line", { hasText: "reserved_concurrent_executions" });
  const { x, y, height } = await line.boundingBox();
  await page.mouse.move(x + 320, y + height / 2);
  await page.locator(".monaco-hover:not(.hidden)", { hasText: "prod.tfvars" }).waitFor();
  await picture(page, "hover", { top: 0, height: 330 });
}

/** What mends a finding. */
async function repair(page) {
  await open(page, "payments.tf", ".squiggly-error");
  await page.locator(".view-line", { hasText: "LATEST" }).click();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").waitFor();
  await picture(page, "repair");
  await page.keyboard.press("Escape");
}

/** A rule's options, completed. */
async function policyFile(page) {
  await open(page, "lambda-concurrency-policy.yml", ".view-line");
  await page.locator(".view-line", { hasText: "extends" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nrules:\n  reserved");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await picture(page, "policy", { top: 0, height: 600 });
}

/** @param clip the part of the editors' side of the window; the whole window when absent */
async function picture(page, name, clip) {
  await page.waitForTimeout(1500);
  const path = join(target, `${name}.png`);
  const { x, y } = await page.locator(".part.editor").boundingBox();
  const region = clip && { clip: { x, y: y + clip.top, width: 1040 - x, height: clip.height } };
  await page.screenshot({ path, ...region });
  // A quarter of the size, to the eye the same.
  if (runs("pngquant"))
    spawnSync("pngquant", ["--force", "--ext", ".png", "--strip", "--speed", "1", "64", path]);
}
