import type { SourceLocation } from "../../../source/location.ts";
import type { Step } from "../../../values/value.ts";
import type { Span } from "../syntax/ast.ts";
import type { Origin, TfValue } from "../values/value.ts";

/** A longer chain helps no reader. */
const MAX_STEPS = 24;

/** The location of a stretch of the syntax tree. To find it is cheaper than to remember it. */
export function locationOf({ file, start, end }: Span): SourceLocation {
  return file.locate(start, end);
}

/** The value with this place as its origin, unless it has one. */
export function originatingAt(value: TfValue, span: Span): TfValue {
  return value.origin ? value : { ...value, origin: { at: locationOf(span) } };
}

/** The value after it went through a binding: a variable, a local, a module call. */
export function through(value: TfValue, step: Step): TfValue {
  if (!value.origin) return { ...value, origin: { at: step.at } };
  return { ...value, origin: extended(value.origin, [step]) };
}

/** The value at the attribute that uses it; a literal that is written there has no steps before it. */
export function usedAt(value: TfValue, use: Span, what: string): TfValue {
  const { origin } = value;
  const at = locationOf(use);
  const isWrittenThere =
    origin?.at.file === at.file &&
    origin.at.start.offset >= at.start.offset &&
    origin.at.end.offset <= at.end.offset;
  return isWrittenThere ? value : through(value, { at, what });
}

function extended(origin: Origin, steps: readonly Step[]): Origin {
  const trace = origin.trace ?? [];
  if (trace.length >= MAX_STEPS) return origin;
  return { at: origin.at, trace: [...trace, ...steps] };
}
