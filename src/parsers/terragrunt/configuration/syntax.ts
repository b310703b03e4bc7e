import type { FileSystem } from "../../../parser.ts";
import { inFolder } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import type { Block, Body } from "../../terraform/syntax/ast.ts";
import { type JsonBlocks, parseHclJson } from "../../terraform/syntax/json-bodies.ts";
import { type ParsedBody, parseHcl } from "../../terraform/syntax/parse.ts";

/** The name of a unit's file; where both are there, Terragrunt takes the first. */
const UNIT_FILES = ["terragrunt.hcl.json", "terragrunt.hcl"] as const;
export const STACK_FILE = "terragrunt.stack.hcl";
export const VALUES_FILE = "terragrunt.values.hcl";
/** Where Terragrunt puts the units of a stack, below the stack's folder. */
export const STACK_FOLDER = ".terragrunt-stack";

const JSON_BLOCKS: JsonBlocks = {
  outer: {
    ...{ include: 1, locals: 0, terraform: 0, remote_state: 0, dependency: 1, dependencies: 0, generate: 1 },
    ...{ feature: 1, exclude: 0, errors: 0, engine: 0, catalog: 0, unit: 1, stack: 1 },
  },
  inner: {
    extra_arguments: 1,
    before_hook: 1,
    after_hook: 1,
    error_hook: 1,
    retry: 1,
    ignore: 1,
    expansion: 0,
    autoinclude: 0,
  },
  bare: { include: "path" },
};

/** A parent is part of many units, and is parsed once. */
const alreadyParsed = new WeakMap<SourceFile, ParsedBody>();

/** Reads a file of Terragrunt's, in HCL or JSON. */
export function parseConfiguration(file: SourceFile): ParsedBody {
  const already = alreadyParsed.get(file);
  if (already) return already;
  const parsed = file.path.endsWith(".json") ? parseHclJson(file, JSON_BLOCKS) : parseHcl(file);
  alreadyParsed.set(file, parsed);
  return parsed;
}

/** The path of a folder's unit file; undefined where it has none. */
export function unitFileIn(folder: string, fs: FileSystem): string | undefined {
  const names = fs.list(folder);
  const name = UNIT_FILES.find((each) => names.includes(each));
  return name === undefined ? undefined : inFolder(folder, name);
}

/** The blocks of a type, in order. */
export function blocksOf({ blocks }: Body, type: string): Block[] {
  return blocks.filter((block) => block.type === type);
}

/** The first label of a block; empty where it has none. */
export function labelOf({ labels }: Block): string {
  return labels[0]?.value ?? "";
}
