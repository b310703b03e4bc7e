// What the mutated tests need of vitest's API, on mocha: mocha runs the tests in one process again and again, which takes
// milliseconds for a mutant; vitest starts a worker and loads all modules for each, which takes seconds.
import { readFileSync } from "node:fs";
import { format } from "node:util";
import * as lib from "@vitest/expect";

const { chai } = lib;
chai.use(lib.JestExtend);
chai.use(lib.JestChaiExpect);
chai.use(lib.JestAsymmetricMatchers);
chai.use((_, { addMethod }) =>
  addMethod(chai.Assertion.prototype, "toMatchFileSnapshot", function (file) {
    chai.assert.strictEqual(this.__flags.object, readFileSync(file, "utf8"));
  }),
);

export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);

/** Rows of arrays are arguments; the words of the title are filled in by them, as vitest does. */
const each = (define) => (rows) => (title, body) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    define(format(title, ...values), () => body(...values));
  }
};

export const describe = Object.assign((name, body) => globalThis.describe(name, body), {
  each: each((name, body) => globalThis.describe(name, body)),
});
export const it = Object.assign((name, body) => globalThis.it(name, body), {
  each: each((name, body) => globalThis.it(name, body)),
});
