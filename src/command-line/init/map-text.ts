import type { Report } from "../../finding.ts";
import type { MapEntry } from "../../model/deployment-map.ts";
import { compareText } from "../../source/location.ts";
import { knownValue } from "../../values/value.ts";

/** More names than this are counted. */
const MOST_NAMED = 3;
const MOST_FUNCTIONS = 20;

/** Which root is deployed where; roots of which the same is said are one entry. */
export function mapText({ map }: Pick<Report, "map">): string[] {
  const groups = new Map<string, string[]>();
  for (const [root, entries] of byRoot(map)) {
    const said = placesOf(entries);
    groups.set(said, [...(groups.get(said) ?? []), root]);
  }
  if (groups.size === 0) return [];
  return [
    "What is deployed where:",
    ...[...groups].flatMap(([said, roots]) => [
      `  ${some(roots)}`,
      ...said.split("\n").map((line) => `    ${line}`),
    ]),
    "",
  ];
}

/** The functions that no production environment has, with the reason: rules for production don't hold for them. */
export function outsideProduction({ map, model }: Pick<Report, "map" | "model">): string[] {
  const production = new Set(
    map.flatMap((each) => (each.production && each.deployed ? [each.environment] : [])),
  );
  const functions = new Map<string, { root: string; names: Map<string, boolean> }>();
  for (const fn of model.functions) {
    const deployment = model.deploymentOf(fn);
    const root = nameOf(deployment);
    const own = functions.get(root) ?? { root, names: new Map<string, boolean>() };
    own.names.set(fn.address, (own.names.get(fn.address) ?? false) || production.has(deployment.environment));
    functions.set(root, own);
  }
  const roots = byRoot(map);
  const groups = new Map<string, { said: string; roots: string[]; names: string[] }>();
  for (const { root, names } of functions.values()) {
    const outside = [...names].flatMap(([name, isIn]) => (isIn ? [] : [name]));
    if (outside.length === 0) continue;
    const said = reasonOf(roots.get(root) ?? []);
    // What only the code's own conditions leave out is told root by root.
    const id = isInProduction(roots.get(root)) ? `${root}: ${said}` : said;
    const group = groups.get(id) ?? { said, roots: [], names: [] };
    groups.set(id, { said, roots: [...group.roots, root], names: [...group.names, ...outside] });
  }
  if (groups.size === 0) return [];
  return [
    "Not in production, so rules for production don't hold for them:",
    ...[...groups.values()].map(
      ({ said, roots, names }) => `  ${some(names, MOST_FUNCTIONS)} of ${some(roots)}: ${said}`,
    ),
    "",
  ];
}

function byRoot(map: readonly MapEntry[]): Map<string, MapEntry[]> {
  const roots = new Map<string, MapEntry[]>();
  for (const each of map) roots.set(nameOf(each), [...(roots.get(nameOf(each)) ?? []), each]);
  return roots;
}

function nameOf({ root, stack, format }: Pick<MapEntry, "root" | "stack" | "format">): string {
  return format === "cdk" && stack !== undefined ? `${root} ${stack}` : root;
}

function placesOf(entries: readonly MapEntry[]): string {
  const there = entries
    .filter(({ deployed }) => deployed)
    .map(({ environment, production, account, region }) => {
      const place = [knownValue(account), knownValue(region)].filter((each) => each !== undefined).join(", ");
      return `${environment}${production ? " (production)" : ""}${place === "" ? "" : ` in ${place}`}`;
    });
  const refused = entries.filter(({ deployed }) => !deployed);
  return [
    ...(there.length > 0 ? [[...new Set(there)].join("; ")] : []),
    ...refused.map(({ environment, because }) => `not ${environment}: ${because}`),
  ].join("\n");
}

function isInProduction(entries: readonly MapEntry[] = []): boolean {
  return entries.some(({ deployed, production }) => deployed && production);
}

function reasonOf(entries: readonly MapEntry[]): string {
  const refused = entries.filter(({ deployed, production }) => !deployed && production);
  const there = entries.filter(({ deployed }) => deployed);
  const production = new Set(there.flatMap((each) => (each.production ? [each.environment] : [])));
  if (production.size > 0)
    return `with the values of ${[...production].join(", ")}, the code itself has none of them`;
  if (refused.length > 0) return refused.map(({ because }) => because).join("; ");
  // The policy's own words come first, and are the same for all that one pattern matches.
  const reasons = there.map(({ environment, because }) => `${environment}, as ${because.split("; ")[0]}`);
  return [...new Set(reasons)].join("; ");
}

function some(names: readonly string[], most = MOST_NAMED): string {
  const sorted = [...new Set(names)].sort(compareText);
  const named = sorted.slice(0, most).join(", ");
  return sorted.length > most ? `${named} and ${sorted.length - most} more` : named;
}
