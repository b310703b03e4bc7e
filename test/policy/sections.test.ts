import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { policySchema } from "../../src/policy/json-schema.ts";
import { policyShape } from "../../src/policy/schema.ts";
import { SECTIONS } from "../../src/policy/sections.ts";
import { RULES } from "./support.ts";

// A new key touches one folder and one list.

const ROOM = join(import.meta.dirname, "../../src/policy");
const page = readFileSync(join(ROOM, "../../docs/policy-file.md"), "utf8");
const list = readFileSync(join(ROOM, "sections.ts"), "utf8");

const files = readdirSync(ROOM, { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile())
  .map((each) => relative(ROOM, join(each.parentPath, each.name)).replaceAll("\\", "/"));
const folders = files
  .filter((file) => file.endsWith("/section.ts"))
  .map((file) => file.slice(0, -"/section.ts".length))
  .sort();

const keysOf = (section: (typeof SECTIONS)[number]) =>
  Object.keys(section.keys({ rules: RULES, open: false }));
const keys = SECTIONS.flatMap(keysOf);

/** Whether a text names a key as a value, or reads it of a policy. */
function names(text: string, key: string): boolean {
  return new RegExp(`["']${key}["']|\\bdata\\??\\.${key}\\b`).test(text);
}

describe("the sections of the policy", () => {
  it("are a folder each, and each folder is in the list", () => {
    const listed = [...list.matchAll(/from "\.\/([\w-]+)\/section\.ts"/g)].map(([, folder]) => folder).sort();
    expect(listed).toEqual(folders);
    expect(SECTIONS).toHaveLength(folders.length);
  });

  it("have all keys of a policy file, each of them once", () => {
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.keys(policyShape(RULES).shape)).toEqual(["$schema", ...keys]);
    const { properties } = policySchema(RULES) as { properties: object };
    expect(Object.keys(properties).sort()).toEqual(["$schema", "extends", ...keys].sort());
  });

  it.each(keys)("the key %s is described on the page of the policy file", (key) => {
    expect(page).toContain(`\n### ${key}\n`);
  });

  it.each(keys)("the key %s is named by nothing that is for all sections", (key) => {
    const general = files.filter((file) => !folders.includes(file.split("/")[0] ?? ""));
    const naming = general.filter((file) => names(readFileSync(join(ROOM, file), "utf8"), key));
    expect(naming).toEqual([]);
  });
});
