import { z } from "zod";

const ROOT = "https://github.com/lambda-concurrency-policy/lambda-concurrency-policy/blob/main/docs";

export const location = z
  .strictObject({
    file: z.string().describe("Relative to the top of the checkout, with forward slashes."),
    startLine: z.int().min(1),
    startColumn: z.int().min(1).describe("In UTF-16 code units, from 1."),
    endLine: z.int().min(1),
    endColumn: z.int().min(1).describe("Exclusive."),
  })
  .meta({ id: "location" });

export const interval = z
  .strictObject({
    atLeast: z.number().nullable(),
    atMost: z.number().nullable().describe("null: nothing bounds it."),
  })
  .meta({ id: "interval" });

export const severity = z.enum(["error", "warning", "note"]);

export const diagnostic = z
  .strictObject({ severity, message: z.string(), hint: z.string().optional(), location: location.optional() })
  .meta({ id: "diagnostic" });

const step = z.strictObject({ what: z.string(), at: location }).meta({ id: "step" });
const placed = { at: location, trace: z.array(step).optional().describe("From the literal to the use.") };
const when = z
  .record(z.string(), z.string())
  .optional()
  .describe("The outcomes of undecided conditions under which it holds.");
const known = { state: z.literal("known"), value: z.unknown(), ...placed };
const unset = { state: z.literal("unset"), ...placed };

export const value = z
  .union([
    z.strictObject(known),
    z.strictObject(unset),
    z.strictObject({
      state: z.literal("unknown"),
      because: z.string(),
      ...placed,
      alternatives: z
        .array(z.union([z.strictObject({ ...known, when }), z.strictObject({ ...unset, when })]))
        .optional(),
    }),
  ])
  .meta({
    id: "value",
    description: "known, unset (-1, null, AWS::NoValue, absent) or unknown with the reason.",
  });

/** One amount, where it is settled. */
export const amount = z.union([z.number(), interval]);

export const count = z.int().min(0);

/** A document of its own. */
export function schemaOf(shape: z.ZodType, name: string, title: string): unknown {
  return { $id: `${ROOT}/${name}.schema.json`, title, ...z.toJSONSchema(shape) };
}
