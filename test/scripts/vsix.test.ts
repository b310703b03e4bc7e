import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LanguageClient } from "../support/language-client.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
let folder: string;
let files: Map<string, Buffer>;

beforeAll(() => {
  folder = temporaryFolder("vsix");
  const out = join(folder, "it.vsix");
  execFileSync(process.execPath, ["scripts/vsix.mjs", "--out", out], { cwd: root });
  files = unzipped(readFileSync(out));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files that the directory at the end of a zip lists. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const all = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20)));
    expect(content.length).toBe(zip.readUInt32LE(at + 24));
    all.set(name, content);
    at += 46 + nameLength;
  }
  return all;
}

const textOf = (path: string) => files.get(path)?.toString() ?? "";

test("the extension has what VS Code reads, of the version of this package", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifest = JSON.parse(textOf("extension/package.json"));
  expect(manifest.version).toBe(version);
  expect(textOf("extension.vsixmanifest")).toContain(`Version="${version}"`);
  for (const [, path] of textOf("extension.vsixmanifest").matchAll(/ Path="([^"]+)"/g))
    expect([...files.keys()]).toContain(path);
  expect(files.has(join("extension", manifest.main))).toBe(true);
});

test("its page shows the pictures that are here, by the addresses that this version has", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pictures = [...textOf("extension/readme.md").matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
    ([, url]) => url,
  );
  const start = `https://github.com/lambda-concurrency-policy/lambda-concurrency-policy/raw/v${version}/`;
  expect(pictures.length).toBeGreaterThan(0);
  for (const picture of pictures) {
    expect(picture?.slice(0, start.length)).toBe(start);
    expect(existsSync(join(root, picture?.slice(start.length) ?? ""))).toBe(true);
  }
});

test("what a folder says can't name the program that is started", () => {
  const { properties } = JSON.parse(textOf("extension/package.json")).contributes.configuration;
  expect(properties["lambdaConcurrencyPolicy.server"].scope).toBe("machine");
});

test("the client asks for nothing that isn't there, and the server in it works by itself", async () => {
  const asked = [...textOf("extension/dist/extension.js").matchAll(/require\([`"']([^`"')]+)[`"']\)/g)];
  const builtin = /^(?:node:)?(?:child_process|crypto|fs|net|os|path|readline|util)$/;
  expect(
    asked.map(([, name]) => name).filter((name) => name !== "vscode" && !builtin.test(name ?? "")),
  ).toEqual([]);
  const server = spawn(process.execPath, [
    join(folder, "extension/dist/server/cli.js"),
    // As vscode-languageclient starts it.
    ...["lsp", "--stdio", `--clientProcessId=${process.pid}`],
  ]);
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const client = new LanguageClient(server.stdout, server.stdin);
  await client.start([folder]);
  const path = join(folder, "main.tf");
  await client.open(path, 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n');
  const [found] = await client.diagnostics(path, (said) => said.length > 0);
  expect(found?.code).toBe("reserved-concurrency-required");
  await client.leave();
  expect(await ended).toBe(0);
});
