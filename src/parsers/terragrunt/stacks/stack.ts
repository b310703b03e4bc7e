import type { FileSystem, UnreadCode } from "../../../parser.ts";
import { inFolder, resolvePath } from "../../../source/paths.ts";
import { locationOf } from "../../terraform/evaluate/origin.ts";
import { Overlay } from "../../terraform/modules/overlay.ts";
import type { Block } from "../../terraform/syntax/ast.ts";
import { lazy, object, str } from "../../terraform/values/construct.ts";
import { asData } from "../../terraform/values/data.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import { EvaluatedConfiguration } from "../configuration/configuration.ts";
import type { Configuration, Position } from "../configuration/contract.ts";
import { localsOf } from "../configuration/locals.ts";
import { absolutePath } from "../configuration/paths.ts";
import { type MadeBy, type Shell, UnitReading } from "../configuration/reading.ts";
import { blocksOf, labelOf, parseConfiguration, STACK_FILE, STACK_FOLDER } from "../configuration/syntax.ts";
import { resolved } from "../source/resolve.ts";

/** A unit that a stack makes of a folder of units. */
export interface StackUnit {
  /** Where Terragrunt puts it. */
  folder: string;
  /** The checkout with it. */
  fs: FileSystem;
  madeBy: MadeBy;
  /** The folder that it is made of. */
  source: string;
  /** The file of the stack. */
  by: string;
}

/** What a stack makes. */
export interface Stack {
  units: StackUnit[];
  /** The folders of the stacks that it makes others of. */
  stacks: string[];
  unread: UnreadCode[];
}

/** Stacks within stacks, and units in all of them. */
const MAX_DEPTH = 6;
const MAX_UNITS = 10_000;
const MAX_STACKS = 1_000;

/** The units of the stack in a folder, with those of the stacks in it. */
export function readStack(folder: string, fs: FileSystem, shell: Shell): Stack {
  const stack: Stack = { units: [], stacks: [], unread: [] };
  collect({ folder, fs, shell, values: undefined, around: [] }, stack);
  return stack;
}

interface Site {
  folder: string;
  fs: FileSystem;
  shell: Shell;
  values: TfValue | undefined;
  /** The files of the stacks that it is in. */
  around: readonly string[];
}

function collect(site: Site, stack: Stack): void {
  const configuration = configurationOf(site);
  if (!configuration) return;
  for (const type of ["unit", "stack"] as const) {
    for (const block of blocksOf(configuration.body, type)) {
      if (isFull(stack, site)) {
        stack.unread.push(unreadBlock(configuration, block, "there are too many units in it", ""));
        return;
      }
      add(type, block, configuration, site, stack);
    }
  }
}

/** Stacks that are made of themselves would never end. */
function isFull({ units, stacks }: Stack, { around }: Site): boolean {
  return units.length >= MAX_UNITS || stacks.length >= MAX_STACKS || around.length >= MAX_DEPTH;
}

function add(
  type: "unit" | "stack",
  block: Block,
  configuration: Configuration,
  site: Site,
  stack: Stack,
): void {
  const read = (name: string) => valueOf(configuration, block, name);
  const enabled = read("enabled");
  if (enabled?.kind === "bool" && !enabled.value) return;
  if (blocksOf(block.body, "expansion").length > 0) {
    stack.unread.push(
      unreadBlock(configuration, block, "it is expanded by an expansion block, which is an experiment", ""),
    );
    return;
  }
  const folder = generatedFolder(block, configuration, site.folder);
  const source = read("source");
  const place = { folder: site.folder, fs: site.fs, holds: type, adapters: [] };
  const found = source && resolved(source, place);
  if (folder === undefined || found?.kind !== "folder") {
    const because = found?.kind === "unread" ? found.because : "where it is put isn't known";
    stack.unread.push(unreadBlock(configuration, block, because, found?.kind === "unread" ? found.what : ""));
    return;
  }
  const fs = new Overlay(site.fs, folder, { copies: [found.folder], written: new Map() });
  const given = read("values");
  const values = given && given.kind !== "null" ? asData(given) : undefined;
  if (type === "stack") {
    stack.stacks.push(found.folder);
    const around = [...site.around, configuration.body.file.path];
    const inner = fs.read(inFolder(folder, STACK_FILE))?.path;
    if (inner !== undefined && around.includes(inner))
      stack.unread.push(unreadBlock(configuration, block, "it is made of itself", ""));
    else collect({ ...site, folder, fs, values, around }, stack);
    return;
  }
  const over: MadeBy["over"] = (reading) =>
    blocksOf(block.body, "autoinclude").map(
      (each) =>
        new EvaluatedConfiguration(reading, configuration.position, each.body, namesOf(configuration, site)),
    );
  stack.units.push({
    folder,
    fs,
    madeBy: { folder, values, over },
    source: found.folder,
    by: configuration.position.path,
  });
}

