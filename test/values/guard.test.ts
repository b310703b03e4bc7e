import { describe, expect, it } from "vitest";
import { compatible, implies } from "../../src/values/guard.ts";
import { DEV, PROD } from "./support.ts";

describe("guards", () => {
  it("are compatible unless they differ on a condition", () => {
    expect(compatible(PROD, { big: "true" })).toBe(true);
    expect(compatible(PROD, DEV)).toBe(false);
    expect(compatible(undefined, DEV)).toBe(true);
    expect(compatible(PROD, undefined)).toBe(true);
    expect(compatible({ ...PROD, big: "true" }, { ...PROD, big: "false" })).toBe(false);
  });

  it("imply what they say and no more", () => {
    expect(implies({ ...PROD, big: "true" }, PROD)).toBe(true);
    expect(implies(PROD, { ...PROD, big: "true" })).toBe(false);
    expect(implies({}, {})).toBe(true);
  });
});
