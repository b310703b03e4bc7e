import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/command-line/option-list.ts";
import { EXIT } from "../src/verdict.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Every file below a folder of the repository. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(join(root, path)).isFile());
}

const MOST_LINES = 250;
const sources = filesBelow("src");
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...filesBelow("docs").filter((path) => path.endsWith(".md")),
];
const workflows = filesBelow(".github/workflows");

describe("the source", () => {
  it.each(sources)("%s is a file of one screen or a few", (path) => {
    // What is generated is as long as what it lists.
    if (read(path).startsWith("// Generated")) return;
    expect(read(path).split("\n").length - 1).toBeLessThanOrEqual(MOST_LINES);
  });

  it("has no notes to ourselves", () => {
    for (const path of sources) expect(read(path), path).not.toMatch(/\b(?:TODO|FIXME|XXX|HACK)\b/);
  });

  it("keeps what it makes of a checkout where that passes on what it rests on", () => {
    for (const path of sources.filter((each) => each !== join("src", "per-checkout.ts")))
      expect(read(path), path).not.toMatch(/(?:WeakMap|Map)<(?:FileSystem|Checkout)\b/);
  });

  it("has a test folder for each room", () => {
    const rooms = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const tested = new Set(readdirSync(join(root, "test")));
    const elsewhere: Readonly<Record<string, string>> = {
      resources: "parsers and rules, through every format",
    };
    for (const { name } of rooms) expect(tested.has(name) || name in elsewhere, name).toBe(true);
  });
});

describe("the tests", () => {
  it("make temporary folders by what removes them", () => {
    const ours = ["run-folder.ts", "temporary-folder.ts"].map((name) => join("test/support", name));
    const others = filesBelow("test").filter((path) => path.endsWith(".ts") && !ours.includes(path));
    const bare = others.filter((path) => /\bmkdtemp(?:Sync)?\(/.test(read(path)));
    expect(bare).toEqual([]);
  });
});

describe.each(documents)("%s", (path) => {
  it("links to what is there", () => {
    const text = read(path).replace(/^```[\s\S]*?^```$/gm, "");
    for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:|^#/.test(target)) continue;
      const file = join(root, dirname(path), target.replace(/#.*/, ""));
      expect(existsSync(file), `${target} in ${path}`).toBe(true);
      expect(relative(root, file)).not.toMatch(/^\.\./);
    }
  });
});

describe("README.md", () => {
  it("lists every command and every exit code", () => {
    for (const command of Object.keys(COMMANDS)) expect(read("README.md")).toContain(`policy ${command}`);
    for (const code of Object.values(EXIT))
      expect(read("README.md")).toMatch(new RegExp(`^\\| ${code} \\|`, "m"));
  });
});

describe.each(workflows)("%s", (path) => {
  it("pins what it uses, says which version that is, and asks for the least", () => {
    const text = read(path);
    for (const [, used = ""] of text.matchAll(/uses: (.+)/g))
      if (!used.startsWith("./")) expect(used).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d/);
    expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text).not.toContain("pull_request_target");
  });
});

describe("package.json", () => {
  const manifest = JSON.parse(read("package.json"));

  it("brings nothing along at run time", () => {
    expect(manifest.dependencies).toBeUndefined();
    for (const command of Object.values(manifest.bin))
      expect(existsSync(join(root, command as string))).toBe(true);
  });

  it("takes only versions that are said exactly, each with its reason", () => {
    const decisions = read("docs/decisions.md");
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      expect(version, name).toMatch(/^\d/);
      if (name.startsWith("@types/")) continue;
      expect(decisions.toLowerCase(), `${name} in docs/decisions.md`).toContain(name.toLowerCase());
    }
  });
});
