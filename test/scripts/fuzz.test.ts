import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("the fuzzer bundles what it runs, starts it, and ends when its time is up", () => {
  const fuzz = join(import.meta.dirname, "../../scripts/fuzz.mjs");
  const said = execFileSync(process.execPath, [fuzz, "--minutes", "0.01", "deploy-commands"], {
    encoding: "utf8",
  });
  expect(said).toMatch(/^deploy-commands: [1-9]\d* inputs, \d+ seeds at the end\n$/);
});
