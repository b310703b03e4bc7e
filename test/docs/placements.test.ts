import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { knownValue } from "../../src/values/value.ts";
import { blocksOf } from "./blocks.ts";
import { eightyRoots, TEAMS } from "./eighty-roots.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/policy-file.md"), "utf8");
const block = blocksOf(page).find(({ notes }) => notes["with"] === "eighty-roots");

it("80 roots, four stages and 80 accounts are less than 40 lines", async () => {
  const text = block?.text ?? "";
  expect(text.trimEnd().split("\n").length).toBeLessThan(40);
  const checkout = new MemoryCheckout({ ...eightyRoots(), "policy.yml": text });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  const { map, model } = outcome.report;
  expect(map).toHaveLength(80 * 4);
  expect(map.every(({ deployed }) => deployed)).toBe(true);
  const accounts = map.map(({ account }) => knownValue(account));
  expect(new Set(accounts).size).toBe(80);
  expect(accounts).not.toContain(undefined);
  const mail = map.filter(({ root }) => root.startsWith("teams/mail/"));
  const number = String(TEAMS.indexOf("mail") + 1).padStart(11, "0");
  expect(new Set(mail.map(({ account }) => knownValue(account)))).toEqual(
    new Set(["1", "2", "3", "4"].map((stage) => `${stage}${number}`)),
  );
  const reserved = model.functions.map((fn) => [
    model.deploymentOf(fn).environment,
    knownValue(fn.reservedConcurrency),
  ]);
  expect(reserved.filter(([, amount]) => amount === 20).map(([environment]) => environment)).toEqual(
    Array.from({ length: 80 }, () => "prod"),
  );
  expect(reserved.filter(([, amount]) => amount === 2)).toHaveLength(240);
});
