import type { Diagnostic } from "../../../finding.ts";
import {
  childOf,
  entriesOf,
  entryLocation,
  entryUnder,
  hasEntry,
  scalarText,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";

/** What we read of a function and SAM does not take from Globals. */
const EACH_ITS_OWN = new Set(["FunctionName", "Events"]);

/**
 * The properties of a SAM function with those of `Globals.Function` merged in, unless it ignores them.
 * See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(template: Template, { value }: YamlEntry): YamlMapping | undefined {
  const own = childOf(value, "Properties");
  const globals = globalsFor(template, childOf(value, "IgnoreGlobals"));
  if (own?.kind !== "mapping") return globals;
  return globals ? mergedMaps(own, globals) : own;
}

/** What SAM refuses in `Globals.Function`. */
export function globalsRefused(template: Template): Diagnostic[] {
  return entriesOf(childOf(template.section("Globals"), "Function"))
    .filter(({ key }) => EACH_ITS_OWN.has(key))
    .map((entry) => ({
      severity: "warning",
      message: `SAM rejects ${entry.key} in Globals.Function; it is left out.`,
      hint: "Write it on each function.",
      at: entryLocation(entry),
    }));
}

function globalsFor(template: Template, ignored: YamlNode | undefined): YamlMapping | undefined {
  const globals = childOf(template.section("Globals"), "Function");
  if (globals?.kind !== "mapping" || scalarText(ignored) === "*") return undefined;
  const names = new Set(ignored?.kind === "sequence" ? ignored.items.map(scalarText) : []);
  const entries = globals.entries.filter(({ key }) => !names.has(key) && !EACH_ITS_OWN.has(key));
  return { ...globals, entries };
}

/** The nearer one wins: maps are merged at every depth, lists follow the global ones, intrinsic functions are single values. */
function merged(near: YamlNode, far: YamlNode): YamlNode {
  if (near.kind === "scalar" || callIn(near) || callIn(far)) return near;
  if (near.kind === "mapping") return far.kind === "mapping" ? mergedMaps(near, far) : near;
  return far.kind === "sequence" ? { ...near, items: [...far.items, ...near.items] } : near;
}

function mergedMaps(near: YamlMapping, far: YamlMapping): YamlMapping {
  const own = near.entries.map((entry): YamlEntry => {
    const global = entryUnder(far, entry.key)?.value;
    return global ? { ...entry, value: merged(entry.value, global) } : entry;
  });
  return { ...near, entries: [...own, ...far.entries.filter(({ key }) => !hasEntry(near, key))] };
}
