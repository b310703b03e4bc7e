import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { rules } from "../../src/rules/index.ts";
import { callIn } from "../support/command-line.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced texts of a language, in order. */
function fenced(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text = ""]) => text,
  );
}

describe("README.md", () => {
  it("shows what the first command really prints", async () => {
    const { out, exitCode } = await callIn(root, "run", "examples/storefront");
    expect(exitCode).toBe(1);
    const printed = out.split("\n");
    const [shown = ""] = fenced("text");
    for (const line of shown.split("\n").filter((each) => each !== "" && each !== "…")) {
      const begins = line.replace(/ ?…$/, "");
      expect(
        printed.some((each) => (line.endsWith("…") ? each.startsWith(begins) : each === line)),
        line,
      ).toBe(true);
    }
  });

  it("is right that the fixed shop is clean", async () => {
    expect((await callIn(root, "run", "examples/storefront-fixed")).exitCode).toBe(0);
  });

  it("has a policy that can be used as it stands", async () => {
    const policy = fenced("yaml").find((text) => text.includes("extends:")) ?? "";
    const outcome = await runPolicy({
      checkout: new MemoryCheckout({ "policy.yml": policy }),
      paths: ["."],
      today: "2026-11-01",
    });
    expect("report" in outcome).toBe(true);
  });

  it("counts the rules", () => {
    expect(readme).toContain(`[The ${rules.length} rules]`);
  });
});
