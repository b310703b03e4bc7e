import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";

const compiled = new Map<string, ValidateFunction>();

/** Expects data to follow one of the schemas in docs, such as `report`. Returns it. */
export function expectToFollow<T>(name: string, data: T): T {
  const validate = compiled.get(name) ?? compile(name);
  validate(data);
  expect(validate.errors ?? []).toEqual([]);
  return data;
}

function compile(name: string): ValidateFunction {
  const text = readFileSync(join(import.meta.dirname, `../../docs/${name}.schema.json`), "utf8");
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(text));
  compiled.set(name, validate);
  return validate;
}
