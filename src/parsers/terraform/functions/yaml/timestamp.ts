import { formatTimestamp, instantOf } from "../date/timestamp.ts";

const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(Z|[+-]\d\d:\d\d)|[ ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?)?$/;

/** A date or a time as YAML 1.1 writes it, in the form that Terraform gives to it; undefined for other text. */
export function yamlTimestamp(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = match[8], minute = match[9], second = match[10], zone = "Z"] = match;
  const pad = (digits = "0") => digits.padStart(2, "0");
  const instant = instantOf(
    `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${zone}`,
  );
  return instant && formatTimestamp(instant);
}
