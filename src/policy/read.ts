import type { SourceFile } from "../source/source-file.ts";
import type { YamlMapping } from "../source/yaml/tree.ts";
import { type PolicyFiles, type ReadFile, readFiles } from "./document/extend.ts";
import { mergeDocuments } from "./document/merge.ts";
import type { PolicyProblem } from "./problem.ts";
import type { PolicyRule } from "./rules/preset.ts";
import { PRESETS, presetDocument, recommended } from "./rules/presets.ts";
import { SECTIONS } from "./sections.ts";

/** A policy file with all that it extends, as one tree. */
export interface ExtendedDocument extends PolicyFiles {
  tree: YamlMapping;
}

/** Reads a policy file and all that it extends. Undefined: a problem says why. */
export function readExtended(
  path: string,
  readFile: ReadFile,
  rules: readonly PolicyRule[],
  problems: PolicyProblem[],
): ExtendedDocument | undefined {
  const files = readFiles(path, readFile, [...PRESETS.keys()], problems);
  if (!files) return undefined;
  const { presets, presetsAt, layers, sources } = files;
  // A preset names every rule, so the last one leaves nothing of those before it.
  const preset = PRESETS.get(presets.at(-1) ?? "") ?? recommended;
  const joining = SECTIONS.flatMap((section) => section.joining ?? []);
  return {
    presets,
    presetsAt,
    layers,
    sources,
    tree: mergeDocuments([presetDocument(preset, rules), ...layers], joining),
  };
}

/** The files of a policy alone, by path: those that were read, however wrong they are. */
export function policyFiles(path: string, readFile: ReadFile): ReadonlyMap<string, SourceFile> {
  return filesOf(path, readFile)?.sources ?? new Map();
}

/** What the files of a policy say one by one. */
export function layersOf(path: string, readFile: ReadFile): readonly YamlMapping[] {
  return filesOf(path, readFile)?.layers ?? [];
}

function filesOf(path: string, readFile: ReadFile): PolicyFiles | undefined {
  return readFiles(path, readFile, [...PRESETS.keys()], []);
}
