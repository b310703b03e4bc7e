import type { SourceLocation } from "../source/location.ts";
import type { SourceFile } from "../source/source-file.ts";
import type { YamlMapping } from "../source/yaml/tree.ts";
import { type Path, placeOf } from "./document/place.ts";
import { nameGlobProblem, pathGlobProblem } from "./patterns/glob.ts";
import type { PolicyProblem } from "./problem.ts";
import type { PolicyRule } from "./rules/preset.ts";

/** Reads a module's description. The policy does not know Terraform's language; whoever loads it may. */
export type CheckTerraform = (file: SourceFile) => readonly { message: string; at: SourceLocation }[];

/** What is known about a policy, as far as its shape is right. */
export interface CheckContext<Data> {
  /** Without what is wrong. */
  data: Data;
  tree: YamlMapping;
  /** With what is wrong: a name may be known whatever else is wrong with what it names. */
  written: YamlMapping;
  /** The keys at the top that are wrong, or may be: problems say why. */
  wrong: ReadonlySet<string>;
  /** The path of the policy file itself. */
  file: string;
  rules: readonly PolicyRule[];
  /** ISO date. */
  today: string;
  checkTerraform?: CheckTerraform | undefined;
}

/** A policy that is held against itself, and what comes of it. */
export class SemanticChecks<Data> {
  readonly problems: PolicyProblem[] = [];
  readonly context: CheckContext<Data>;

  constructor(context: CheckContext<Data>) {
    this.context = context;
  }

  /** The location of a path of the policy. */
  at(path: Path): SourceLocation {
    return placeOf(this.context.tree, path);
  }

  error(message: string, path: Path, hint?: string): void {
    this.#add("error", message, path, hint);
  }

  warning(message: string, path: Path, hint?: string): void {
    this.#add("warning", message, path, hint);
  }

  /** Reports what is wrong with a glob of names. */
  requireNameGlob(pattern: string, path: Path): void {
    const wrong = nameGlobProblem(pattern);
    if (wrong) this.error(`The pattern "${pattern}" ${wrong}.`, path);
  }

  /** Reports what is wrong with a glob of paths. */
  requirePathGlob(pattern: string, path: Path): void {
    const wrong = pathGlobProblem(pattern);
    if (wrong) this.error(`The pattern "${pattern}" ${wrong}.`, path);
  }

  #add(severity: "error" | "warning", message: string, path: Path, hint: string | undefined): void {
    this.problems.push({ severity, message, ...(hint ? { hint } : {}), at: this.at(path) });
  }
}
