import type { Diagnostic } from "../../finding.ts";
import type { EnvironmentInputs, FileSystem, Parsed, Reached, UnreadCode } from "../../parser.ts";
import { startOfFile } from "../../source/location.ts";
import { nothingRead } from "../terraform/nothing-read.ts";
import { readRootModule } from "../terraform/root-module.ts";
import type { Reading } from "./configuration/contract.ts";
import { exclusionOf } from "./configuration/settings.ts";
import { deploy, originsOf } from "./units/deploy.ts";
import { outputsIn } from "./units/outputs.ts";
import { fileOf, readUnit, type Unit, unitIn } from "./units/unit.ts";

/** Reads the unit in a folder for an environment: its module, with all that Terragrunt gives to it. */
export function readUnitIn(folder: string, inputs: EnvironmentInputs, fs: FileSystem): Parsed {
  const unit = unitIn(folder, fs, inputs);
  const read = unit && readUnit(unit, inputs, (each) => outputsIn(each, inputs, fs, [folder]));
  const at = startOfFile(folder);
  if (!unit || !read?.configuration) return nothingRead(`there is no unit in ${folder}`, at);
  const { reading, configuration } = read;
  const excluded = exclusionOf(configuration);
  if (excluded !== undefined && isExcludedBefore(folder, inputs, fs)) {
    const message = `${folder} is not deployed to ${inputs.environment}: ${excluded}.`;
    return {
      ...nothingRead(excluded, at),
      reached: [reachedUnit(unit, reading, [])],
      diagnostics: [{ severity: "note", message, at: startOfFile(fileOf(unit)) }],
    };
  }
  const deployed = deploy(unit, configuration, inputs);
  const problems = () => problemsIn(reading);
  if ("because" in deployed)
    return {
      ...nothingRead(deployed.because, at),
      unread: [...reading.unread, deployed],
      reached: [reachedUnit(unit, reading, [])],
      diagnostics: problems(),
    };
  const parsed = readRootModule(deployed.folder, inputs, deployed.fs, deployed.runBy);
  const { note } = deployed;
  const said: Diagnostic[] = note
    ? [{ severity: "note", message: `${folder}: ${note.text}.`, at: note.at }]
    : [];
  return {
    ...parsed,
    diagnostics: [...problems(), ...said, ...parsed.diagnostics],
    unread: [...reading.unread, ...deployed.unread, ...(parsed.unread ?? [])].map(withUnit(folder)),
    reached: reachedBy(unit, reading, parsed.reached ?? [], deployed),
    taken: originsOf(parsed.taken ?? [], deployed.fs),
  };
}

/** No change takes a unit out by words that only its environment makes true. */
function isExcludedBefore(folder: string, inputs: EnvironmentInputs, { base }: FileSystem): boolean {
  const unit = base && unitIn(folder, base, inputs);
  if (!unit) return true;
  const { configuration } = readUnit(unit, inputs, () => "the base is not asked");
  return !configuration || exclusionOf(configuration) !== undefined;
}

/** A module that is a root has no address: its unit tells which one it is. */
function withUnit(folder: string): (code: UnreadCode) => UnreadCode {
  return (code) => (code.address === "" ? { ...code, address: folder } : code);
}

function reachedBy(
  unit: Unit,
  reading: Reading,
  modules: readonly Reached[],
  { folder, fs }: { folder: string; fs: FileSystem },
): Reached[] {
  const own: string[] = [];
  const reached = modules.flatMap((each): Reached[] => {
    const files = originsOf(each.files, fs).filter((path) => fs.exists(path));
    if (each.what !== folder || folder !== unit.folder)
      return [{ ...each, kind: each.kind === "root" ? "module" : each.kind, files }];
    own.push(...files);
    return [];
  });
  return [reachedUnit(unit, reading, own, modules), ...reached];
}

function reachedUnit(
  unit: Unit,
  { files }: Reading,
  own: readonly string[],
  modules: readonly Reached[] = [],
): Reached {
  const isOfLambda = own.length > 0 && modules.some(({ kind, isOfLambda: is }) => kind === "root" && is);
  return { kind: "root", what: unit.folder, files: [...new Set([...files, ...own])], isOfLambda };
}

function problemsIn({ problems, budget }: Reading): Diagnostic[] {
  const broken = [...problems.values()].flat();
  return [
    ...broken.map(({ message, at }): Diagnostic => ({ severity: "error", message, at })),
    ...budget.diagnostics,
  ];
}
