import { z } from "zod";
import { amount, count, diagnostic, interval, schemaOf } from "./shapes.ts";

const account = z.string().regex(/^\d{12}$/);
const exportedAt = z.iso.datetime().describe("UTC.");
const root = z.string().describe("The path of the root in its repository.");
const part = z.string().describe("Only where not all of the repository was exported: which part.");

const claimed = {
  repository: z.string().describe("Owner and name, such as acme/shop."),
  commit: z.string().nullable().describe("null: exported outside of git."),
  exportedAt,
  environment: z.string(),
  production: z.boolean(),
  root,
  address: z.string(),
  function: z.string().nullable().describe("The name that it is deployed with; null: not known."),
  reserved: interval.nullable().describe("Of all its instances together; null: it reserves nothing."),
  provisioned: interval.describe("Of all its instances together."),
  takes: interval.describe("What leaves the pool."),
  criticalPath: z.boolean(),
  monthlyUsd: amount.describe("For what is provisioned, idle."),
};

/** A line of `policy export`. */
export function claimSchema(): unknown {
  const claim = z.strictObject({
    schemaVersion: z.literal(1),
    ...claimed,
    account: account.nullable().describe("null: not known."),
    region: z.string().nullable().describe("null: not known."),
    external: z
      .literal(true)
      .optional()
      .describe("Only of a function that the repository provisions on and doesn't declare."),
    part: part.optional(),
  });
  return schemaOf(claim, "claim", "A line of what policy export writes");
}

/** `policy estate --format json` */
export function estateSchema(): unknown {
  const pool = z.strictObject({
    account,
    region: z.string(),
    limit: z.number(),
    unreservedFloor: z.number(),
    reserved: interval,
    provisionedUnreserved: interval,
    available: interval.describe("What is left over the floor; negative when over."),
    over: z.boolean(),
    monthlyUsd: amount,
    repositories: z
      .array(
        z.strictObject({ repository: z.string(), takes: interval, functions: count, monthlyUsd: amount }),
      )
      .describe("The biggest first."),
    functions: z
      .array(
        z.strictObject({
          ...claimed,
          alsoClaimedBy: z.array(z.string()).optional().describe("It counts once, by the larger amount."),
          provisionedBy: z
            .array(z.string())
            .optional()
            .describe("Who provisions on it and doesn't declare it."),
        }),
      )
      .describe("The biggest first."),
    trends: z.array(
      z.strictObject({
        repository: z.string(),
        points: z.array(z.strictObject({ exportedAt, takes: interval })),
      }),
    ),
  });
  const estate = z.strictObject({
    schemaVersion: z.literal(1),
    today: z.iso.date(),
    summary: z.strictObject({
      pools: count,
      over: count,
      repositories: count,
      functions: count,
      monthlyUsd: amount,
    }),
    pools: z.array(pool),
    unplaced: z.array(z.strictObject(claimed)).describe("Of which the account or the region isn't known."),
    doubleClaims: z.array(
      z.strictObject({
        account,
        region: z.string(),
        function: z.string(),
        repositories: z.array(z.string()),
        counted: interval,
      }),
    ),
    stale: z.array(z.strictObject({ repository: z.string(), exportedAt, days: count })),
    diagnostics: z.array(diagnostic),
  });
  return schemaOf(estate, "estate", "What policy estate --format json writes");
}

/** `policy snapshot` */
export function snapshotSchema(): unknown {
  const qualified = { qualifier: z.string().describe("An alias or a version.") };
  const measured = "null: nothing was measured.";
  const fn = z.strictObject({
    name: z.string(),
    reserved: count.nullable().optional().describe("null: it reserves nothing."),
    provisioned: z.array(z.strictObject({ ...qualified, requested: count, allocated: count })).optional(),
    scaling: z
      .array(z.strictObject({ ...qualified, min: count, max: count }))
      .optional()
      .describe("The ranges in which Application Auto Scaling moves it."),
    peak: z.number().nullable().describe(`The hourly Maximum's maximum; ${measured}`),
    peakHours: z.array(z.string()),
    throttles: z.number().optional(),
    invocations: z.number().optional(),
    spillover: z.number().optional(),
    provisionedUtilization: z
      .strictObject({ average: z.number(), max: z.number() })
      .nullable()
      .describe(measured),
  });
  const region = z.strictObject({
    limit: count.optional(),
    unreserved: count.optional(),
    requestedLimit: count.optional().describe("A higher limit that was asked for and isn't granted yet."),
    claimedPeak: z.number().nullable().optional(),
    functions: z.array(fn).describe("Sorted by name."),
  });
  const snapshot = z
    .strictObject({
      schemaVersion: z.literal(1),
      account,
      takenAt: z.iso.datetime().describe("UTC."),
      days: count.describe("Up to then, that peaks and sums are of."),
      names: z.literal("sha256").optional().describe("Absent: as they are deployed."),
      only: z.string().optional().describe("A pattern of the names that were asked for, where not all were."),
      denied: z.array(z.string()).optional().describe("Calls that were denied, as IAM names them."),
      regions: z.record(z.string(), region),
    })
    .describe("What a call was denied for is absent.");
  return schemaOf(snapshot, "snapshot", "What policy snapshot writes");
}
