import { z } from "zod";
import type { Problem } from "../finding.ts";
import type { Deployment } from "../model/model.ts";

const position = z.object({ line: z.int().min(1), column: z.int().min(1), offset: z.int().min(0) });
const place = z.object({ file: z.string(), start: position, end: position });

/** What a rule of a plug-in may yield. It mends nothing: edits are for laws that are tested with them. */
const problemShape = z.object({
  at: place,
  message: z.string().min(1),
  subject: z.object({
    address: z.string(),
    deployment: z.string(),
    label: z.string().optional(),
    writtenAt: place.optional(),
  }),
  related: z.array(z.object({ at: place, message: z.string() })).optional(),
  verdict: z.enum(["violation", "undetermined"]).optional(),
  severity: z.enum(["error", "warning", "note"]).optional(),
});

/** What a rule of a plug-in yields, each problem looked at first. @throws Error that says which part of one is wrong */
export function* soundProblems(
  yielded: Iterable<unknown>,
  deployments: readonly Deployment[],
): Generator<Problem> {
  const known = new Set(deployments.map(({ id }) => id));
  for (const each of yielded) {
    const result = problemShape.safeParse(each);
    if (!result.success) throw new Error(`it yields a problem whose ${keyOf(result.error)} is wrong`);
    if (!known.has(result.data.subject.deployment))
      throw new Error("it yields a problem of a deployment that is not in the model");
    yield result.data as Problem;
  }
}

function keyOf(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") || "form";
}
