import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHcl } from "../../../../src/parsers/terraform/syntax/parse.ts";
import { SourceFile } from "../../../../src/source/source-file.ts";
import { ours, terraformFiles, theirs } from "./referees.ts";
import texts from "./texts.json" with { type: "json" };

/** Pieces of real files and of the texts of the referee's tests, as tokens. */
const sources = [...terraformFiles().map(([, text]) => text), ...Object.values(texts).flat()]
  .map(tokensOf)
  .filter((tokens) => tokens.length > 4);

function tokensOf(text: string): string[] {
  return text.match(/<<-?\w+|[A-Za-z_][\w-]*|\d+|\s+|[$%]\{|[^\w\s]/gu) ?? [];
}

const stray = fc.constantFrom(
  ...'{ } ( ) [ ] " ${ %{ ~ = => , ... . ? : :: * [*] # // /* */ \\ \\u 1 1. if for in endif else null - ! !1 é <<EOT'.split(
    " ",
  ),
  "<<EOT\n",
  "EOT\n",
  "\n",
  "\r\n",
  "\ufeff",
  "\u0085",
  "\u00a0",
);

type Damage = (tokens: string[]) => string[];

const place = fc.nat({ max: 10_000 });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  place.map(
    (at): Damage =>
      (tokens) =>
        tokens.slice(0, at % tokens.length),
  ),
  place.map(
    (at): Damage =>
      (tokens) =>
        tokens.toSpliced(at % tokens.length, 1),
  ),
  place.map(
    (at): Damage =>
      (tokens) =>
        tokens.toSpliced(at % tokens.length, 0, tokens[at % tokens.length] ?? ""),
  ),
  fc.tuple(place, stray).map(
    ([at, put]): Damage =>
      (tokens) =>
        tokens.toSpliced(at % tokens.length, 0, put),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Damage =>
      (tokens) => {
        const [one, other] = [a % tokens.length, b % tokens.length];
        return tokens.with(one, tokens[other] ?? "").with(other, tokens[one] ?? "");
      },
  ),
);

/** A stretch of a real text, damaged once or twice. */
const damaged = fc
  .tuple(fc.nat({ max: sources.length - 1 }), place, fc.array(damage, { minLength: 1, maxLength: 2 }))
  .map(([source, from, damages]) => {
    const tokens = sources[source] as string[];
    const start = Math.max(0, (from % tokens.length) - 40);
    return damages
      .reduce((kept, change) => (kept.length > 0 ? change(kept) : kept), tokens.slice(start, start + 80))
      .join("");
  });

describe("damaged texts", () => {
  it("are taken and refused as HashiCorp's parser does", async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        expect(ours(text)).toEqual(await theirs(text));
      }),
      { numRuns: 250 },
    );
  });
});

const GARBAGE = fc.array(fc.oneof({ arbitrary: stray, weight: 3 }, fc.constantFrom(" ", "x", '"x"')), {
  minLength: 1,
  maxLength: 6,
});

function functionBlock(name: string, garbage = ""): string {
  return `resource "aws_lambda_function" "${name}" {
  function_name = "\${var.prefix}-${name}"
  environment {
    variables = { TABLE = "{" }
  }
  ${garbage}
  description = <<-EOT
    It's "${name}" {
  EOT
  reserved_concurrent_executions = 5
}
`;
}

describe("a broken block among good ones", () => {
  it("costs that block alone, and is reported", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 3 }), GARBAGE, async (broken, pieces) => {
        const names = ["a", "b", "c", "d"];
        const text = names
          .map((name, at) => functionBlock(name, at === broken ? pieces.join("") : ""))
          .join("\n");
        const { body, problems } = parseHcl(new SourceFile("main.tf", text));
        const found = new Map(body.blocks.map((block) => [block.labels[1]?.value, block]));
        for (const name of names.filter((_, at) => at !== broken)) {
          const value = found.get(name)?.body.attributes.get("reserved_concurrent_executions")?.value;
          expect(value, `${name} in ${text}`).toMatchObject({ kind: "literal", value: 5 });
        }
        const isRejected = (await theirs(text)) === undefined;
        expect(problems.length > 0, text).toBe(isRejected);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["a value that is missing", "memory_size =", "expected an expression, found the end of the line", "6:16"],
    ["an unclosed text", 'role = "x', "no closing quote", "6:10"],
    ["an unclosed list", "layers = [", 'expected "]"', "7:15"],
    ["an unclosed call", "role = f(1", 'expected ")"', "7:3"],
    ["two words", "memory size = 3", 'expected "{" after the labels of a block, found "="', "6:15"],
    ["a heredoc without an end", "role = <<END", 'no line "END" at its end', "6:10"],
    [
      "an interpolation in a heredoc",
      "role = <<END\n  {\n  ${1 +}\n  }\nEND",
      "expected an expression",
      "8:8",
    ],
    ["a stray closing brace", "}", '"}" closes nothing', "11:1"],
    ["a stray opening brace", "x {", 'has no "}" at its end', "1:1"],
    ["a number of two points", "timeout = 1.5.2", "1.5.2 is no number", "6:13"],
    ["a name of a block without its content", "vpc_config", 'expected "=" or "{" after a name', "6:13"],
  ])("is said once, with its place: %s", (_, garbage, said, at) => {
    const text = functionBlock("a", garbage) + functionBlock("b");
    const { body, problems } = parseHcl(new SourceFile("main.tf", text));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
    const { line, column } = (problems[0] as (typeof problems)[number]).at.start;
    expect(`${line}:${column}`).toBe(at);
    expect(body.blocks.map((block) => block.labels[1]?.value)).toContain("b");
  });

  it("keeps the blocks after one that is not closed", () => {
    const open = functionBlock("a").replace(/\}\n$/, "");
    const { body, problems } = parseHcl(
      new SourceFile("main.tf", `${open}${functionBlock("b")}${functionBlock("c")}`),
    );
    expect(body.blocks.map((block) => block.labels[1]?.value)).toEqual(["a", "b", "c"]);
    expect(body.blocks.map((block) => block.body.damage !== undefined)).toEqual([true, false, false]);
    expect(problems).toHaveLength(1);
  });

  it.each([
    ["comments without an end", "/*\n"],
    ["heredocs without an end", "a = <<E1\n"],
    ["shifts", "<<"],
    ["texts without an end", '"${'],
    ["blocks", "a {\n"],
    ["closing braces", "}\n"],
    ["brackets", "a = ["],
    ["names", "a\n"],
  ])("takes no time that grows with the square of the file: %s", (_, piece) => {
    const began = process.cpuUsage();
    parseHcl(new SourceFile("main.tf", piece.repeat(8_000)));
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(2);
  });
});
