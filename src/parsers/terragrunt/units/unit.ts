import type { FileSystem } from "../../../parser.ts";
import { PerCheckout } from "../../../per-checkout.ts";
import { folderOf, inFolder } from "../../../source/paths.ts";
import type { Configuration, UnitOutputs } from "../configuration/contract.ts";
import { foldersAbove } from "../configuration/paths.ts";
import { type MadeBy, type Shell, UnitReading } from "../configuration/reading.ts";
import { STACK_FILE, STACK_FOLDER, unitFileIn } from "../configuration/syntax.ts";
import { readStack, type Stack, type StackUnit } from "../stacks/stack.ts";

/** A unit, wherever it comes from. */
export interface Unit {
  folder: string;
  /** The checkout with what a stack makes of it. */
  fs: FileSystem;
  /** Its own file. */
  file: string;
  madeBy?: MadeBy;
}

/** The unit in a folder: one that lies there, or one that a stack puts there. */
export function unitIn(folder: string, fs: FileSystem, shell: Shell): Unit | undefined {
  const made = inStack(folder, fs, shell);
  if (made) {
    const file = unitFileIn(folder, made.fs);
    return file === undefined ? undefined : { folder, fs: made.fs, file, madeBy: made.madeBy };
  }
  const file = unitFileIn(folder, fs);
  return file === undefined ? undefined : { folder, fs, file };
}

function inStack(folder: string, fs: FileSystem, shell: Shell): StackUnit | undefined {
  for (const each of folder === "." ? [] : stacksFrom(folderOf(folder), fs)) {
    const unit = stackWithUnits(each, fs, shell).byFolder.get(folder);
    if (unit) return unit;
  }
  return undefined;
}

/** The folders of stacks by a folder that they are in or above: all units of a folder look for the same. */
const stackFolders = new PerCheckout<string, readonly string[]>();

function stacksFrom(folder: string, fs: FileSystem): readonly string[] {
  return stackFolders.get(fs, folder, () =>
    [folder, ...foldersAbove(folder)].filter((each) => fs.exists(inFolder(each, STACK_FILE))),
  );
}

/** Stacks make many units, and are read once for each shell. */
interface KnownStack {
  stack: Stack;
  byFolder: ReadonlyMap<string, StackUnit>;
}

const known = new PerCheckout<string, KnownStack>({ isLazy: true });

/** The stack in a folder. */
export function stackIn(folder: string, fs: FileSystem, shell: Shell): Stack {
  return stackWithUnits(folder, fs, shell).stack;
}

function stackWithUnits(folder: string, fs: FileSystem, shell: Shell): KnownStack {
  return known.get(fs, `${folder}\n${shellKey(shell)}`, () => {
    const stack = readStack(folder, fs, shell);
    return { stack, byFolder: new Map(stack.units.map((unit) => [unit.folder, unit])) };
  });
}

const keys = new WeakMap<Shell["terragrunt"], string>();

/** The same for shells that say the same. */
export function shellKey({ environment, terragrunt }: Shell): string {
  const already = keys.get(terragrunt);
  const key = already ?? JSON.stringify(terragrunt);
  if (already === undefined) keys.set(terragrunt, key);
  return `${environment}\n${key}`;
}

/** Whether a folder is one that a stack makes: what may lie there on disk was made before. */
export function isMade(folder: string): boolean {
  return folder.split("/").includes(STACK_FOLDER);
}

/** The unit's own file, evaluated. */
export function readUnit(
  { fs, file, madeBy }: Unit,
  shell: Shell,
  outputs: (folder: string) => UnitOutputs | string,
): { reading: UnitReading; configuration: Configuration | undefined } {
  const reading = new UnitReading(fs, shell, outputs, madeBy);
  return { reading, configuration: reading.unit(file) };
}

/** The file that a unit is told by: its own, or that of the stack that makes it. */
export function fileOf({ fs, file }: Unit): string {
  return fs.read(file)?.path ?? inFolder(folderOf(file), "terragrunt.hcl");
}
