import { describe, expect, it } from "vitest";
import { breach, deployment, lambda, loadGood, modelOf, review } from "./support.ts";

/** Generous, because test machines are slow and busy: it is a bound on growth, not a figure. The figures are in bench/. */
const LIMIT_MS = 4000;

function timed<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  return result;
}

describe("size", () => {
  it("a policy of 5,000 lines is loaded, and holds 2,000 functions in 20 environments", () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
    const text = [
      "environments:",
      ...numbers(20).map((n) => `  e${n}: { production: true }`),
      "critical-paths:",
      ...numbers(979).map((n) => `  - { function: "critical-${n}-*", max-provisioned: ${n + 1} }`),
      "waivers:",
      ...numbers(4000).map(
        (n) => `  - { rule: alias-routing-valid, function: "legacy-${n}-*", reason: old }`,
      ),
    ].join("\n");
    expect(text.split("\n").length).toBeGreaterThanOrEqual(5000);
    const policy = timed(() => loadGood(text));

    const environments = numbers(20).map((n) => `e${n}`);
    const functions = environments.flatMap((environment) =>
      numbers(2000).map((n) =>
        lambda(`aws_lambda_function.f${n}`, {
          name: `legacy-${n}-${environment}`,
          deployment: `app@${environment}`,
        }),
      ),
    );
    const model = modelOf(environments, { functions });
    const problems = functions.map((fn) =>
      breach("alias-routing-valid", fn, fn.deployment.slice("app@".length)),
    );
    const { waivers } = timed(() => review(policy, { model, problems }));
    expect(waivers.size).toBe(functions.length);
    const covering = timed(() =>
      functions.flatMap((fn) => policy.view.criticalPathsFor(fn, deployment("e0"))),
    );
    expect(covering).toEqual([]);
  });
});
