import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ours, plain, terraformFiles, theirs, valuesOf } from "./referees.ts";
import texts from "./texts.json" with { type: "json" };

const ACCEPTED: readonly string[] = [
  "",
  "a = 1\nb = 1.5\nc = 1e3\nd = 1.5E-2\n",
  "a = true\nb = null\nc = -1\nd = !true\n",
  'a = "x"\nb = "tab\\tquote\\"back\\\\é\\u00e9\\U0001F600"\n',
  'a = "$${x} %%{y} ${var.z} $ % $$ {}"\n',
  'a = "${var.x}"\nb = "a${var.x}b${var.y}c"\n',
  'a = "a ${~ var.x ~} b"\n',
  'a = "%{ if var.x }yes%{ else }no%{ endif }"\nb = "%{ for k, v in var.m }${k}=${v},%{ endfor }"\n',
  'a = "%{ if var.x ~} yes %{~ endif }"\n',
  "a = <<EOT\nfoo\n  bar\nEOT\n",
  "a = <<-EOT\n    foo\n      bar ${var.x}\n\n    baz\n    EOT\n",
  "a = <<-EOT\n  ${var.x}\n    b\n  EOT\n",
  "a = <<EOT\n%{ for x in var.l ~}\n- ${x}\n%{ endfor ~}\nEOT\n",
  "a = [<<A\nx\nA\n, <<B\ny\nB\n]\n",
  "a = [1, 2,\n3,\n]\nb = []\nc = {}\n",
  'a = { b = 1, "c" = 2, (var.d) = 3, e : 4 }\n',
  "a = {\n  b = 1\n\n  # c\n  c = 2,\n  d = 3\n}\n",
  "a = var.x ? 1 : var.y ? 2 : 3\n",
  "a = (var.x\n ? 1\n : 2)\n",
  "a = 1 + 2 * 3 - 4 / 5 % 6\nb = (1 + 2) * 3\nc = a == b && c != d || !e\nd = a < b == (c >= d)\n",
  'a = var.l[0].b["c"].d\nc = var.l[*].a[0].b\nd = var.l.*.a\ne = var.l.*.a[0]\n',
  "b = var.l.0.a.1\n",
  "a = f()\nb = f(1, [2], {c = 3})\nc = f(var.l...)\nd = f(\n  1,\n  2,\n)\n",
  "a = provider::aws::arn_parse(var.x)\nb = core::max(1, 2)\n",
  "a = [for x in var.l : x]\nb = [for i, x in var.l : x if i > 0]\nc = {for k, v in var.m : k => v}\nd = {for v in var.l : v.k => v...}\n",
  "a = [\n  for x in var.l :\n  x\n]\n",
  'resource "a" "b" {\n  c = 1\n  d {\n    e = 2\n  }\n  d {}\n}\n',
  "locals { a = 1 }\n",
  "a b c {\n}\n",
  "# one\n// two\n/* three\n four */ a = 1 # five\n",
  "a = 1\r\nb = <<EOT\r\nx\r\nEOT\r\n",
  "a-b = 1\n_c = 2\nünï = 3\n",
  "a = -var.x\nb = - 1\nc = !var.y.z\n",
  'a = "${"${var.x}"}"\n',
];

const REJECTED: readonly string[] = [
  "a = \n",
  "a = 1 b = 2\n",
  "a = [1,\n",
  "a = {b = 1\n",
  'a = "x\n',
  'a = "\\q"\n',
  "a = 1\na = 2\n",
  "resource a {\n",
  'resource "${x}" {}\n',
  "a {\n  b = 1 }\n}\n",
  "}\n",
  "a = (1\n",
  "a = f(1 2)\n",
  "a = var.\n",
  "a = 1 +\n",
  "a = true ? 1\n",
  "a = [for x : x]\n",
  'a = "%{ if x }"\n',
  'a = "%{ endif }"\n',
  "a = <<EOT\nx\n",
  "/* a\n",
  "a = 'x'\n",
  "a = {b = 1 c = 2}\n",
  "a = {b = 1,, c = 2}\n",
  "a = 1 == == 2\n",
  "= 1\n",
  '"a" = 1\n',
  "a = `x`\n",
  "a = x::y\n",
  "a = { for = 1 }\n",
  "a = var.l.0.1\n",
];

