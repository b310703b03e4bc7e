import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/command-line/option-list.ts";
import { parsers } from "../../src/parsers/index.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/editors.md"), "utf8");

/** The first block of a language below a heading. */
function block(heading: string, language: string): string {
  const below = page.slice(page.indexOf(`\n## ${heading}`));
  const found = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(below);
  expect(found, `${heading} has a block of ${language}`).not.toBeNull();
  return found?.[1] ?? "";
}

/** The package's own command, with a command that it has. */
function expectOurs([command, ...args]: readonly string[]): void {
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(Object.keys(bin)).toContain(command);
  expect(args).toEqual(["lsp"]);
  expect(Object.keys(COMMANDS)).toContain("lsp");
}

test("the lines for Helix are TOML, and start the command for each language that they add it to", () => {
  const lines = parse(block("Helix", "toml")) as {
    "language-server": Record<string, { command: string; args: string[] }>;
    language: { name: string; "language-servers": string[] }[];
  };
  expect(Object.keys(lines["language-server"])).toEqual(["policy"]);
  const { command = "", args = [] } = lines["language-server"]["policy"] ?? {};
  expectOurs([command, ...args]);
  expect(lines.language.map(({ name }) => name).sort()).toEqual(["hcl", "json", "tfvars", "yaml"]);
  for (const language of lines.language) expect(language["language-servers"]).toContain("policy");
});

test("the lines for Neovim start the command", () => {
  const command = /cmd = \{ ([^}]+) \}/.exec(block("Neovim", "lua"))?.[1] ?? "";
  expectOurs(JSON.parse(`[${command}]`));
});

test("the patterns for JetBrains are those of files that something of the run reads", () => {
  const [, patterns = ""] = /the file name patterns `([^`]+)`/.exec(page) ?? [];
  const endings = patterns.split(";").map((pattern) => pattern.replace(/^\*/, ""));
  expect(endings).toContain(".tf");
  for (const ending of endings)
    expect(
      parsers.some(({ claims }) => claims(`serverless${ending}`) || claims(`terragrunt${ending}`)) ||
        ending === ".tfvars",
      ending,
    ).toBe(true);
});
