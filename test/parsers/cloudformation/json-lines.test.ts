import { expect, test } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

const EVENTS = [
  { sequence: 0, preludeEvent: { config: {} } },
  { sequence: 1, resourcePreEvent: { body: { Resources: { Pay: { Type: "AWS::Lambda::Function" } } } } },
]
  .map((event) => JSON.stringify(event))
  .join("\n");

async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  const { findings, diagnostics } = outcome.report;
  return [...diagnostics, ...findings].map(({ message }) => message);
}

test("a stream of events that tells of a template is no broken template", async () => {
  expect(await said({ "events.json": EVENTS })).toEqual([
    expect.stringContaining("Nothing to check was found"),
  ]);
});

test("a template that is broken is one, be it in two lines of JSON or after an empty object", async () => {
  const template = JSON.stringify({ Resources: { Pay: { Type: "AWS::Lambda::Function" } } });
  for (const text of [template.replace("}}}", "}},"), `{}\n${template}}`])
    expect((await said({ "template.json": text })).join("\n")).toContain("Not valid");
});
