import type { SourceLocation } from "../../../source/location.ts";
import type { Reach } from "../values/derive.ts";
import { isWhole, truncate } from "../values/numbers/big-float.ts";
import { exactly } from "../values/numbers/number.ts";
import { MAX_TEXT } from "../values/text.ts";
import { STRING, typeName, typeOf } from "../values/types.ts";
import {
  EvaluationError,
  type ReasonKind,
  type StringValue,
  type TfValue,
  type Type,
} from "../values/value.ts";

/** What a function may look at besides its arguments. Paths are as the expression gives them: relative to the root's folder. */
export interface FunctionContext {
  /** The call: where a value that can't be computed points to. */
  at: SourceLocation;
  /** The text of a file; undefined when there is none in reach, or it is no text. */
  readFile(path: string): string | undefined;
  /** Whether there is a file or a folder; undefined for a path outside of the checkout. */
  exists(path: string): boolean | undefined;
  /** Names in a folder, folders with a `/` at their end; undefined for a path outside of the checkout. */
  list(folder: string): readonly string[] | undefined;
  /** Evaluates a template with nothing but some variables in scope. `name` is the file's path, for locations. */
  evaluateTemplate(text: string, variables: ReadonlyMap<string, TfValue>, name: string): TfValue;
  /** How many templates are being evaluated around this call. */
  templateDepth: number;
}

/** A parameter: arguments are converted to its type. */
export interface Parameter {
  type: Type;
  /** Whether null may be given; the function then deals with it. */
  nullable?: boolean;
  /** What must be known of the argument for the function to be computed: the value itself, all within it, or nothing. */
  needs?: "value" | "everything" | "nothing";
}

/** A function. What is the same for all is done by `callFunction`: conversion, nulls, unknown values and alternatives. */
export interface FunctionDefinition {
  parameters: readonly Parameter[];
  /** The type of any further arguments. */
  rest?: Parameter;
  /** What the result is when arguments are unknown. */
  returns: Type;
  /** Whether the result can be null. */
  mayReturnNull?: boolean;
  /**
   * How far it looks into its arguments. A function that passes elements on as they are looks at the arguments alone:
   * then undecided elements stay undecided by themselves.
   */
  reach?: Reach;
  /** Whether it decides itself what its result is marked with. */
  ownMarks?: boolean;
  compute(args: TfValue[], context: FunctionContext): TfValue;
}

/** A result that is not computed, for a reason that is not an error of Terraform's. */
export class Incomputable extends Error {
  readonly kind: ReasonKind;
  /** @param message a clause that follows the function's name: "gives another result at each run" */
  constructor(kind: ReasonKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Items that a result may have. */
const MAX_ITEMS = 100_000;

/** Stops before a result is built that is too large. */
export function refuseMany(items: number): void {
  if (items > MAX_ITEMS) throw new Incomputable("limit", `would give more than ${MAX_ITEMS} elements`);
}

/** Stops before a text is built that is too long. */
export function refuseLong(length: number): void {
  if (length > MAX_TEXT) throw new Incomputable("limit", `would give more than ${MAX_TEXT} characters`);
}

/** A function of strings alone. */
export function ofStrings(
  count: number,
  returns: Type,
  compute: (...texts: string[]) => TfValue,
): FunctionDefinition {
  return {
    parameters: Array.from({ length: count }, () => ({ type: STRING })),
    returns,
    compute: (args) => compute(...args.map(stringArgument)),
  };
}

/** The text of an argument that was converted to a string. */
export function stringArgument(value: TfValue | undefined): string {
  return (value as StringValue).value;
}

/** The items of a list, set or tuple; none for other values. */
export function itemsOf(value: TfValue | undefined): TfValue[] {
  return value && "items" in value ? value.items : [];
}

/** The entries of a map or an object; none for other values. */
export function entriesOf(value: TfValue | undefined): ReadonlyMap<string, TfValue> {
  return value && (value.kind === "map" || value.kind === "object") ? value.entries : new Map();
}

/** A whole number, exactly; `what` names it in the error for others. */
export function bigIntOf(value: TfValue | undefined, what: string): bigint {
  const number = value?.kind === "number" ? exactly(value) : undefined;
  if (!number || !isWhole(number)) throw new EvaluationError(`${what} must be a whole number`);
  return truncate(number);
}

/** A whole number of 64 bits, which doubles hold exactly as far as it matters. */
export function integerOf(value: TfValue | undefined, what: string): number {
  const integer = bigIntOf(value, what);
  if (BigInt.asIntN(64, integer) !== integer) throw new EvaluationError(`${what} is out of range`);
  return Number(integer);
}

/** Throws EvaluationError for a value that is of none of some kinds. */
export function requireKind(value: TfValue, kinds: readonly TfValue["kind"][]): void {
  if (!kinds.includes(value.kind))
    throw new EvaluationError(`a ${kinds.join(" or a ")} is required, not ${typeName(typeOf(value))}`);
}
