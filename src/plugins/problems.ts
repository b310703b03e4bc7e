import { z } from "zod";
import type { Diagnostic, Problem } from "../finding.ts";
import type { AnyRule } from "../rule.ts";
import { firstLineOf } from "./first-line.ts";

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

/** The problems of a rule of a plug-in, up to the first trouble with it. Never throws. */
export function problemsOfPlugin(
  rule: AnyRule,
  context: Parameters<AnyRule["check"]>[0],
): { problems: Problem[]; fault?: Diagnostic } {
  const problems: Problem[] = [];
  const deployments = new Set(context.model.deployments.map(({ id }) => id));
  try {
    for (const yielded of rule.check(context)) {
      const result = problemShape.safeParse(yielded);
      if (!result.success)
        return {
          problems,
          fault: faultOf(rule, `it yields a problem whose ${keyOf(result.error)} is wrong`),
        };
      if (!deployments.has(result.data.subject.deployment))
        return {
          problems,
          fault: faultOf(rule, "it yields a problem of a deployment that is not in the model"),
        };
      problems.push(result.data as Problem);
    }
    return { problems };
  } catch (error) {
    return { problems, fault: faultOf(rule, firstLineOf(error)) };
  }
}

function keyOf(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") || "form";
}

function faultOf({ id, plugin }: AnyRule, what: string): Diagnostic {
  return {
    severity: "error",
    message: `The rule ${id} of the plug-in ${plugin} failed: ${what}.`,
    hint: "What it looks for was not checked, or not in full. The other rules were.",
  };
}
