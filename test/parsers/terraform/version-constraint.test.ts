import { expect, it } from "vitest";
import { moduleRevision } from "../../../src/parsers/terraform/modules/module-source.ts";
import { fitsConstraint } from "../../../src/parsers/terraform/modules/version-constraint.ts";

// The examples of https://developer.hashicorp.com/terraform/language/expressions/version-constraints, and what go-version does.
it.each([
  ["1.2.3", "1.2.3", true],
  ["1.2.4", "1.2.3", false],
  ["1.2.3", "= 1.2.3", true],
  ["1.2.3", "!= 1.2.3", false],
  ["7.2.1", "~> 7.2", true],
  ["7.10.0", "~> 7.2", true],
  ["8.0.0", "~> 7.2", false],
  ["7.2.9", "~> 7.2.1", true],
  ["7.3.0", "~> 7.2.1", false],
  ["7.2.0", "~> 7.2.1", false],
  ["8.0.0", "~> 7", false],
  ["7.9.9", "~> 7", true],
  ["1.5.0", ">= 1.0, < 2.0", true],
  ["2.0.0", ">= 1.0, < 2.0", false],
  ["1.0", ">= 1.0.0", true],
  ["2.0.0-beta1", ">= 1.0", false],
  ["2.0.0-beta1", "2.0.0-beta1", true],
  ["2.0.0", "2.0.0-beta1", false],
  ["v1.2.3", "1.2.3", true],
  ["1.2.3", "latest", false],
])("%s fits %s: %s", (version, constraint, expected) => {
  expect(fitsConstraint(version, constraint)).toBe(expected);
});

it.each([
  ["git::https://git.example.com/a.git?ref=v1.2.0", "v1.2.0"],
  ["git::https://git.example.com/a.git//sub?depth=1&ref=main", "main"],
  ["https://github.com/acme/a/archive/v2.0.0.zip//sub", "v2.0.0"],
  ["acme/a/aws", undefined],
])("the revision of %s is %s", (source, expected) => {
  expect(moduleRevision(source)).toBe(expected);
});
