import type { Entity } from "../../model/model.ts";
import type { FileSystem } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { folderOf } from "../../source/paths.ts";
import { childOf, entriesOf, itemsOf, stringValue, type YamlNode } from "../../source/yaml/tree.ts";
import { constructPath, logicalId } from "../cloudformation/cdk-functions.ts";
import { AppFiles } from "./app-files.ts";

/** What people call a construct, and where they wrote it. */
export interface Construct {
  /** `ShopProd/Pay`, without the last `Resource` that every level 2 construct has. */
  path: string;
  /** The same down to the resource. */
  resourcePath: string;
  /** The line of the app's own code that made it, when that file is in the checkout. */
  at: SourceLocation | undefined;
}

/** The constructs that resources come from, as templates and the CDK's metadata name them. */
export class Constructs {
  readonly #fs: FileSystem;
  readonly #appFiles: AppFiles;
  /** By construct path: its metadata. */
  readonly #entries = new Map<string, readonly YamlNode[]>();
  /** By logical id; null where a nested stack has the same one. */
  readonly #paths = new Map<string, string | null>();
  readonly #found = new Map<string, Construct>();

  /** @param assembly the top folder of the CDK's output: its app is in the folder above */
  constructor(metadata: readonly YamlNode[], assembly: string, fs: FileSystem) {
    this.#fs = fs;
    this.#appFiles = new AppFiles(folderOf(assembly), fs);
    for (const part of metadata) {
      for (const { key, value } of entriesOf(part)) {
        const path = key.replace(/^\//, "");
        const items = itemsOf(value);
        this.#entries.set(path, [...(this.#entries.get(path) ?? []), ...items]);
        for (const id of items.flatMap(logicalIdIn)) {
          const other = this.#paths.get(id);
          this.#paths.set(id, other === undefined || other === path ? path : null);
        }
      }
    }
  }

  /** The construct that made an entity. */
  of({ address, at }: Pick<Entity, "address" | "at">): Construct | undefined {
    const id = logicalId(address);
    const path = constructPath({ address, at }, this.#fs) ?? this.#paths.get(id);
    if (path === undefined || path === null) return undefined;
    const construct = this.#found.get(path) ?? {
      resourcePath: path,
      path: path.replace(/\/Resource$/, ""),
      at: this.#appFiles.firstIn((this.#entries.get(path) ?? []).flatMap(framesIn)),
    };
    this.#found.set(path, construct);
    return construct;
  }
}

function logicalIdIn(entry: YamlNode): string[] {
  return stringValue(childOf(entry, "type")) === "aws:cdk:logicalId"
    ? [stringValue(childOf(entry, "data")) ?? []].flat()
    : [];
}

/** The frames of an entry: its own `trace`, or, since the CDK's schema 50, the data of a `creationStack`. */
function framesIn(entry: YamlNode): string[] {
  const isStack = stringValue(childOf(entry, "type")) === "aws:cdk:creationStack";
  const frames = childOf(entry, "trace") ?? (isStack ? childOf(entry, "data") : undefined);
  return frames?.kind === "sequence" ? frames.items.flatMap((frame) => stringValue(frame) ?? []) : [];
}
