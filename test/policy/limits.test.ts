import { describe, expect, it } from "vitest";
import { loadGood } from "./support.ts";

describe("limits of an account in a region", () => {
  const policy = loadGood(`accounts:
  "012345678901":
    us-east-1: { limit: 3000, unreserved-floor: 50, reserved-elsewhere: 420 }
    eu-west-1: { reserved-elsewhere: 7 }
    "*": { limit: 2000 }
  "*":
    eu-west-1: { limit: 1500, unreserved-floor: 10 }
    "*": { reserved-elsewhere: 3 }
`);

  it.each([
    ["012345678901", "us-east-1", 3000, 50, 420, 3],
    ["012345678901", "eu-west-1", 2000, 10, 7, 4],
    ["012345678901", "ap-south-1", 2000, 100, 3, 5],
    ["444455556666", "eu-west-1", 1500, 10, 3, 7],
    ["444455556666", "us-east-1", 1000, 100, 3, 8],
    [undefined, "eu-west-1", 1500, 10, 3, 7],
    ["012345678901", undefined, 2000, 100, 3, 5],
    [undefined, undefined, 1000, 100, 3, 8],
  ])(
    "%s %s: %d, floor %d, elsewhere %d",
    (account, region, limit, unreservedFloor, reservedElsewhere, line) => {
      const limits = policy.limitsFor(account, region);
      expect(limits).toMatchObject({ limit, unreservedFloor, reservedElsewhere, at: { start: { line } } });
    },
  );

  it("are AWS's where the policy says nothing", () => {
    const nothing = loadGood("{}");
    expect(nothing.limitsFor("111122223333", "us-east-1")).toEqual({
      limit: 1000,
      unreservedFloor: 100,
      reservedElsewhere: 0,
    });
  });

  it("take account ids as they are written, quoted or not", () => {
    const unquoted = loadGood("accounts:\n  012345678901: { us-east-1: { limit: 2000 } }\n");
    expect(unquoted.limitsFor("012345678901", "us-east-1").limit).toBe(2000);
  });

  it("may allow exactly what is reserved elsewhere", () => {
    const full = loadGood('accounts: { "*": { "*": { limit: 1000, reserved-elsewhere: 900 } } }');
    expect(full.limitsFor("111122223333", "us-east-1").reservedElsewhere).toBe(900);
  });
});