function configurationOf(site: Site): Configuration | undefined {
  const path = inFolder(site.folder, STACK_FILE);
  const file = site.fs.read(path);
  if (!file) return undefined;
  const madeBy = { folder: site.folder, values: site.values, over: () => [] };
  const reading = new UnitReading(site.fs, site.shell, () => "a stack has no outputs yet", madeBy);
  reading.files.add(file.path);
  const position: Position = { path, unit: path, original: path };
  const names = new Map<string, TfValue>();
  const configuration = new EvaluatedConfiguration(reading, position, parseConfiguration(file).body, names);
  for (const type of ["unit", "stack"]) names.set(type, pathsIn(configuration, type, site.folder));
  return configuration;
}

/** What the expressions of a stack can use, for what stands in its blocks and is of the unit. */
function namesOf(configuration: Configuration, { folder, values }: Site): Map<string, TfValue> {
  return new Map([
    ["local", localsOf(configuration)],
    ["unit", pathsIn(configuration, "unit", folder)],
    ["stack", pathsIn(configuration, "stack", folder)],
    ...(values ? [["values", values] as const] : []),
  ]);
}

/** Where the units or stacks are put, by their labels. */
function pathsIn(configuration: Configuration, type: string, folder: string): TfValue {
  return lazy(type, (label) => {
    const block = byLabel(configuration, type).get(label);
    const path = block && generatedFolder(block, configuration, folder);
    if (path === undefined) throw new EvaluationError(`there is no ${type} "${label}"`);
    return object([
      ["name", str(label)],
      ["path", str(absolutePath(path))],
    ]);
  });
}

const labelled = new WeakMap<Configuration, Map<string, ReadonlyMap<string, Block>>>();

function byLabel(configuration: Configuration, type: string): ReadonlyMap<string, Block> {
  const known = labelled.get(configuration) ?? new Map<string, ReadonlyMap<string, Block>>();
  labelled.set(configuration, known);
  const blocks =
    known.get(type) ?? new Map(blocksOf(configuration.body, type).map((each) => [labelOf(each), each]));
  known.set(type, blocks);
  return blocks;
}

function generatedFolder(block: Block, configuration: Configuration, folder: string): string | undefined {
  const path = valueOf(configuration, block, "path");
  const plain = valueOf(configuration, block, "no_dot_terragrunt_stack");
  const isPlain = plain?.kind === "bool" && plain.value;
  if (path?.kind !== "string" || path.value.startsWith("/")) return undefined;
  const below = isPlain ? folder : inFolder(folder, STACK_FOLDER);
  const generated = resolvePath(below, path.value);
  return generated?.startsWith(below === "." ? "" : `${below}/`) ? generated : undefined;
}

function valueOf(configuration: Configuration, block: Block, name: string): TfValue | undefined {
  const written = block.body.attributes.get(name);
  return written && configuration.value(`${block.type}.${labelOf(block)}.${name}`, written.value);
}

function unreadBlock({ position }: Configuration, block: Block, because: string, what: string): UnreadCode {
  const address = `${block.type}.${labelOf(block)}`;
  return {
    kind: "module",
    what: what === "" || what === "its source" ? `${address} of ${position.path}` : what,
    address,
    because,
    hint: "Bring what it is made of into the checkout, or leave it out: exclude in the policy.",
    at: locationOf(block.header),
    mayHoldFunctions: /lambda|function/i.test(`${address} ${what}`),
  };
}
