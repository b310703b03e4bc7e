import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { rules } from "../../src/rules/index.ts";
import { callIn, callWith } from "../support/command-line.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced texts of a language, in order. */
function fenced(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text = ""]) => text,
  );
}

describe("README.md", () => {
  it("has a picture of what the first command really prints", async () => {
    const environment = { COLUMNS: "104" };
    const { out, exitCode } = await callWith(root, { environment }, "run", "examples/storefront");
    expect(exitCode).toBe(1);
    const picture = readFileSync(join(root, "docs/finding.svg"), "utf8");
    const texts = [...picture.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) =>
      text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
    );
    expect(texts.length).toBeGreaterThan(30);
    const [command, ...rest] = texts;
    expect(command).toBe(`$ ${fenced("sh")[0]?.trim()}`);
    for (const text of rest.filter((each) => each !== "…")) expect(out).toContain(text);
  });

  it("takes three minutes", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(150);
    const workflow = fenced("yaml").find((text) => text.includes("uses:")) ?? "";
    expect(workflow.trimEnd().split("\n")).toHaveLength(10);
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
