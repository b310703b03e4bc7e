import { z } from "zod/mini";
import type { Problem } from "../finding.ts";
import type { Site } from "../model/model.ts";

const position = z.object({
  line: z.int().check(z.gte(1)),
  column: z.int().check(z.gte(1)),
  offset: z.int().check(z.gte(0)),
});
const place = z.object({ file: z.string(), start: position, end: position });

/** What a rule of a plug-in may yield. It mends nothing: edits are for laws that are tested with them. */
const problemShape = z.object({
  at: place,
  message: z.string().check(z.minLength(1)),
  subject: z.object({
    address: z.string(),
    deploymentId: z.string(),
    label: z.optional(z.string()),
    writtenAt: z.optional(place),
  }),
  related: z.optional(z.array(z.object({ at: place, message: z.string() }))),
  remedy: z.optional(z.string().check(z.minLength(1))),
  verdict: z.optional(z.enum(["violation", "undetermined"])),
  severity: z.optional(z.enum(["error", "warning", "note"])),
  law: z.optional(z.string()),
  measure: z.optional(z.object({ over: z.union([z.number(), z.literal(Infinity)]), unit: z.string() })),
});

/** What a rule of a plug-in yields, each problem looked at first. @throws Error that says which part of one is wrong */
export function* soundProblems(yielded: Iterable<unknown>, sites: readonly Site[]): Generator<Problem> {
  const known = new Set(sites.map(({ id }) => id));
  for (const each of yielded) {
    const result = problemShape.safeParse(each);
    if (!result.success) throw new Error(`it yields a problem whose ${keyOf(result.error)} is wrong`);
    if (!known.has(result.data.subject.deploymentId))
      throw new Error("it yields a problem of a deployment that is not in the model");
    yield result.data as Problem;
  }
}

function keyOf(error: z.core.$ZodError): string {
  return error.issues[0]?.path.join(".") || "form";
}
