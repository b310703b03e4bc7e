import type { z } from "zod/mini";
import type { FileSystem } from "../parser.ts";
import type { YamlMapping, YamlNode } from "../source/yaml/tree.ts";
import type { SemanticChecks } from "./checks.ts";
import type { Joining } from "./document/merge.ts";
import type { Path } from "./document/place.ts";
import type { Enforcement } from "./enforcement.ts";
import type { PolicyPart } from "./part.ts";
import type { PolicyRule } from "./rules/preset.ts";

/** The schemas of some keys of a policy file. Each may be left out. */
export type SectionKeys = Readonly<Record<string, z.ZodMiniType>>;
/** What a policy file says under some keys. */
export type DataOf<Keys extends SectionKeys> = z.output<z.ZodMiniObject<Keys>>;

/** What the schemas of a policy depend on. */
export interface SchemaContext {
  rules: readonly PolicyRule[];
  /** Whether other rules may be named too. */
  open: boolean;
}

/** A policy whose shape and meaning are right. */
export interface CompileContext<Data> {
  data: Data;
  /** The policy file with all that it extends. */
  tree: YamlMapping;
  /** The path of the policy file itself. */
  file: string;
  rules: readonly PolicyRule[];
  /** The checkout. */
  fs: Pick<FileSystem, "exists" | "base">;
  /** ISO date. */
  today: string;
}

/**
 * A section of the policy file: some keys that are about one noun.
 * @typeParam Data what its checks and what it compiles read: its own keys, and those of `reads`
 */
export interface PolicySection<Keys extends SectionKeys, Data = DataOf<Keys>> {
  /** The schemas of its keys, in the order in which they are listed. */
  keys(context: SchemaContext): Keys;
  /** Finds what has the right shape and makes no sense. */
  checks?: readonly SectionCheck<Data>[];
  /** What the run uses. */
  compile?(context: CompileContext<Data>): PolicyPart;
  joining?: Joining;
  /** Finds where files that extend one that enforces something loosen it. */
  loosened?(enforcement: Enforcement<Data>): void;
  /** Removes from the value of a key what is empty, such as names without a value. */
  withoutEmpty?: Readonly<Record<string, (value: unknown) => unknown>>;
  hints?: SectionHints;
  editor?: EditorSchema;
}

/** A check, and the keys that it reads: where the shape of one is wrong, what the check says would be wrong too. */
export interface SectionCheck<Data> {
  reads: readonly (keyof Data & string)[];
  check(checks: SemanticChecks<Data>): void;
}

/** What to write instead of what is wrong, in addition to what holds for every key. The paths are of the whole policy. */
export interface SectionHints {
  key?(key: string, path: Path): string | undefined;
  value?(node: YamlNode, path: Path): string | undefined;
  /** @param known the keys that there are */
  unknownKey?(
    key: string,
    path: Path,
    known: readonly string[],
  ): { message: string; hint: string } | undefined;
}

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What the JSON schema for editors has otherwise than zod makes it. */
export interface EditorSchema {
  /** The schemas of keys, changed. */
  change?: Readonly<Record<string, (schema: JsonSchema) => JsonSchema>>;
  /** Keys whose schema is a definition, because others refer to it. */
  definitions?: Readonly<Record<string, (schema: JsonSchema) => JsonSchema>>;
  /** What holds besides where a policy has no plug-ins. @param rule the schema of a rule's id */
  withoutPlugins?(rule: JsonSchema): Readonly<Record<string, unknown>>;
}
