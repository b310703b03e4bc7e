import { afterEach, beforeEach, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

const REQUIRED = "reserved-concurrency-required";
const POLICY = `inline-waivers: true
waivers:
  - { rule: ${REQUIRED}, function: "legacy-*", owner: platform, reason: retired soon, expires: 2026-11-09 }
`;

test("what is waived is listed in a line for each waiver, with until when and by whom, and what ends soon is said", async () => {
  repository.commit({
    "lambda-concurrency-policy.yml": POLICY,
    "main.tf": `${["a", "b", "c", "d", "e", "f", "g"].map((name) => fn(`legacy-${name}`)).join("")}\n# policy-waive: ${REQUIRED} off by design\n${fn("other")}`,
  });
  const { exitCode, out } = await callIn(repository.path, "run", ".");
  expect(exitCode).toBe(0);
  expect(out).toContain(`Waived: 8 findings
  ${REQUIRED}: aws_lambda_function.legacy-a, aws_lambda_function.legacy-b, aws_lambda_function.legacy-c, aws_lambda_function.legacy-d, aws_lambda_function.legacy-e and 2 more (until 2026-11-09, by platform, retired soon)
  ${REQUIRED}: aws_lambda_function.other (off by design)
`);
  expect(out).toContain(
    "lambda-concurrency-policy.yml:3:5: warning: This waiver ends in 8 days, on 2026-11-09",
  );
  expect(out).toContain("8 waived");
  expect((await callIn(repository.path, "run", "--quiet", ".")).out).not.toContain("Waived");
});

test("what a baseline knows is one line for each rule", async () => {
  repository.commit({ "main.tf": ["a", "b", "c"].map((name) => fn(name)).join("") });
  await callIn(repository.path, "run", "--write-baseline", "known.json", ".");
  const { out } = await callIn(repository.path, "run", "--baseline", "known.json", ".");
  expect(out).toMatch(
    /Waived: 3 findings\n {2}reserved-concurrency-required: .*a, .*b, .*c \(.*baseline.*\)\n/,
  );
});