describe("HashiCorp's parser as a referee", () => {
  it.each(ACCEPTED)("reads %j as it does", async (text) => {
    const expected = await theirs(text);
    expect(expected, "the referee accepts it").toBeDefined();
    expect(ours(text)).toEqual(expected);
  });

  it.each(REJECTED)("rejects %j as it does", async (text) => {
    expect(await theirs(text), "the referee rejects it").toBeUndefined();
    expect(ours(text)).toBeUndefined();
  });

  describe.each(Object.entries(texts))("in %s", (_, group) => {
    it.each(group)("takes and refuses %j as it does", async (text) => {
      expect(ours(text)).toEqual(await theirs(text));
    });
  });

  it("takes about as many of those texts as it refuses", async () => {
    const accepted = (await Promise.all(Object.values(texts).flat().map(theirs))).filter(
      (value) => value !== undefined,
    );
    expect(accepted.length).toBeGreaterThan(150);
    expect(Object.values(texts).flat().length - accepted.length).toBeGreaterThan(150);
  });

  it("reads every Terraform file of the repository as it does", async () => {
    const files = terraformFiles();
    expect(files.length).toBeGreaterThan(60);
    for (const [file, text] of files) expect(ours(text), file).toEqual(await theirs(text));
  });

  it("takes from our own files the values that hcl2-parser does", () => {
    const files = terraformFiles("examples").filter(([, text]) => !/::|\$\$\{|%%\{/.test(text));
    expect(files.length).toBeGreaterThan(5);
    for (const [file, text] of files) expect(plain(ours(text)), file).toEqual(valuesOf(text));
  });

  it("reads generated expressions as it does", async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        const body = `a = ${text}\n`;
        expect(ours(body)).toEqual(await theirs(body));
      }),
      { numRuns: 120 },
    );
  });

  it("accepts and rejects damaged texts as it does", async () => {
    await fc.assert(
      fc.asyncProperty(
        expression,
        fc.nat(),
        fc.constantFrom("", "{", "}", '"', "(", "\n", "?", ",", "$"),
        async (text, where, put) => {
          const at = where % text.length;
          const body = `a = ${text.slice(0, at)}${put}${text.slice(at + 1)}\nb = 1\n`;
          const expected = await theirs(body);
          if (expected === undefined) expect(ours(body)).toBeUndefined();
          else expect(ours(body)).toEqual(expected);
        },
      ),
      { numRuns: 120 },
    );
  });
});

/** Terraform expressions as people write them. */
const { expression } = fc.letrec<{ expression: string; template: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "1",
      "2.5",
      "true",
      "null",
      "var.x",
      'var.m["k"].v',
      "local.l[0]",
      "each.value.name",
      "aws_x.y[*].arn",
      "f(var.x)",
      '"text"',
      '"a\\n$${b}"',
    ),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||"),
        tie("expression"),
      )
      .map((parts) => parts.join(" ")),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    tie("expression").map((inner) => `(${inner})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `{ a = ${a}, (var.k) = ${b} }`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `[for k, v in ${a} : ${b} if v != null]`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `{ for v in ${a} : v.id => ${b}... }`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `merge(${a}, ${b}...)`),
    tie("template").map((inner) => `"${inner}"`),
    tie("template").map((inner) => `<<-EOT\n    one ${inner}\n      two\n    EOT\n`),
  ),
  template: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("", "plain", " %{ if var.x ~} yes %{ else } no %{ endif }", "${var.y}", "${~ var.z ~} "),
    fc.tuple(tie("template"), tie("template")).map((parts) => parts.join("")),
  ),
}));
