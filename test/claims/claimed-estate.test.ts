import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Claim } from "../../src/claims/claim.ts";
import { ClaimedElsewhere } from "../../src/claims/claimed-elsewhere.ts";
import { claimedEstate } from "../../src/claims/claimed-estate.ts";
import { claimsOf } from "../../src/claims/export-claims.ts";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { LedgerPool } from "../../src/model/ledger.ts";
import { exactly } from "../../src/values/interval.ts";
import { claim, written } from "./support.ts";

const LIMITS = { limit: 1000, unreservedFloor: 100, reservedElsewhere: 0 };
const TODAY = "2026-11-01";
const ACCOUNTS = { prod: "111122223333", dev: "444455556666" } as const;
const POLICY = `environments:
${Object.entries(ACCOUNTS)
  .map(
    ([name, account]) =>
      `  ${name}: { production: ${name === "prod"}, account: "${account}", match: { paths: ["${name}/**"] } }\n`,
  )
  .join("")}`;

/** A function as a repository declares it. */
interface Declared {
  environment: keyof typeof ACCOUNTS;
  region: "eu-west-1" | "us-east-1";
  reserved: string;
  provisioned: number;
  instances: string;
  repository: number;
}

const declared: fc.Arbitrary<Declared> = fc.record({
  environment: fc.constantFrom("prod", "dev"),
  region: fc.constantFrom("eu-west-1", "us-east-1"),
  // What isn't known has a variable without a value; what is one of two has no condition that another function shares.
  reserved: fc.oneof(
    fc.nat(400).map(String),
    fc.constantFrom("-1", "", "var.open", "var.undecided ? 10 : 40", "var.undecided ? 30 : -1"),
  ),
  provisioned: fc.constantFrom(0, 0, 5, 20),
  instances: fc.constantFrom("", "", "count = 2", "count = var.many"),
  repository: fc.nat(3),
});

/** The code of some functions, each in a root of its own. @param condition by the name of a function: where two have the same, they share it */
function filesOf(
  functions: readonly (Declared & { name: string })[],
  condition = (name: string) => `is_${name}`,
): Record<string, string> {
  const files = functions.map(({ name, environment, region, reserved, provisioned, instances }) => {
    const reservation =
      reserved === ""
        ? ""
        : `  reserved_concurrent_executions = ${reserved.replace("undecided", condition(name))}\n`;
    const many = instances !== "";
    const naming = many ? `"${name}-\${count.index}"` : `"${name}"`;
    const alias =
      provisioned > 0 && !many
        ? `resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name = aws_lambda_function.f.function_name
  qualifier     = "live"
  provisioned_concurrent_executions = ${provisioned}
}\n`
        : "";
    return [
      `${environment}/${name}/main.tf`,
      `variable "open" {}\nvariable "${condition(name)}" {}\nvariable "many" {}
provider "aws" { region = "${region}" }
resource "aws_lambda_function" "f" {
  ${instances}
  function_name = ${naming}
${reservation}}
${alias}`,
    ] as const;
  });
  return { "lambda-concurrency-policy.yml": POLICY, ...Object.fromEntries(files) };
}

async function reportOn(files: Record<string, string>) {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: TODAY });
  if (!("report" in outcome)) throw new Error(JSON.stringify(outcome.policyProblems));
  return outcome;
}

async function exported(repository: string, files: Record<string, string>): Promise<Claim[]> {
  const { report, policy } = await reportOn(files);
  return claimsOf(report, policy.view, { repository, commit: null, exportedAt: "2026-10-30T00:00:00Z" });
}

const sums = ({
  account,
  region,
  limit,
  unreservedFloor,
  reserved,
  provisionedUnreserved,
  available,
}: LedgerPool) => ({
  ...{ account, region, limit, unreservedFloor, reserved, provisionedUnreserved, available },
});

