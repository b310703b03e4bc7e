import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { nearest } from "../../source/nearest.ts";
import type { SourceFile } from "../../source/source-file.ts";
import {
  childOf,
  isNull,
  locationOf,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from "../../source/yaml/tree.ts";
import type { PolicyProblem } from "../problem.ts";
import { folderOf, joinPath } from "./paths.ts";
import { readDocument } from "./read.ts";

/** Reads a policy file by its path relative to the checkout; it may lead out of it with `..`. */
export type ReadFile = (path: string) => SourceFile | undefined;

/** A policy file with all that it extends. */
export interface PolicyFiles {
  /** The presets that they name, in the order in which they are joined. */
  presets: readonly string[];
  /** Where each of them is named. */
  presetsAt: readonly SourceLocation[];
  /** What the files say, in the order in which they are joined. */
  layers: readonly YamlMapping[];
  /** Every file that took part by its path. */
  sources: ReadonlyMap<string, SourceFile>;
}

/** Chains of files beyond this are a mistake. */
const MAX_FILES = 100;

/** Reads a policy file and all that it extends. Undefined: a problem says why. @param presets the names of those that there are */
export function readFiles(
  path: string,
  readFile: ReadFile,
  presets: readonly string[],
  problems: PolicyProblem[],
): PolicyFiles | undefined {
  const file = readFile(path);
  if (!file) {
    const message = `The policy file ${path} does not exist or can't be read.`;
    problems.push({ severity: "error", message, at: startOfFile(path) });
    return undefined;
  }
  const chain = new Chain(readFile, presets, problems);
  chain.add(file, []);
  return chain;
}

/** Walks `extends` depth first: what a file extends lies below the file itself. */
class Chain implements PolicyFiles {
  readonly presets: string[] = [];
  readonly presetsAt: SourceLocation[] = [];
  readonly layers: YamlMapping[] = [];
  readonly sources = new Map<string, SourceFile>();
  readonly #readFile: ReadFile;
  readonly #known: readonly string[];
  readonly #problems: PolicyProblem[];

  constructor(readFile: ReadFile, known: readonly string[], problems: PolicyProblem[]) {
    this.#readFile = readFile;
    this.#known = known;
    this.#problems = problems;
  }

  /** @param open the files whose `extends` led here, outermost first */
  add(file: SourceFile, open: readonly string[]): void {
    this.sources.set(file.path, file);
    const document = readDocument(file, this.#problems);
    if (!document) return;
    for (const name of this.#namesIn(document)) this.#extend(name, file.path, [...open, file.path]);
    this.layers.push(withoutExtends(document));
  }

  #namesIn(document: YamlMapping): YamlScalar[] {
    const node = childOf(document, "extends");
    if (!node || isNull(node)) return [];
    const items: YamlNode[] = node.kind === "sequence" ? node.items : [node];
    return items.filter((item): item is YamlScalar => {
      if (item.kind === "scalar" && typeof item.value === "string" && item.text !== "") return true;
      const message = "extends must be the name of a preset, the path of a file, or a list of them.";
      const hint = `Presets are ${this.#known.join(", ")}.`;
      this.#problems.push({ severity: "error", message, hint, at: locationOf(item) });
      return false;
    });
  }

  #extend(name: YamlScalar, from: string, open: readonly string[]): void {
    if (this.#known.includes(name.text)) {
      this.presets.push(name.text);
      this.presetsAt.push(locationOf(name));
    } else if (isAddress(name.text)) {
      this.#refuse(
        name,
        "extends names files, not addresses.",
        "Check the other repository out next to this one and name its file.",
      );
    } else if (name.text.startsWith("/")) {
      const hint = "Write it relative to this file, such as ./central/policy.yml.";
      this.#refuse(name, "extends takes no absolute path.", hint);
    } else if (looksLikePath(name.text)) this.#extendFile(name, joinPath(folderOf(from), name.text), open);
    else this.#refuse(name, `There is no preset "${name.text}".`, presetHint(name.text, this.#known));
  }

  #extendFile(name: YamlScalar, path: string, open: readonly string[]): void {
    if (open.includes(path)) {
      const circle = [...open.slice(open.indexOf(path)), path].join(" → ");
      this.#refuse(name, `The policy extends itself: ${circle}.`, "Take one of them out of extends.");
    } else if (this.sources.has(path)) {
      // A file that two others share counts once, where it is first said: its waivers must not be there twice.
    } else if (this.sources.size >= MAX_FILES) {
      this.#refuse(
        name,
        `A policy extends at most ${MAX_FILES} files; the rest is not read.`,
        "Join some of them.",
      );
    } else {
      const file = this.#readFile(path);
      if (file) this.add(file, open);
      else
        this.#refuse(
          name,
          `There is no file ${path}, or it can't be read.`,
          "A path is relative to the file that says it.",
        );
    }
  }

  #refuse(name: YamlScalar, message: string, hint: string): void {
    this.#problems.push({ severity: "error", message, hint, at: locationOf(name) });
  }
}

/** `https://…`, `git::…`, `git@example.com:…`; a drive letter is none. */
function isAddress(name: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:|[\w.-]+@[\w.-]+:)/i.test(name);
}

function looksLikePath(name: string): boolean {
  return name.includes("/") || name.includes(".");
}

function presetHint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `${meant ? `Did you mean ${meant}? ` : ""}Presets are ${known.join(", ")}; a file is a path such as ./${name}.yml.`;
}

function withoutExtends(document: YamlMapping): YamlMapping {
  const entries = document.entries.filter((entry) => entry.key !== "extends");
  return { ...document, entries };
}
