import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FUNCTIONS } from "../../src/parsers/terraform/functions/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const FUNCTIONS_FOLDER = "src/parsers/terraform/functions";
const EXPRESSIONS = "test/parsers/terraform/expressions";
let copy: string;

const run = (name: string) =>
  spawnSync(process.execPath, [join(copy, "scripts/new-function.mjs"), name], { encoding: "utf8" });
const read = (path: string) => readFileSync(join(copy, path), "utf8");

beforeAll(() => {
  copy = temporaryFolder("new-function");
  mkdirSync(join(copy, "scripts"));
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  cpSync(join(root, "scripts/new-function.mjs"), join(copy, "scripts/new-function.mjs"));
  for (const folder of ["src/source", "src/values", "src/parsers/terraform"])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  for (const folder of ["cases", "recorded"]) mkdirSync(join(copy, EXPRESSIONS, folder), { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("npm run new-function", () => {
  it("writes a function that can be called, listed in order", async () => {
    expect(run("shout_out")).toMatchObject({ status: 0 });
    const before = readFileSync(join(root, FUNCTIONS_FOLDER, "library.ts"), "utf8").split("\n");
    const library = read(`${FUNCTIONS_FOLDER}/library.ts`).split("\n");
    expect(library.filter((line) => !before.includes(line))).toEqual([
      'import { shoutOutFunction } from "./shout-out.ts";',
      "    shoutOutFunction,",
    ]);
    expect(library.filter((line) => before.includes(line))).toEqual(before);
    const { FUNCTIONS: written } = await import(join(copy, FUNCTIONS_FOLDER, "library.ts"));
    expect([...written.keys()].sort()).toEqual([...FUNCTIONS.keys(), "shout_out"].sort());
    const { callFunction } = await import(join(copy, FUNCTIONS_FOLDER, "call.ts"));
    const text = { kind: "string", value: "text" };
    expect(callFunction("shout_out", [text], {})).toEqual(text);
  });

  it("writes a case that fails by what it says to write", () => {
    expect(run("whisper").status).toBe(0);
    expect(read(`${EXPRESSIONS}/cases/function-whisper.txt`)).toBe('whisper("text")\n');
    expect(JSON.parse(read(`${EXPRESSIONS}/recorded/function-whisper.json`))).toEqual([
      {
        expression: 'whisper("text")',
        type: "string",
        value:
          "Write here what Terraform gives, or let npm run referee record it where Terraform is installed.",
      },
    ]);
  });

  it.each(["", "Shout", "shout-out", "../shout"])("refuses %j, which is no function's name", (name) => {
    expect(run(name)).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage: ") });
  });

  it.each(["max", "chomp", "try", "library"])("leaves what there is alone: %s", (name) => {
    const before = readdirSync(join(copy, FUNCTIONS_FOLDER));
    expect(run(name)).toMatchObject({ status: 2, stderr: expect.stringContaining("already") });
    expect(readdirSync(join(copy, FUNCTIONS_FOLDER))).toEqual(before);
  });
});
