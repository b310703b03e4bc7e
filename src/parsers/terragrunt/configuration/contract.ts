import type { FileSystem, UnreadCode } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { Budget } from "../../terraform/evaluate/budget.ts";
import type { Scope } from "../../terraform/evaluate/scope.ts";
import type { Block, Body, Expression, Span } from "../../terraform/syntax/ast.ts";
import type { TfValue } from "../../terraform/values/value.ts";

/** Where a file stands while it is evaluated. */
export interface Position {
  /** The file. */
  path: string;
  /** The file that it is evaluated for: itself, or the one that includes it. */
  unit: string;
  /** The unit's file that all began with. */
  original: string;
  /** The file that includes it; then it includes none. */
  child?: Configuration;
}

/** How an included file is merged. */
export type MergeStrategy = "shallow" | "deep" | "no_merge";

/** A file that another one includes. */
export interface Include {
  label: string;
  block: Block;
  strategy: MergeStrategy;
  /** Whether the file that includes it may refer to it. */
  isExposed: boolean;
  /** Undefined: it isn't here. */
  configuration: Configuration | undefined;
}

/** One of the files that make a unit, the strongest first. */
export interface Layer {
  configuration: Configuration;
  strategy: MergeStrategy;
}

/** A file of Terragrunt's, whose values are computed when they are asked for. */
export interface Configuration {
  readonly reading: Reading;
  readonly position: Position;
  readonly body: Body;
  readonly scope: Scope;
  readonly includes: readonly Include[];
  /** The file itself, and what is merged into it. */
  readonly layers: readonly Layer[];
  /** Computes something once; see Memo. */
  computed(key: string, place: Span, compute: () => TfValue): TfValue;
  /** What an expression comes to, and what would be rejected as unknown. @param key unique in this file */
  value(key: string, expression: Expression): TfValue;
}

/** What the files of one unit have in common while they are evaluated. */
export interface Reading {
  readonly fs: FileSystem;
  readonly budget: Budget;
  /** The environment of the policy, for hints. */
  readonly environment: string;
  /** The files that were read. */
  readonly files: Set<string>;
  /** What belongs to the unit and isn't here. */
  readonly unread: UnreadCode[];
  /** Broken texts among the files. */
  readonly problems: Map<string, { message: string; at: SourceLocation }[]>;
  /** A variable of the shell; undefined where the policy doesn't give it. */
  shell(name: string): TfValue | undefined;
  /** The file at a position; undefined where there is none. */
  at(position: Position): Configuration | undefined;
  /** What a stack gives to the unit in a folder; undefined where none does. */
  values(folder: string): TfValue | undefined;
  /** The outputs of another unit; or why there are none. */
  outputs(folder: string): UnitOutputs | string;
}

/** What the code of a unit says of its outputs. */
export interface UnitOutputs {
  names: readonly string[];
  value(name: string): TfValue;
  inputs: TfValue;
}
