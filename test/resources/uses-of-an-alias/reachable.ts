import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";
import rule from "../../../src/rules/provisioned-concurrency-reachable.ts";

/** What the rule says of a checkout: the verdicts. */
export async function saidOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const outcome = await runPolicy({
    checkout: new MemoryCheckout(files),
    paths: ["."],
    today: "2026-01-01",
    rules: [rule],
  });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  const { diagnostics, findings } = outcome.report;
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return [...errors, ...findings.map(({ verdict }) => verdict)];
}