describe("the pools of an estate", () => {
  it("are those of one run over all of its repositories, however the functions are divided", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(declared, { minLength: 1, maxLength: 8 }), async (all) => {
        const functions = all.map((each, index) => ({ ...each, name: `f${index}` }));
        const { report } = await reportOn(filesOf(functions));
        const claims: Claim[] = [];
        for (const repository of [0, 1, 2, 3]) {
          const own = functions.filter((each) => each.repository === repository);
          if (own.length > 0) claims.push(...(await exported(`acme/r${repository}`, filesOf(own))));
        }
        const { pools, unplaced } = claimedEstate({
          claims: written(...claims),
          limitsFor: () => LIMITS,
          today: TODAY,
          maxAgeDays: 30,
        });
        expect(unplaced).toEqual([]);
        expect(pools.map((pool) => sums(pool as never))).toEqual(report.ledger.pools.map(sums));
      }),
      { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 40) },
    );
  }, 120_000);

  it("hold those of one run where functions share a condition, which claims don't carry", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(declared, { minLength: 1, maxLength: 6 }), async (all) => {
        const files = filesOf(
          all.map((each, index) => ({ ...each, name: `f${index}` })),
          () => "undecided",
        );
        const { report } = await reportOn(files);
        const claims = written(...(await exported("acme/shop", files)));
        const estate = claimedEstate({ claims, limitsFor: () => LIMITS, today: TODAY, maxAgeDays: 30 });
        for (const [index, { available }] of report.ledger.pools.entries()) {
          expect(estate.pools[index]?.available.atLeast).toBeLessThanOrEqual(available.atLeast);
          expect(estate.pools[index]?.available.atMost).toBeGreaterThanOrEqual(available.atMost);
        }
      }),
      { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 20) },
    );
  }, 120_000);

  it("are, seen from each repository, what it takes and what the others claim", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(declared, { minLength: 2, maxLength: 6 }), async (all) => {
        const functions = all.map((each, index) => ({ ...each, name: `f${index}`, repository: index % 2 }));
        const whole = await reportOn(filesOf(functions));
        const [own, others] = [0, 1].map((which) =>
          filesOf(functions.filter(({ repository }) => repository === which)),
        ) as [Record<string, string>, Record<string, string>];
        const claims = written(
          ...(await exported("acme/own", own)),
          ...(await exported("acme/other", others)),
        );
        const { report } = await reportOn(own);
        const elsewhere = new ClaimedElsewhere(claims, "acme/own");
        for (const pool of report.ledger.pools) {
          const same = whole.report.ledger.pools.find(
            ({ account, region }) => account === pool.account && region === pool.region,
          );
          const parts = elsewhere.takenFrom(pool, {
            ...{ names: [], unnamed: 0 },
            has: (name) => functions.some((each) => each.name === name && each.repository === 0),
            provisionedHere: () => exactly(0),
          });
          const taken = (parts ?? []).reduce((sum, { takes }) => sum + takes.atLeast, 0);
          expect(pool.available.atMost - taken).toBe(same?.available.atMost);
        }
      }),
      { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 20) },
    );
  }, 120_000);
});

describe("an estate", () => {
  const estateOf = (...claims: Claim[]) =>
    claimedEstate({ claims: written(...claims), limitsFor: () => LIMITS, today: TODAY, maxAgeDays: 30 });

  it("counts a function that two repositories claim once, by the larger bounds", () => {
    const { pools, doubles } = estateOf(
      claim({ repository: "acme/a", takes: { atLeast: 10, atMost: 500 } }),
      claim({ repository: "acme/b", takes: exactly(100) }),
    );
    expect(pools[0]?.reserved).toEqual({ atLeast: 100, atMost: 500 });
    expect(doubles).toMatchObject([{ function: "checkout", repositories: ["acme/a", "acme/b"] }]);
  });

  it("counts two of one name in one repository twice: AWS refuses the second", () => {
    const { pools, doubles } = estateOf(claim({ environment: "a" }), claim({ environment: "b" }));
    expect(pools[0]?.reserved).toEqual(exactly(800));
    expect(doubles).toEqual([]);
  });

  const provisioned = {
    external: true as const,
    reserved: null,
    takes: exactly(30),
    provisioned: exactly(30),
  };

  it("has what another repository provisions within a reservation, and beside a function that reserves nothing", () => {
    const other = claim({ repository: "acme/other", ...provisioned });
    const [reserving] = estateOf(claim(), other).pools;
    expect([reserving?.reserved, reserving?.provisionedUnreserved]).toEqual([exactly(400), exactly(0)]);
    const bare = claim({ reserved: null, takes: exactly(5), provisioned: exactly(5) });
    const [sharing] = estateOf(bare, other).pools;
    expect([sharing?.reserved, sharing?.provisionedUnreserved]).toEqual([exactly(0), exactly(35)]);
    expect(estateOf(bare, other).doubles).toEqual([]);
    expect(estateOf(other).pools[0]?.provisionedUnreserved).toEqual(exactly(30));
  });

  it("puts what is nowhere for certain into no pool", () => {
    const { pools, unplaced, functions } = estateOf(claim({ account: null }), claim({ region: null }));
    expect([pools.length, unplaced.length, functions]).toEqual([0, 2, 2]);
  });

  it("adds cents up to cents", () => {
    const cost = (usd: number) => claim({ function: `f${usd}`, monthlyUsd: exactly(usd) });
    expect(estateOf(cost(0.1), cost(0.2)).monthlyUsd).toEqual(exactly(0.3));
  });
});
