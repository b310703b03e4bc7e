import { describe, expect, it } from "vitest";
import { SourceFile } from "../../src/source/source-file.ts";
import { breach, lambda, line, load, modelOf, review } from "./support.ts";

const REQUIRED = "reserved-concurrency-required";

/** Reviews one problem at the line that holds `name`, of a function whose block begins at the line that holds `<<`. */
function reviewed(code: string, policyText = "inline-waivers: true", rule = REQUIRED, file = "main.tf") {
  const source = new SourceFile(file, code);
  const at = (mark: string) => source.locate(Math.max(0, code.indexOf(mark)));
  const fn = lambda("aws_lambda_function.pay", { at: at("resource") });
  const problem = breach(rule, fn, "default", { at: at("name") });
  const { policy } = load(policyText);
  if (!policy) throw new Error("a bad policy");
  const run = {
    model: modelOf(["prod"], { functions: [fn] }),
    problems: [problem],
    sources: new Map([[file, source]]),
  };
  const { waivers, diagnostics } = review(policy, run);
  return { waiver: waivers.get(problem), said: diagnostics.map(line) };
}

describe("inline waivers", () => {
  it.each([
    [
      "at the end of the line",
      `resource "f" "pay" {\n  name = "pay" # policy-waive: ${REQUIRED} retired soon\n}`,
    ],
    [
      "in the line above",
      `resource "f" "pay" {\n  # policy-waive: ${REQUIRED} retired soon\n  name = "pay"\n}`,
    ],
    [
      "in a comment above",
      `resource "f" "pay" {\n  # policy-waive: ${REQUIRED} retired soon\n  // more words\n  name = "pay"\n}`,
    ],
    ["above the block", `// policy-waive: ${REQUIRED} retired soon\nresource "f" "pay" {\n  name = "pay"\n}`],
    [
      "in a block comment",
      `/* policy-waive: ${REQUIRED} retired soon */\nresource "f" "pay" { name = "pay" }`,
    ],
    [
      "for several rules",
      `# policy-waive: alias-routing-valid, ${REQUIRED} retired soon\r\nresource "f" "pay" { name = "pay" }`,
    ],
    [
      "with a last day",
      `# policy-waive: ${REQUIRED} until 2026-06-30 retired soon\nresource "f" "pay" { name = "pay" }`,
    ],
  ])("waive %s", (_, code) => {
    const { waiver, said } = reviewed(code);
    expect(waiver?.reason).toBe("retired soon");
    expect(said).toEqual([]);
  });

  it("waive on their last day, which is said before it has passed", () => {
    const { waiver, said } = reviewed(
      `# policy-waive: ${REQUIRED} until 2026-06-15 retired soon\nresource "f" "pay" { name = "pay" }`,
    );
    expect(waiver?.reason).toBe("retired soon");
    expect(said).toEqual([expect.stringContaining("This waiver ends after today")]);
  });

  it("stand where they are written", () => {
    const { waiver } = reviewed(
      `resource "f" "pay" {\n  name = "pay" # policy-waive: ${REQUIRED} until 2027-01-31 why not\n}`,
    );
    expect(waiver).toMatchObject({
      reason: "why not",
      expires: "2027-01-31",
      at: { file: "main.tf", start: { line: 2, column: 18 } },
    });
  });

  it.each([
    ["of another rule", `# policy-waive: alias-routing-valid no\nresource "f" "pay" { name = "pay" }`],
    ["further above", `# policy-waive: ${REQUIRED} no\n\nresource "f" "pay" {\n  name = "pay"\n}`],
    ["in a string", `resource "f" "pay" { name = "x#policy-waive: ${REQUIRED} no" }`],
  ])("don't waive %s", (_, code) => {
    expect(reviewed(code).waiver).toBeUndefined();
  });

  it("count for nothing unless the policy allows them, and that is said", () => {
    const code = `# policy-waive: ${REQUIRED} please\nresource "f" "pay" { name = "pay" }`;
    const { waiver, said } = reviewed(code, "{}");
    expect(waiver).toBeUndefined();
    expect(said).toEqual([
      "main.tf:1:3 note: This comment waives nothing: the policy doesn't allow inline waivers. (Write the waiver in the policy file, or allow comments there: inline-waivers: true)",
    ]);
  });

  it.each([
    [
      `${REQUIRED} until tomorrow x`,
      'This comment waives nothing: "tomorrow" is no date of the calendar, such as 2027-03-31.',
    ],
    [
      `${REQUIRED} until 2027-02-30 x`,
      'This comment waives nothing: "2027-02-30" is no date of the calendar, such as 2027-03-31.',
    ],
    [`${REQUIRED} until 2026-06-14 x`, "This comment waives nothing any more: it expired on 2026-06-14."],
    [
      "reserved-concurrency-requird x",
      `There is no rule "reserved-concurrency-requird" to waive. (Did you mean ${REQUIRED}?)`,
    ],
    ["", "This comment waives nothing: it names no rule. (policy-waive: <rule> [until <date>] <reason>)"],
    ["alias-routing-valid x", "This comment waives nothing: there is no such finding here. (Take it out.)"],
  ])("say what is wrong with them: %s", (words, message) => {
    const { waiver, said } = reviewed(`# policy-waive: ${words}\nresource "f" "pay" { name = "pay" }`);
    expect(waiver).toBeUndefined();
    expect(said).toEqual([`main.tf:1:3 warning: ${message}`]);
  });

  it.each([
    ["require-reason: true", REQUIRED, "it gives no reason"],
    ["require-owner: true", `${REQUIRED} because`, "it names no owner"],
    ["require-expiry: true", `${REQUIRED} because`, "it does not expire"],
    ["max-days: 30", `${REQUIRED} until 2026-07-16 because`, "it expires in 31 days, but 30 is the most"],
  ])("must say what the policy asks for: %s", (requirement, words, reason) => {
    const policy = `inline-waivers: true\nwaiver-rules: { ${requirement} }`;
    const { waiver, said } = reviewed(
      `# policy-waive: ${words}\nresource "f" "pay" { name = "pay" }`,
      policy,
    );
    expect(waiver).toBeUndefined();
    expect(said).toEqual([
      `main.tf:1:3 warning: This comment waives nothing: ${reason}. (waiver-rules asks for it.)`,
    ]);
  });
});
