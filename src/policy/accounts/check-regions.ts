import { nearest } from "../../source/nearest.ts";
import { own } from "../../source/own.ts";
import type { SemanticChecks } from "../checks.ts";
import type { EnvironmentsData } from "../environments/schema.ts";
import { EVERY } from "./limits.ts";
import type { AccountsData } from "./schema.ts";

/**
 * The areas of AWS's regions, and the highest number that one of them has had by 2026: `us-east-2` is `us-east` with 2.
 * See https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const AREAS: Readonly<Record<string, number>> = {
  "af-south": 1,
  "ap-east": 2,
  "ap-northeast": 3,
  "ap-south": 2,
  "ap-southeast": 7,
  "ca-central": 1,
  "ca-west": 1,
  "cn-north": 1,
  "cn-northwest": 1,
  "eu-central": 2,
  "eu-north": 1,
  "eu-south": 2,
  "eu-west": 3,
  "eusc-de-east": 1,
  "il-central": 1,
  "me-central": 1,
  "me-south": 1,
  "mx-central": 1,
  "sa-east": 1,
  "us-east": 2,
  "us-gov-east": 1,
  "us-gov-west": 1,
  "us-west": 2,
};
/** New regions come every year, and are no mistake: so far beyond the last one, a number is. */
const NUMBERS_AHEAD = 5;

/** Regions that are misspelt: a pool of their own in silence, with AWS's default limit. */
export function checkRegions(checks: SemanticChecks<AccountsData & EnvironmentsData>): void {
  const { environments = {}, accounts = {} } = checks.context.data;
  for (const [name, environment] of Object.entries(environments)) {
    const path = ["environments", name];
    checkList(checks, environment.regions, path);
    for (const [index, { regions }] of (environment.placements ?? []).entries())
      checkList(checks, regions, [...path, "placements", index]);
  }
  for (const [account, regions] of Object.entries(accounts))
    for (const region of Object.keys(regions))
      if (region !== EVERY) check(checks, region, ["accounts", account, region]);
}

function checkList(
  checks: SemanticChecks<unknown>,
  regions: readonly string[] = [],
  path: readonly (string | number)[],
): void {
  for (const [index, region] of regions.entries()) check(checks, region, [...path, "regions", index]);
}

function check(checks: SemanticChecks<unknown>, region: string, path: readonly (string | number)[]): void {
  const dash = region.lastIndexOf("-");
  const [area, number] = [region.slice(0, dash), Number(region.slice(dash + 1))];
  const highest = own(AREAS, area);
  if (highest !== undefined && number >= 1 && number <= highest + NUMBERS_AHEAD) return;
  const meant =
    highest === undefined ? `${nearest(area, Object.keys(AREAS)) ?? "us-east"}-${number}` : `${area}-1`;
  checks.warning(
    `AWS had no region ${region} when this was made.`,
    path,
    `Did you mean ${meant}? A new one is no mistake.`,
  );
}
