import { describe, expect, it } from "vitest";
import { num, tuple } from "../../../../src/parsers/terraform/values/construct.ts";
import { LimitError } from "../../../../src/parsers/terraform/values/limit-error.ts";
import { isHuge, refuseHuge } from "../../../../src/parsers/terraform/values/size.ts";
import type { TfValue } from "../../../../src/parsers/terraform/values/value.ts";

/** A list that counts for so many values, itself included. */
function ofSize(size: number): TfValue {
  return tuple(Array.from({ length: size - 1 }, () => num(1)));
}

/** A value within so many lists, itself included. */
function ofDepth(depth: number): TfValue {
  let value: TfValue = num(1);
  for (let level = 1; level < depth; level++) value = tuple([value]);
  return value;
}

/** A value in which `levels` lists hold the next one twice: 2 to that power in all, and few in memory. */
function doubled(levels: number): TfValue {
  let value: TfValue = num(1);
  for (let level = 0; level < levels; level++) value = tuple([value, value]);
  return value;
}

describe("the size of a value", () => {
  it.each([
    ["199,999 values", [ofSize(199_999)], false],
    ["200,000 values", [ofSize(200_000)], false],
    ["200,001 values", [ofSize(200_001)], true],
    ["200,000 values in two operands", [ofSize(100_000), ofSize(100_000)], false],
    ["200,001 values in two operands", [ofSize(100_000), ofSize(100_001)], true],
    ["399 levels", [ofDepth(399)], false],
    ["400 levels", [ofDepth(400)], false],
    ["401 levels", [ofDepth(401)], true],
    ["50,000 levels", [ofDepth(50_000)], true],
    ["131,071 values that are few in memory", [doubled(16)], false],
    ["262,143 values that are few in memory", [doubled(17)], true],
    ["more values than there are atoms", [doubled(300)], true],
  ])("%s", (_, values, huge) => {
    expect(isHuge(values)).toBe(huge);
    if (huge) expect(() => refuseHuge(values)).toThrow(LimitError);
    else expect(() => refuseHuge(values)).not.toThrow();
  });
});
