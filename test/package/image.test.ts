import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const lines = readFileSync(join(root, "Dockerfile"), "utf8")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const copies = lines.flatMap((line) => {
  const [, paths] = /^COPY (.+)$/.exec(line) ?? [];
  const all = paths?.split(" ");
  return all ? [{ sources: all.slice(0, -1), to: all.at(-1) ?? "" }] : [];
});

test("the image is of a base that can't change, installs nothing from npm, and runs as a number that isn't root", () => {
  const [from] = lines;
  expect(from).toMatch(/^FROM node:\d+-alpine@sha256:[0-9a-f]{64}$/);
  expect(lines.join("\n")).not.toMatch(/npm (?:ci|install|i) /);
  const user = lines.findLast((line) => line.startsWith("USER "));
  expect(user).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
});

test("what the image copies is here, and is all that its builder is sent", () => {
  const sent = readFileSync(join(root, ".dockerignore"), "utf8").trim().split("\n");
  const sources = copies.flatMap((copy) => copy.sources);
  expect(sent).toEqual(["*", ...sources.map((source) => `!${source}`)]);
  for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
});

test("what the image copies runs by itself, as the command that the image starts", () => {
  const image = temporaryFolder("image");
  onTestFinished(() => rmSync(image, { recursive: true, force: true }));
  for (const { sources, to } of copies)
    for (const source of sources)
      cpSync(join(root, source), join(image, to.endsWith("/") ? join(to, basename(source)) : to), {
        recursive: true,
      });
  const [, linked = ""] = /ln -s (\S+) \/usr\/local\/bin\/policy/.exec(lines.join("\n")) ?? [];
  expect(lines).toContain('ENTRYPOINT ["policy"]');
  const policy = (...args: string[]) =>
    spawnSync(process.execPath, [join(image, linked), ...args], { cwd: root, encoding: "utf8" });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(policy("--version").stdout.trim()).toBe(version);
  expect(policy("run", "examples/storefront-fixed").status).toBe(0);
  expect(policy("run", "examples/storefront").status).toBe(1);
});
