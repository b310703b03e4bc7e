import { describe, expect, it } from "vitest";
import { breach, lambda, line, load, modelOf, review } from "./support.ts";

const legacy = lambda("aws_lambda_function.legacy", { name: "legacy-report" });
const model = modelOf(["prod"], { functions: [legacy] });
const problems = [breach("reserved-concurrency-required", legacy)];

/** What a review says of a policy that ends on some day; today is 2026-06-15. */
function said(policy: string, more: object = {}): string[] {
  const loaded = load(`environments: { prod: { production: true } }\n${policy}`).policy;
  if (!loaded) throw new Error("The policy can't be used.");
  return review(loaded, { model, problems, ...more }).diagnostics.map(line);
}

const waiver = (expires: string, fn = "legacy-*") =>
  `waivers: [{ rule: reserved-concurrency-required, function: "${fn}", owner: platform, expires: ${expires} }]\n`;
const path = (expires: string, fn = "legacy-*") =>
  `critical-paths: [{ function: "${fn}", owner: platform, expires: ${expires} }]\n`;

describe("what ends within 14 days is said while it holds", () => {
  it.each([
    ["2026-06-15", "after today"],
    ["2026-06-16", "tomorrow, on 2026-06-16"],
    ["2026-06-29", "in 14 days, on 2026-06-29"],
  ])("on %s", (expires, when) => {
    expect(said(waiver(expires))).toEqual([
      `policy.yml:2:11 warning: This waiver ends ${when}: what it waives is a finding again then. (Correct the code (it is platform's), or renew the waiver with a later date.)`,
    ]);
    expect(said(path(expires))).toEqual([
      `policy.yml:2:18 warning: This critical path ends ${when}: then legacy-* is no longer on the list. (Renew it with a later date with its owner, platform, or remove it.)`,
    ]);
  });

  it("and not before, and not of what does nothing here", () => {
    expect(said(waiver("2026-06-30"))).toEqual([]);
    expect(said(path("2026-06-30"))).toEqual([]);
    expect(said(waiver("2026-06-20", "pay"), { whole: false })).toEqual([]);
    expect(said(path("2026-06-20", "pay"), { whole: false })).toEqual([]);
  });
});

describe("an entry of exclude", () => {
  const exclude = 'exclude: [{ paths: ["old/**", "older/**"], reason: it was moved }]\n';

  it("that leaves out nothing is said, and so is a pattern of it", () => {
    expect(said(exclude)).toEqual([expect.stringContaining("This entry of exclude leaves out nothing")]);
    expect(said(exclude, { leftOut: ["older/main.tf"] })).toEqual([
      "policy.yml:2:21 warning: The pattern old/** leaves out nothing: no infrastructure lies there. (Take it out, so that it can't hide a later change.)",
    ]);
    expect(said(exclude, { leftOut: ["older/a.tf", "old/a.tf"] })).toEqual([]);
  });

  it("of a file that the policy extends is for other repositories, too", () => {
    const { policy } = load({
      "policy.yml": "extends: ./org.yml\nenvironments: { prod: { production: true } }\n",
      "org.yml": exclude,
    });
    expect(policy && review(policy, { model }).diagnostics.map(line)).toEqual([]);
  });
});
