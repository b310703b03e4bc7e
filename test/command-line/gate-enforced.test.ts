import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const ENVIRONMENTS = `environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1] }
`;
const CENTRAL = `extends: strict
accounts:
  "111122223333":
    us-east-1: { limit: 1000 }
enforce: [reserved-concurrency-required, "111122223333"]
`;
const OWN = `extends: ./central/policy.yml\n${ENVIRONMENTS}`;
const LOOSE = `${OWN}accounts:
  "111122223333":
    us-east-1: { limit: 100000 }
rules:
  reserved-concurrency-required: off
`;
const POLICY = "lambda-concurrency-policy.yml";
const BASE = { "central/policy.yml": CENTRAL, [POLICY]: OWN, "main.tf": fn("orders", 200) };

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

describe("a policy that loosens what the one that it extends enforces", () => {
  it("can't be used: each attempt is an error at its line", async () => {
    repository.commit({ ...BASE, [POLICY]: LOOSE });
    const { exitCode, err } = await callIn(repository.path, "run", ".");
    expect(exitCode).toBe(2);
    expect(err).toContain(
      `${POLICY}:6:25: error: The limit of 111122223333 in us-east-1 can't be 100000: it is 1000.`,
    );
    expect(err).toContain(
      `${POLICY}:8:34: error: Severity of reserved-concurrency-required can't be off: it is error.`,
    );
  });

  it("fails the gate of the change that brings it, which is judged by the base's", async () => {
    repository.commit(BASE);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ [POLICY]: LOOSE });
    const { exitCode, out, err } = await callIn(repository.path, "run", "--base", "main");
    expect(exitCode).toBe(2);
    expect(err).toContain(`${POLICY}:8:34: error: Severity of reserved-concurrency-required can't be off`);
    expect(out).toContain("the policy that this change brings can't be used");
    repository.commit({ "main.tf": fn("careless") });
    expect((await callIn(repository.path, "run", "--base", "main")).exitCode).toBe(1);
  });

  it("may be stricter", async () => {
    repository.commit({ ...BASE, [POLICY]: LOOSE.replace("100000", "900").replace(": off", ": error") });
    expect((await callIn(repository.path, "run", ".")).exitCode).toBe(0);
  });
});
