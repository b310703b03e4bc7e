import { nearest } from "../../../source/nearest.ts";
import { work, workOnText, workToMake } from "../../../values/work.ts";
import { convert } from "../values/convert.ts";
import { derive } from "../values/derive.ts";
import { originOfComputed, referencesOf } from "../values/marks.ts";
import { isHuge, workThrough } from "../values/size.ts";
import { materialised, unknownBecause, unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue, type UnknownValue } from "../values/value.ts";
import { isSensitive, isWhollyKnown } from "../values/within.ts";
import { type FunctionContext, type FunctionDefinition, Incomputable, type Parameter } from "./definition.ts";
import { FUNCTIONS } from "./library.ts";

/** The names of all functions that can be called, with those that the evaluator does itself. */
export const functionNames: readonly string[] = [...FUNCTIONS.keys(), "try", "can", "convert"].sort();

/** What OpenTofu 1.13 has to tell a plan more of unknown values: no error, as a name that nobody knows is. */
const ASSUMPTION = /^assume(?:equal|notnull|stringprefix|(?:list|map|set)length(?:max|min)?)$/;

/**
 * Calls a function of Terraform's, or of OpenTofu's, over evaluated arguments.
 * Throws EvaluationError where Terraform would reject the call.
 * @param name also `core::max` and `provider::aws::arn_parse`
 * @param more functions that are there too, or in the place of Terraform's
 */
export function callFunction(
  name: string,
  args: readonly TfValue[],
  context: FunctionContext,
  more?: (name: string) => FunctionDefinition | undefined,
): TfValue {
  if (name.startsWith("provider::")) {
    return unknownBecause(
      "provider-function",
      `${name}() is computed by a provider, which is not run here`,
      context.at,
    );
  }
  const plain = name.replace(/^core::/, "");
  const definition = more?.(plain) ?? FUNCTIONS.get(plain);
  if (!definition && ASSUMPTION.test(plain))
    return unknownBecause("unsupported", `${plain}() is not evaluated`, context.at);
  if (!definition) throw new EvaluationError(`there is no function ${name}()${suggestion(plain)}`);
  checkCount(plain, args.length, definition);
  const operands = args.map((arg) => materialised(arg));
  if (isHuge(operands))
    return unknownBecause("limit", `${plain}() is given a value that is too large`, context.at);
  work(workThrough(operands));
  workToMake(operands.length);
  return derive(operands, (values) => computed(plain, definition, values, context), definition.reach);
}

function suggestion(name: string): string {
  const meant = nearest(name, functionNames);
  return meant ? `; ${meant}() may be meant` : "";
}

function checkCount(name: string, count: number, { parameters, rest }: FunctionDefinition): void {
  const least = parameters.length;
  if (count >= least && (rest || count === least)) return;
  throw new EvaluationError(
    `${name}() takes ${rest ? "at least " : ""}${least} argument${least === 1 ? "" : "s"}, not ${count}`,
  );
}

function computed(
  name: string,
  definition: FunctionDefinition,
  args: readonly TfValue[],
  context: FunctionContext,
): TfValue {
  const converted = args.map((arg, at) => argument(name, arg, at, definition));
  const missing = converted.filter((arg, at) => !isKnownEnough(arg, parameterAt(definition, at)));
  const result =
    missing.length > 0 ? undecided(missing, definition) : attempted(name, definition, converted, context);
  countMade(result, args);
  return withMarks(result, converted, definition);
}

/** Counts the elements, or the text, of a result that is no argument. */
function countMade(result: TfValue, args: readonly TfValue[]): void {
  if (result.kind === "string") {
    if (!args.some((arg) => arg.kind === "string" && arg.value === result.value))
      workOnText(result.value.length);
  } else if ("items" in result) {
    if (!args.some((arg) => "items" in arg && arg.items === result.items)) workToMake(result.items.length);
  } else if ("entries" in result && result.entries) {
    if (!args.some((arg) => "entries" in arg && arg.entries === result.entries))
      workToMake(result.entries.size);
  }
}

function parameterAt({ parameters, rest }: FunctionDefinition, at: number): Parameter {
  return parameters[at] ?? (rest as Parameter);
}

function argument(name: string, value: TfValue, at: number, definition: FunctionDefinition): TfValue {
  const { type, nullable } = parameterAt(definition, at);
  const converted = convert(value, type);
  if (converted.kind === "null" && !nullable)
    throw new EvaluationError(`argument ${at + 1} of ${name}() is null`);
  return converted;
}

function isKnownEnough(value: TfValue, { needs = "value" }: Parameter): boolean {
  if (needs === "nothing") return true;
  return needs === "everything" ? isWhollyKnown(value) : value.kind !== "unknown";
}

function undecided(
  missing: readonly TfValue[],
  { returns, mayReturnNull }: FunctionDefinition,
): UnknownValue {
  return { ...unknownFrom(missing, returns), ...(mayReturnNull ? {} : { notNull: true }) };
}

function attempted(
  name: string,
  definition: FunctionDefinition,
  args: TfValue[],
  context: FunctionContext,
): TfValue {
  try {
    return definition.compute(args, context);
  } catch (error) {
    if (!(error instanceof Incomputable)) throw error;
    return unknownBecause(error.kind, `${name}() ${error.message}`, context.at, {
      type: definition.returns,
      notNull: true,
    });
  }
}

/** What is passed on keeps its marks; what is computed is as sensitive as what it was computed from, and comes from there. */
function withMarks(
  result: TfValue,
  args: readonly TfValue[],
  { reach = "everything", ownMarks }: FunctionDefinition,
): TfValue {
  if (ownMarks) return result;
  const computes = reach === "everything";
  const sensitive = computes ? args.some(isSensitive) : args.some((arg) => arg.sensitive);
  return {
    ...originOfComputed(args),
    ...result,
    ...(computes ? referencesOf([...args, result]) : {}),
    ...(sensitive ? { sensitive } : {}),
  };
}
