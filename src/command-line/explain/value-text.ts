import type { Entity } from "../../model/model.ts";
import type { View } from "../../reporters/text/view.ts";
import type { Guard, Guards } from "../../values/guard.ts";
import type { Alternative, Value } from "../../values/value.ts";

/** A value with where it is decided, what else it may be, and its way from there to its use. */
export function valueLines(label: string, value: Value<unknown>, of: Entity, { place }: View): string[] {
  return [
    `  ${label}: ${words(value, of)} (${place(value.at)})`,
    ...(value.state === "unknown"
      ? (value.alternatives ?? []).map((each) => alternativeLine(each, place))
      : []),
    ...(value.trace ?? []).map(({ what, at }) => `      → ${what} (${place(at)})`),
  ];
}

function words(value: Value<unknown>, { at }: Entity): string {
  if (value.state === "unset") return "not set";
  if (value.state === "unknown") return `unknown: ${value.because}`;
  // What the code doesn't say is placed on the resource as a whole.
  const isDefault = value.at.file === at.file && value.at.start.offset === at.start.offset;
  return `${value.value}${isDefault ? ", by default" : ""}`;
}

function alternativeLine(each: Alternative<unknown>, place: View["place"]): string {
  const what = each.state === "known" ? String(each.value) : "not set";
  return `      either ${what}${each.when ? ` where ${conditions(each.when)}` : ""} (${place(each.at)})`;
}

/** Guards of which one holds, as an expression says them. */
export function anyOf(guards: Guards): string {
  return guards.map(conditions).join(", or ");
}

/** The outcomes of conditions, as an expression says them. */
function conditions(when: Guard): string {
  return Object.entries(when)
    .map(([condition, outcome]) => `${condition} is ${outcome}`)
    .join(" and ");
}
