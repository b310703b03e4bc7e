// npm run new-parser -- pulumi : writes a parser and a case of it, which work, to be replaced by the format's own.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runScaffold } from "./lib/scaffold.mjs";

const FORM = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const FORMATS = "src/model/format.ts";

/** The files of a new parser, by their paths. It reads a file that lists functions, as a stand-in for the format. */
export function parserFiles(format) {
  const folder = join("src/parsers", format);
  const tests = join("test/parsers", format);
  return new Map([
    [join(folder, "claims.ts"), claimsText(format)],
    [join(folder, "index.ts"), parserText(format)],
    [join(tests, `${format}.test.ts`), testText(format)],
    [join(tests, "cases/one-function", `shop.${format}.yml`), "functions:\n  api: { reserved: 10 }\n"],
  ]);
}

/** The list of formats with one more. */
export function withFormat(text, format) {
  return text.replace(
    "} as const;",
    `  ${/^[a-z0-9]+$/.test(format) ? format : `"${format}"`}: "${format}",\n} as const;`,
  );
}

function claimsText(format) {
  return `/** What files that it claims may be called. */
export const names = [/\\.${format}\\.yml$/];

/** Whether a file may be of this format, by its name alone. */
export function claims(path: string): boolean {
  return names.some((name) => name.test(path));
}
`;
}

function parserText(format) {
  const name = format.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return `import { noResources } from "../../model/resources.ts";
import type { Parser } from "../../parser.ts";
import { startOfFile } from "../../source/location.ts";
import { unset } from "../../values/value.ts";
import { claims } from "./claims.ts";

/** WRITE what the format is, and who writes its files. */
const ${name}: Parser = {
  format: "${format}",

  claims,

  roots: (files) => ({ roots: files.map((path) => ({ format: "${format}", path })), diagnostics: [] }),

  parse(root) {
    // Resources are read by readResources of src/resources/, from readers of the format's attributes.
    const at = startOfFile(root.path);
    return {
      account: unset(at),
      region: unset(at),
      regionFixed: false,
      resources: noResources(),
      diagnostics: [{ severity: "warning", message: \`What is in \${root.path} was not checked.\`, at }],
      inputsFound: [],
    };
  },
};

export default ${name};
`;
}

function testText(format) {
  return `import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import parser from "../../../src/parsers/${format}/index.ts";
import { describeCases } from "../../support/cases.ts";

describeCases(parser, join(import.meta.dirname, "cases"));

it("is written", () => {
  const path = "src/parsers/${format}/index.ts";
  const text = readFileSync(join(import.meta.dirname, "../../..", path), "utf8");
  expect(text, \`write the parser in \${path}, and what it reads in cases/\`).not.toContain("WRITE");
});
`;
}

runScaffold(import.meta.url, {
  usage: 'npm run new-parser -- <format>, where the format is kebab-case: "terraform-plan".',
  form: FORM,
  files: parserFiles,
  next: (format) => {
    const path = new URL(`../${FORMATS}`, import.meta.url);
    writeFileSync(path, withFormat(readFileSync(path, "utf8"), format));
    return `Write the parser in src/parsers/${format}/ and its cases in test/parsers/${format}/cases/, name the format in ${FORMATS}, then: npm run generate && npx vitest run test/parsers/${format}`;
  },
});
