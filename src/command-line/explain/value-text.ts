import type { Entity } from "../../model/model.ts";
import type { Alternative, Guard, Step, Value } from "../../model/value.ts";
import type { SourceLocation } from "../../source/location.ts";

/** A value with where it is decided, what else it may be, and its way from there to its use. */
export function valueLines(label: string, value: Value<unknown>, of: Entity): string[] {
  return [
    `  ${label}: ${words(value, of)} (${place(value.at)})`,
    ...(value.state === "unknown" ? (value.alternatives ?? []).map(alternativeLine) : []),
    ...(value.trace ?? []).map(stepLine),
  ];
}

/** Where something stands, as editors and terminals open it. */
export function place({ file, start }: SourceLocation): string {
  return `${file}:${start.line}:${start.column}`;
}

function words(value: Value<unknown>, { at }: Entity): string {
  if (value.state === "unset") return "not set";
  if (value.state === "unknown") return `unknown: ${value.because}`;
  // What the code doesn't say is placed on the resource as a whole.
  const isDefault = value.at.file === at.file && value.at.start.offset === at.start.offset;
  return `${value.value}${isDefault ? ", by default" : ""}`;
}

function alternativeLine(each: Alternative<unknown>): string {
  const what = each.state === "known" ? String(each.value) : "not set";
  return `      either ${what}${each.when ? ` where ${conditions(each.when)}` : ""} (${place(each.at)})`;
}

/** The outcomes of conditions, as an expression says them. */
export function conditions(when: Guard): string {
  return Object.entries(when)
    .map(([condition, outcome]) => `${condition} is ${outcome}`)
    .join(" and ");
}

function stepLine({ what, at }: Step): string {
  return `      → ${what} (${place(at)})`;
}
