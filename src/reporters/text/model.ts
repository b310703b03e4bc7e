import type { Diagnostic, Report } from "../../finding.ts";
import type { MapEntry } from "../../model/deployment-map.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Deployment, LambdaFunction } from "../../model/model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import { compareText } from "../../source/location.ts";
import { knownValue, type Value } from "../../values/value.ts";
import { diagnosticText } from "./diagnostic.ts";
import { printable, printableFirst } from "./printable.ts";
import type { View } from "./view.ts";

const HEADER = ["function", "environment", "region", "reserved", "provisioned", "aliases", "decided at"];
const MAP_HEADER = ["root", "environment", "account", "region", "why"];
const ENVIRONMENT = 1;

/** The map of what is deployed where; root by root, each function in each environment with its numbers; then what was not understood. */
export function renderModelTable(
  { model, map }: Pick<Report, "model" | "map">,
  diagnostics: readonly Diagnostic[],
  view: View,
): string {
  const byRoot = new Map<string, LambdaFunction[]>();
  for (const fn of model.functions) {
    const root = rootName(model.deploymentOf(fn));
    byRoot.set(root, [...(byRoot.get(root) ?? []), fn]);
  }
  const tables = [...byRoot].map(([root, functions]) => {
    const rows = functions.map((fn) => rowOf(fn, model, view));
    // Environment by environment is how they are read; function by function is how they are compared.
    rows.sort((a, b) => compareText(a[0] ?? "", b[0] ?? ""));
    return `${view.paint.bold(printableFirst(root))}\n${table([HEADER, ...folded(rows)])}`;
  });
  const said = diagnostics.map((each) => `${diagnosticText(each, view)}\n`);
  return [...mapTable(map, view), ...tables, ...(said.length > 0 ? [said.join("")] : [])].join("\n");
}

function mapTable(map: readonly MapEntry[], { paint }: View): string[] {
  if (map.length === 0) return [];
  return [`${paint.bold("What is deployed where")}\n${table([MAP_HEADER, ...folded(map.map(mapRow))])}`];
}

function mapRow(entry: MapEntry): string[] {
  const { environment, production, account, region, deployed, because } = entry;
  return [
    printableFirst(rootName(entry)),
    `${environment}${production ? " (production)" : ""}`,
    knownValue(account) ?? "unknown",
    knownValue(region) ?? "unknown",
    `${deployed ? "" : "not deployed: "}${because}`,
  ].map(printable);
}

function rootName({ root, stack, format }: Pick<Deployment, "root" | "stack" | "format">): string {
  return `${root}${format === "cdk" && stack !== undefined ? ` ${stack}` : ""} (${format})`;
}

function rowOf(fn: LambdaFunction, model: Model, { place }: View): string[] {
  const { environment } = model.deploymentOf(fn);
  const { atLeast, atMost } = provisionedOf(fn, model);
  const aliases = model.aliasesOf(fn).map((alias) => knownValue(alias.name) ?? alias.address);
  return [
    `${printableFirst(fn.label ?? fn.address)}${fn.instances.atLeast === 0 ? " (may exist)" : ""}`,
    environment,
    knownValue(fn.region) ?? "unknown",
    words(fn.reservedConcurrency),
    atLeast === atMost ? String(atLeast) : `${atLeast}–${Number.isFinite(atMost) ? atMost : "?"}`,
    aliases.join(", ") || "–",
    place(fn.reservedConcurrency.at),
  ].map(printable);
}

/** Rows that differ by their environment alone are one, which names them all. */
function folded(rows: readonly string[][]): string[][] {
  const groups = new Map<string, string[][]>();
  for (const row of rows) {
    const key = JSON.stringify(row.with(ENVIRONMENT, ""));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => {
    const environments = [...new Set(group.map((row) => row[ENVIRONMENT] ?? ""))];
    return (group[0] ?? []).with(ENVIRONMENT, environments.join(", "));
  });
}

function table(rows: readonly (readonly string[])[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join("");
}

function words(value: Value<number>): string {
  if (value.state === "known") return String(value.value);
  return value.state === "unset" ? "–" : "unknown";
}
