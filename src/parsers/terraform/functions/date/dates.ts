import { num, str } from "../../values/construct.ts";
import { NUMBER, STRING } from "../../values/types.ts";
import { EvaluationError } from "../../values/value.ts";
import { type FunctionDefinition, ofStrings } from "../definition.ts";
import { parseDuration } from "./duration.ts";
import { formatDate } from "./format.ts";
import { formatTimestamp, type Instant, instantOf } from "./timestamp.ts";

/** Functions of timestamps that are given; those that read the clock are impure. */
export const dates: Readonly<Record<string, FunctionDefinition>> = {
  formatdate: ofStrings(2, STRING, (format, time) => str(formatDate(format, instant(time)))),
  timeadd: ofStrings(2, STRING, (time, duration) => {
    const { nanoseconds, offsetMinutes } = instant(time);
    return str(formatTimestamp({ nanoseconds: nanoseconds + parseDuration(duration), offsetMinutes }));
  }),
  timecmp: ofStrings(2, NUMBER, (a, b) => {
    const [left, right] = [instant(a).nanoseconds, instant(b).nanoseconds];
    return num(left < right ? -1 : left > right ? 1 : 0);
  }),
};

function instant(text: string): Instant {
  const parsed = instantOf(text);
  if (!parsed)
    throw new EvaluationError(
      `${JSON.stringify(text.slice(0, 40))} is no timestamp such as 2024-02-29T12:00:00Z`,
    );
  return parsed;
}
