import { expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import deployCommands from "../../src/parsers/deploy-commands/index.ts";

const unreadOf = (files: Record<string, string>) =>
  deployCommands.roots(Object.keys(files), new MemoryCheckout(files)).unread ?? [];

it("of a file full of commands the first are told, and how many more there are", () => {
  const setter = "aws lambda put-function-concurrency x";
  const input = "terraform apply -var reserved=5";
  for (const separator of ["\n", "; "]) {
    const setters = unreadOf({ "deploy.sh": Array(50_000).fill(setter).join(separator) });
    expect(setters).toHaveLength(201);
    expect(setters.at(-1)).toMatchObject({
      what: "49800 more commands in deploy.sh",
      mayHoldFunctions: true,
    });
    const inputs = unreadOf({ "deploy.sh": Array(5_000).fill(input).join(separator) });
    expect(inputs.at(-1)).toMatchObject({ what: "4800 more commands in deploy.sh" });
    expect(inputs.at(-1)).not.toHaveProperty("input");
  }
});

it("a line that is a comment sets nothing, whatever is on the lines around it", () => {
  const text =
    "# put-function-concurrency put-function-concurrency\nput-function-concurrency\n  // put-function-concurrency\nREM put-function-concurrency\n put-function-concurrency # put-function-concurrency\n";
  expect(unreadOf({ "deploy.sh": text }).map(({ at }) => at.start.line)).toEqual([2, 5, 5]);
});
