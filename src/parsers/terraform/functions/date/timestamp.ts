/** A moment, with the offset that it was written with. */
export interface Instant {
  /** Nanoseconds since 1970 in UTC. */
  nanoseconds: bigint;
  offsetMinutes: number;
}

/** The moment as its own clock shows it. */
export interface ClockTime {
  year: number;
  month: number;
  day: number;
  /** From 0, which is Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;
const PER_SECOND = 1_000_000_000n;

/** Reads a timestamp of RFC 3339; undefined for other text. */
export function instantOf(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fraction = (match[7] ?? "").slice(0, 9).padEnd(9, "0");
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  const isInRange =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isInRange || offsetHour > 23 || offsetMinute > 59) return undefined;
  const offsetMinutes = (offsetHour * 60 + offsetMinute) * (match[8] === "-" ? -1 : 1);
  const seconds = secondsSince1970(year, month, day) + hour * 3600 + (minute - offsetMinutes) * 60 + second;
  return { nanoseconds: BigInt(seconds) * PER_SECOND + BigInt(fraction), offsetMinutes };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** `Date.UTC` takes years below 100 for those of the twentieth century. */
function secondsSince1970(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 1000;
}

/** What a clock shows at that moment. */
export function clockTime({ nanoseconds, offsetMinutes }: Instant): ClockTime {
  const date = new Date((Number(floorDivided(nanoseconds, PER_SECOND)) + offsetMinutes * 60) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

function floorDivided(value: bigint, by: bigint): bigint {
  return (value - (((value % by) + by) % by)) / by;
}

/** A timestamp of RFC 3339, without fractions of seconds. */
export function formatTimestamp(instant: Instant): string {
  const { year, month, day, hour, minute, second } = clockTime(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}${offsetText(instant.offsetMinutes, ":") || "Z"}`;
}

/** An offset from UTC, such as `+05:30`; empty for UTC itself. */
export function offsetText(minutes: number, separator: string): string {
  if (minutes === 0) return "";
  const two = (number: number) => String(number).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}
