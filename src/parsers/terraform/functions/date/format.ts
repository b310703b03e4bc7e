import { EvaluationError } from "../../values/value.ts";
import { type ClockTime, clockTime, type Instant, offsetText } from "./timestamp.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A quoted literal, a run of one letter, or anything else. */
const TOKEN = /'(?:[^']|'')*'?|([A-Za-z])\1*|[^'A-Za-z]+/gy;

/** A moment in the form that `formatdate` is given, such as `DD MMM YYYY hh:mm ZZZ`. */
export function formatDate(format: string, instant: Instant): string {
  const time = clockTime(instant);
  return Array.from(format.matchAll(TOKEN), ([token, letter]) => {
    if (token.startsWith("'")) return literal(token);
    if (!letter) return token;
    const text =
      letter === "Z" ? zone(token.length, instant.offsetMinutes) : field(letter, token.length, time);
    if (text === undefined)
      throw new EvaluationError(
        `${token} is no part of a date format; letters that stand for themselves are quoted with '`,
      );
    return text;
  }).join("");
}

function literal(token: string): string {
  if (token === "''") return "'";
  if (token.length === 1 || !token.endsWith("'"))
    throw new EvaluationError("a quote in the date format is not closed");
  return token.slice(1, -1).replaceAll("''", "'");
}

function field(letter: string, length: number, time: ClockTime): string | undefined {
  switch (letter) {
    case "Y":
      if (length === 2) return padded(time.year % 100, 2);
      return length === 4 ? padded(time.year, 4) : undefined;
    case "M":
      return length <= 2 ? padded(time.month, length) : named(MONTHS[time.month - 1] as string, length);
    case "E":
      return named(WEEKDAYS[time.weekday] as string, length);
    case "A":
    case "a":
      return length === 2 ? halfOfDay(time.hour, letter === "A") : undefined;
    default:
      return length <= 2 ? number(letter, length, time) : undefined;
  }
}

function number(
  letter: string,
  length: number,
  { day, hour, minute, second }: ClockTime,
): string | undefined {
  const value = { D: day, h: hour, H: hour % 12 || 12, m: minute, s: second }[letter];
  return value === undefined ? undefined : padded(value, length);
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** Three letters of a name, or all of it. */
function named(name: string, length: number): string | undefined {
  if (length === 3) return name.slice(0, 3);
  return length === 4 ? name : undefined;
}

function halfOfDay(hour: number, isUpper: boolean): string {
  const half = hour < 12 ? "am" : "pm";
  return isUpper ? half.toUpperCase() : half;
}

function zone(length: number, minutes: number): string | undefined {
  switch (length) {
    case 1:
      return offsetText(minutes, ":") || "Z";
    case 3:
      return offsetText(minutes, "") || "UTC";
    case 4:
      return offsetText(minutes, "") || "+0000";
    case 5:
      return offsetText(minutes, ":") || "+00:00";
    default:
      return undefined;
  }
}
