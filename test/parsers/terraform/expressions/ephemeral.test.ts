import { describe, expect, it } from "vitest";
import { asTerraform } from "./as-terraform.ts";
import { evaluate } from "./evaluator.ts";

describe("ephemeralasnull", () => {
  // Terraform marks a conditional by both of its branches, so that all of these are null there.
  it.each([
    "ephemeralasnull(true ? 1 : var.ephemeral)",
    "ephemeralasnull(var.unknown_bool ? 1 : var.ephemeral)",
    "ephemeralasnull(var.unknown_bool ? 1 : length(var.ephemeral))",
    "ephemeralasnull(true || var.ephemeral != null)",
    "ephemeralasnull({ a = true ? 1 : var.ephemeral }).a",
    "ephemeralasnull([true ? 1 : var.ephemeral])[0]",
    "ephemeralasnull(try(5, var.ephemeral))",
  ])("%s is no number", (expression) => {
    const value = evaluate(expression);
    expect(value).toMatchObject({ kind: "unknown" });
    expect(value).not.toHaveProperty("alternatives");
  });

  it.each([
    ["ephemeralasnull(5)", 5],
    ["ephemeralasnull((-5))", -5],
    ["ephemeralasnull({ a = 5, b = var.ephemeral }).a", 5],
    ["ephemeralasnull([[5], var.ephemeral])[0][0]", 5],
  ])("%s is what it says", (expression, value) => {
    expect(asTerraform(evaluate(expression))).toMatchObject({ value });
  });
});

describe("a name that nothing declares", () => {
  // Terraform rejects it before it evaluates anything. Here a name is looked up where its value is needed, and no sooner.
  it("does not count in a for over nothing", () => {
    expect(asTerraform(evaluate("[for x in [] : nowhere.y]"))).toMatchObject({ value: [] });
  });

  it("is an error where its value is needed", () => {
    expect(() => evaluate("[for x in [1] : nowhere.y]")).toThrow("there is nothing named nowhere here");
  });
});
