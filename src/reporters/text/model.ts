import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import type { LambdaFunction } from "../../model/model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import type { Value } from "../../model/value.ts";
import { printable } from "./printable.ts";

/** The functions of each deployment with their numbers, as a table. */
export function renderModelTable(model: Model, diagnostics: readonly Diagnostic[]): string {
  const header = ["function", "deployment", "reserved", "provisioned", "source"];
  const rows = [header, ...model.functions.map((fn) => rowOf(fn, model))];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join("  ")
      .trimEnd(),
  );
  const said = diagnostics.map((each) => `${each.severity}: ${printable(each.message)}`);
  return `${[...lines, ...(said.length > 0 ? ["", ...said] : [])].join("\n")}\n`;
}

function rowOf(fn: LambdaFunction, model: Model): string[] {
  const { atLeast, atMost } = provisionedOf(fn, model);
  const provisioned =
    atLeast === atMost ? String(atLeast) : `${atLeast}–${Number.isFinite(atMost) ? atMost : "?"}`;
  const { at } = fn.reservedConcurrency;
  return [
    printable(fn.label ?? fn.address),
    fn.deployment,
    words(fn.reservedConcurrency),
    provisioned,
    `${at.file}:${at.start.line}`,
  ].map(printable);
}

function words(value: Value<number>): string {
  if (value.state === "known") return String(value.value);
  return value.state === "unset" ? "–" : "unknown";
}
