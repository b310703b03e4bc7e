import { z } from "zod";
import { amount, count, diagnostic, interval, location, schemaOf, severity } from "./shapes.ts";

/** `policy run --format json` */
export function reportSchema(): unknown {
  const measure = z
    .strictObject({
      over: z.number().nullable().describe("By how much; null: nothing bounds it."),
      unit: z.string(),
    })
    .meta({ id: "measure", description: "How far beyond what is allowed." });
  const finding = z.strictObject({
    ruleId: z.string(),
    severity,
    verdict: z.enum(["violation", "undetermined"]),
    message: z.string(),
    remedy: z.string().describe("What to do about this case."),
    subject: z.string().describe("The address of what it is about."),
    environments: z.array(z.string()),
    location,
    related: z.array(z.strictObject({ message: z.string(), location })),
    fingerprint: z.string().describe("Stable when lines move."),
    subjects: z
      .array(z.string())
      .optional()
      .describe("Where several that are alike are one finding: the root and the address of each."),
    measure: measure.optional(),
    change: z
      .enum(["new", "worse", "better", "unchanged"])
      .optional()
      .describe("Against a base; absent where a waiver covers it."),
    measureBefore: measure.optional().describe("In the base."),
    waiver: z
      .strictObject({
        owner: z.string().optional(),
        reason: z.string().optional(),
        expires: z.string().optional(),
        at: location,
      })
      .nullable(),
  });
  const entry = z.strictObject({
    address: z.string(),
    root: z.string(),
    environment: z.string(),
    reserved: amount.nullable(),
    provisioned: amount,
    instances: interval,
  });
  const elsewherePart = z.strictObject({
    by: z.enum(["hand", "claims", "snapshot"]).describe("Who says so; hand is the policy."),
    repository: z.string().optional().describe("Of claims."),
    file: z.string().optional().describe("Of a snapshot."),
    takes: amount,
  });
  const pool = z.strictObject({
    account: z.string().nullable(),
    region: z.string().nullable(),
    name: z.string(),
    limit: z.number(),
    unreservedFloor: z.number(),
    reserved: interval,
    provisionedUnreserved: interval,
    elsewhere: z
      .union([z.number(), interval])
      .describe("Taken by functions that this run doesn't see: the sum of elsewhereParts."),
    elsewhereParts: z.array(elsewherePart),
    available: interval,
    live: z
      .strictObject({
        file: z.string(),
        takenOn: z.string().describe("An ISO date."),
        stale: z.boolean().describe("Whether it is too old to count for certain."),
        limit: z.int().nullable(),
        unreserved: z.int().nullable(),
        claimedPeak: z.number().nullable(),
        provisionedUnreserved: z.int().describe("Provisioned on functions that reserve nothing."),
      })
      .optional()
      .describe("What the account has, as a snapshot says; null where that wasn't to be had."),
    entries: z.array(entry),
  });
  const unread = z.strictObject({
    kind: z.enum(["module", "stack", "include", "app", "file", "block", "command"]),
    what: z.string().describe("The same for what is the same: a module's source, a file's path."),
    because: z.string(),
    hint: z.string().describe("The one command or entry of the policy that helps most."),
    location: location.optional(),
    calls: z.array(z.strictObject({ address: z.string(), root: z.string(), location })),
    mayHoldFunctions: z.boolean().describe("Whether its source, name, arguments or text speak of Lambda."),
    broken: z.boolean().describe("Whether its text can't be understood."),
    entry: z.string().optional().describe("An entry of the policy that describes it, ready to paste."),
  });
  const coverage = z.strictObject({
    checked: count.describe("Roots, modules and nested stacks that were read."),
    modules: z
      .strictObject({ read: count, unread: count })
      .describe("Modules that declare something of Lambda, or may."),
    leftOut: z.array(z.strictObject({ path: z.string(), because: z.string() })),
    unread: z.array(unread),
  });
  const report = z.strictObject({
    schemaVersion: z.literal(1),
    summary: z.strictObject({
      roots: count,
      functions: count,
      errors: count,
      warnings: count,
      notes: count,
      undetermined: count,
      waived: count,
    }),
    ledger: z.array(pool),
    cost: z.strictObject({
      pricesAsOf: z.string(),
      monthlyUsd: interval,
      environments: z.array(z.strictObject({ environment: z.string(), monthlyUsd: interval })),
      functions: z.array(
        z.strictObject({
          address: z.string(),
          root: z.string(),
          environment: z.string(),
          monthlyUsd: interval,
          breakEvenUse: z.nullable(z.number()),
          because: z.array(z.string()),
        }),
      ),
    }),
    coverage,
    findings: z.array(finding),
    comparison: comparisonShape(finding).optional().describe("Against a base."),
    diagnostics: z.array(diagnostic),
  });
  return schemaOf(report, "report", "What policy run --format json writes");
}

/** What a change does. */
function comparisonShape(finding: z.ZodType) {
  const sides = <T extends z.ZodType>(side: T) => ({ before: side, after: side });
  return z.strictObject({
    base: z.string(),
    fixed: z.array(finding).describe("Findings of the base that are no more, with their places there."),
    functions: z.array(
      z.strictObject({
        address: z.string(),
        root: z.string(),
        environment: z.string(),
        change: z.enum(["added", "removed", "changed"]),
        ...sides(z.strictObject({ reserved: amount.nullable(), provisioned: amount }).nullable()),
      }),
    ),
    pools: z.array(
      z.strictObject({
        account: z.string().nullable(),
        region: z.string().nullable(),
        name: z.string(),
        ...sides(
          z
            .strictObject({
              limit: z.number(),
              reserved: interval,
              provisionedUnreserved: interval,
              available: interval,
            })
            .nullable(),
        ),
      }),
    ),
    cost: z.strictObject(sides(interval)).describe("USD a month of provisioned concurrency."),
    coverage: z.strictObject(
      sides(
        z.strictObject({
          checked: count,
          modules: z.strictObject({ read: count, unread: count }),
          leftOut: count,
          unread: count,
        }),
      ),
    ),
  });
}
