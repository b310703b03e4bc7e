// node scripts/prices.mjs FILE… : writes src/model/price-table.ts from AWS's public price list, one offer file (JSON) of
// AWSLambda for each region or one for all. Run by hand, or by a workflow that fetches the files; the product has no network.
// The format: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where each of the three prices stands in a row of the table, by the group of its product. */
const PLACES = new Map([
  ["AWS-Lambda-Provisioned-Concurrency", 0],
  ["AWS-Lambda-Duration-Provisioned", 1],
  ["AWS-Lambda-Duration", 2],
]);

/** The rows by region and architecture, and the day from which on the newest of the prices holds. */
export function pricesIn(offers) {
  const regions = new Map();
  let since = "";
  for (const { products = {}, terms = {} } of offers) {
    for (const [sku, { attributes = {} }] of Object.entries(products)) {
      const { group = "", regionCode = "" } = attributes;
      const isArm = group.endsWith("-ARM");
      const place = PLACES.get(isArm ? group.slice(0, -"-ARM".length) : group);
      if (place === undefined || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(regionCode)) continue;
      for (const term of Object.values(terms.OnDemand?.[sku] ?? {})) {
        // Of what is priced in tiers the first one counts, which is the dearest.
        const first = Object.values(term.priceDimensions ?? {}).find(
          ({ beginRange = "0" }) => beginRange === "0",
        );
        const usd = Number(first?.pricePerUnit?.USD);
        if (!(usd > 0)) continue;
        const row = regions.get(regionCode) ?? {};
        const architecture = isArm ? "arm64" : "x86_64";
        row[architecture] ??= [];
        row[architecture][place] = usd;
        regions.set(regionCode, row);
        if (term.effectiveDate > since) since = term.effectiveDate;
      }
    }
  }
  return { regions, since: since.slice(0, 7) };
}

/** The module that the product reads. Rows that lack a price are left out: half a row would be a wrong break-even. */
export function tableOf({ regions, since }, from) {
  const isWhole = (row) => row?.length === 3 && [0, 1, 2].every((place) => row[place] !== undefined);
  const written = (usd) => usd.toFixed(12).replace(/0+$/, "");
  const lines = [...regions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([region, rows]) => {
      const halves = ["x86_64", "arm64"].flatMap((architecture) =>
        isWhole(rows[architecture])
          ? [`${architecture}: [${rows[architecture].map(written).join(", ")}]`]
          : [],
      );
      return halves.length === 0 ? [] : [`  "${region}": { ${halves.join(", ")} },`];
    });
  return `// Written by scripts/prices.mjs; not to be edited by hand. Source: ${from}
import type { Architecture } from "./model.ts";

/** Year and month of the prices. */
export const PRICES_AS_OF = "${since}";

/** USD for a GB-second: provisioned, of an invocation on what is provisioned, of one on demand. */
export type GigabyteSecond = readonly [provisioned: number, duration: number, onDemand: number];

export const PRICE_TABLE: Readonly<Record<string, Readonly<Partial<Record<Architecture, GigabyteSecond>>>>> = {
${lines.join("\n")}
};
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error("usage: node scripts/prices.mjs FILE…   (offer files of AWSLambda, as JSON)");
    process.exit(2);
  }
  const offers = files.map((file) => {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      console.error(`${file}: ${error.message}`);
      return process.exit(2);
    }
  });
  const prices = pricesIn(offers);
  if (prices.regions.size === 0) {
    console.error(
      "These files have no prices of provisioned concurrency: they must be offer files of AWSLambda.",
    );
    process.exit(2);
  }
  const target = join(import.meta.dirname, "../src/model/price-table.ts");
  writeFileSync(target, tableOf(prices, "https://pricing.us-east-1.amazonaws.com"));
  console.log(
    `${prices.regions.size} regions, prices of ${prices.since}: run npm run generate && npx biome check --write src`,
  );
}
