import type { DeployedFolder, Discovered, FileSystem, LeftOut, Root, UnreadCode } from "../../parser.ts";
import { compareText } from "../../source/location.ts";
import { folderOf, inFolder } from "../../source/paths.ts";
import { isConfigurationFile } from "../terraform/modules/files.ts";
import { rememberToolRoots } from "../terraform/states/tool-roots.ts";
import type { Expression } from "../terraform/syntax/ast.ts";
import { expressionsBelow } from "../terraform/syntax/walk.ts";
import type { Configuration } from "./configuration/contract.ts";
import { BARE_SHELL } from "./configuration/reading.ts";
import { exclusionOf, sourceOf } from "./configuration/settings.ts";
import { STACK_FILE, VALUES_FILE } from "./configuration/syntax.ts";
import { foldersIn } from "./source/resolve.ts";
import { unitsAsKeepers } from "./units/states.ts";
import { fileOf, isMade, readUnit, stackIn, type Unit, unitIn } from "./units/unit.ts";

/**
 * The units among some files, and those of stacks. A file of that name which has no module, neither of its own nor by what it
 * includes, is there to be included; what a stack makes its units of is deployed by the stack.
 */
export function findUnits(files: readonly string[], fs: FileSystem): Discovered {
  const found: Found = { roots: [], leftOut: [], deploys: [], unread: [] };
  const made = madeUnits(files, fs, found);
  const folders = [...new Set(files.filter((path) => !path.endsWith(STACK_FILE)).map(folderOf))];
  const lying = folders
    .filter((folder) => !made.sources.has(folder) && !isMade(folder))
    .sort(compareText)
    .flatMap((folder) => unitIn(folder, fs, BARE_SHELL) ?? []);
  const parents = new Set<string>();
  const seen: Seen[] = [];
  for (const unit of [...lying, ...made.units]) {
    const { configuration } = readUnit(unit, BARE_SHELL, notAsked);
    if (!configuration) continue;
    for (const { configuration: parent } of configuration.includes)
      if (parent) parents.add(parent.position.path);
    seen.push(seenOf(unit, configuration));
  }
  for (const each of seen) sort(each, parents.has(each.unit.file), found);
  const { roots, leftOut, deploys, unread } = found;
  rememberToolRoots(unitsAsKeepers(roots, fs), fs);
  return { roots, diagnostics: [], leftOut, deploys, unread };
}

interface Found {
  roots: Root[];
  leftOut: LeftOut[];
  deploys: DeployedFolder[];
  unread: UnreadCode[];
}

function notAsked(): string {
  return "nothing is asked of other units to find them";
}

/** The units of stacks, and the folders that they are made of. */
function madeUnits(
  files: readonly string[],
  fs: FileSystem,
  found: Found,
): { units: Unit[]; sources: ReadonlySet<string> } {
  const folders = files.filter((path) => path.endsWith(STACK_FILE) && !isMade(path)).map(folderOf);
  const stacks = [...new Set(folders)].map((folder) => ({ folder, ...stackIn(folder, fs, BARE_SHELL) }));
  const within = new Set(stacks.flatMap((stack) => stack.stacks));
  const units: Unit[] = [];
  const sources = new Set<string>(within);
  for (const stack of stacks) {
    for (const { source } of stack.units) sources.add(source);
    if (within.has(stack.folder)) continue;
    found.unread.push(...stack.unread);
    for (const { folder } of stack.units) {
      const unit = unitIn(folder, fs, BARE_SHELL);
      if (unit) units.push(unit);
    }
  }
  return { units, sources };
}

/** What is to be known of a file to tell what it is: all else that it says is forgotten again. */
interface Seen {
  unit: Unit;
  hasSource: boolean;
  /** The folders that its source may lead to. */
  folders: readonly string[];
  /** Why it is deployed by nobody. */
  because: string | undefined;
}

function seenOf(unit: Unit, configuration: Configuration): Seen {
  const { folder, fs } = unit;
  const source = sourceOf(configuration);
  const place = { folder, fs, holds: "module", adapters: [] } as const;
  const because =
    exclusionOf(configuration) ??
    (unit.madeBy || hasValues(folder, fs) || !takesValues(configuration)
      ? undefined
      : "it takes values that only a stack gives, and no stack here makes a unit of it");
  return {
    unit,
    hasSource: source !== undefined,
    folders: source ? foldersIn(source.value, place) : [],
    because,
  };
}

/** Whether a file is a unit, is left out, or is there to be included. */
function sort({ unit, hasSource, folders, because }: Seen, isParent: boolean, found: Found): void {
  const { folder, fs } = unit;
  const hasCode = fs.list(folder).some(isConfigurationFile);
  if (!hasSource && !hasCode) return;
  // A parent may say a source for all that include it, which for itself leads nowhere.
  if (isParent && folders.length === 0 && !hasCode) return;
  const by = fileOf(unit);
  for (const each of [...folders, folder]) found.deploys.push({ folder: each, by });
  if (because === undefined) found.roots.push({ format: "terragrunt", path: folder });
  else found.leftOut.push({ path: folder, because });
}

function hasValues(folder: string, fs: FileSystem): boolean {
  return fs.exists(inFolder(folder, VALUES_FILE));
}

/** Whether a file refers to values of a stack where it could not do without them. */
function takesValues({ body }: Configuration): boolean {
  const attributes = [
    ...body.attributes.values(),
    ...body.blocks.flatMap(({ body: { attributes: inner } }) => [...inner.values()]),
  ];
  return attributes.some(({ value }) => needsValues(value));
}

function needsValues(whole: Expression): boolean {
  const optional = new Set<Expression>();
  for (const expression of expressionsBelow(whole)) {
    if (expression.kind === "call" && (expression.name === "try" || expression.name === "can"))
      for (const argument of expression.arguments)
        for (const each of expressionsBelow(argument)) optional.add(each);
    if (expression.kind === "variable" && expression.name === "values" && !optional.has(expression))
      return true;
  }
  return false;
}
