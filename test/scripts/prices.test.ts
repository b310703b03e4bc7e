import { expect, it } from "vitest";
import { pricesIn, tableOf } from "../../scripts/prices.mjs";

const product = (group: string, regionCode = "eu-west-1") => ({ attributes: { group, regionCode } });
const term = (...tiers: [beginRange: string, usd: string][]) => ({
  T: {
    effectiveDate: "2026-03-01T00:00:00Z",
    priceDimensions: Object.fromEntries(
      tiers.map(([beginRange, USD], index) => [String(index), { beginRange, pricePerUnit: { USD } }]),
    ),
  },
});

it("makes the table of AWS's offer files: the first tier of each price, and whole rows alone", () => {
  const offer = {
    products: {
      A: product("AWS-Lambda-Provisioned-Concurrency"),
      B: product("AWS-Lambda-Duration-Provisioned"),
      C: product("AWS-Lambda-Duration"),
      D: product("AWS-Lambda-Provisioned-Concurrency-ARM"),
      E: product("AWS-Lambda-Requests"),
      F: product("AWS-Lambda-Duration", "aws-cn-global"),
    },
    terms: {
      OnDemand: {
        A: term(["0", "0.0000046460"]),
        B: term(["0", "0.0000108407"]),
        C: term(["6000000000", "0.0000150000"], ["0", "0.0000166667"]),
        D: term(["0", "0.0000037168"]),
        E: term(["0", "0.0000002"]),
        F: term(["0", "1"]),
      },
    },
  };
  const table = tableOf(pricesIn([offer]), "somewhere");
  expect(table).toContain('PRICES_AS_OF = "2026-03"');
  expect(table).toContain('"eu-west-1": { x86_64: [0.000004646, 0.0000108407, 0.0000166667] },');
  expect(table).not.toContain("arm64: [");
});
