import type { YamlMapping } from "../../source/yaml/tree.ts";
import type { PolicyRule } from "../preset.ts";
import type { PolicyProblem } from "../problem.ts";
import type { PolicyData } from "../shape/schema.ts";

/** A policy whose shape is right, to be held against itself. */
export interface MeaningContext {
  data: PolicyData;
  tree: YamlMapping;
  rules: readonly PolicyRule[];
  /** ISO date. */
  today: string;
  problems: PolicyProblem[];
}

/** Finds what has the right shape and makes no sense: names that don't exist, dates that have passed, limits that contradict each other. */
export function checkMeaning(_context: MeaningContext): void {}
