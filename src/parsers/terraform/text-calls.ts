import type { FileSystem } from "../../parser.ts";
import { PerCheckout } from "../../per-checkout.ts";
import { append } from "../../source/append.ts";
import { mayHideWordsIn } from "../../source/escapes.ts";
import type { SourceLocation } from "../../source/location.ts";
import { inFolder, resolvePath } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { isConfigurationFile } from "./modules/files.ts";
import { type ModuleSource, readModuleSource } from "./modules/module-source.ts";
import { treeOf } from "./modules/overlay.ts";

/** A module call as its text alone tells it. */
export interface TextCall {
  /** The names of the calls that lead to it, its own last. */
  path: readonly string[];
  /** As written. */
  written: string;
  source: ModuleSource;
  /** Its header. */
  at: SourceLocation;
}

/** A folder that surely declares nothing of Lambda itself, nor does any folder that it calls. */
export interface TextOnly {
  /** The calls of modules that aren't folders of the checkout. */
  calls: readonly TextCall[];
  /** The files of the folder and of those that it calls. */
  files: readonly string[];
  /** The folders that it calls. */
  folders: readonly string[];
}

/** Arguments that only a function takes. */
const FUNCTION_ARGUMENT = /concurren|\bhandler\b|\bruntime\b|function_name/i;
/**
 * What declares a function, a stack that may, or what scales one: types of resources can't be computed, as arguments can. A scaling
 * target says whose it is in an argument, and so does a resource of Cloud Control.
 */
const SPEAKS = /lambda|cloudformation|cloudcontrol|_serverless_|app(?:lication)?autoscaling/i;
const HEADER = /^[ \t\ufeff]*module\b(.*)$/gm;
const MAX_DEPTH = 32;

/** Whether a text surely declares nothing of Lambda by itself. */
export function saysNothingOfLambda(file: SourceFile): boolean {
  return !SPEAKS.test(file.text) && !file.computed(mayHideWordsIn);
}

const known = new PerCheckout<string, TextOnly | undefined>();

/**
 * What a folder calls, without parsing it: most roots of most repositories have nothing to do with Lambda. Undefined for a folder
 * that its text doesn't surely tell of: that one is to be evaluated.
 */
export function textOnly(folder: string, fs: FileSystem, depth = 0): TextOnly | undefined {
  const tree = treeOf(folder, fs);
  const tell = () => (depth < MAX_DEPTH ? read(folder, fs, depth) : undefined);
  // Modules that call each other in a circle are for the evaluation to tell.
  return known.get(tree, folder, tell, () => undefined);
}

function read(folder: string, fs: FileSystem, depth: number): TextOnly | undefined {
  const names = fs.list(folder);
  // What `terraform init` installed may declare anything, and JSON has no lines.
  if (names.includes(".terraform/")) return undefined;
  const calls: TextCall[] = [];
  const files: string[] = [];
  const folders: string[] = [];
  for (const name of names.filter(isConfigurationFile)) {
    const file = fs.read(inFolder(folder, name));
    if (!file) return undefined;
    files.push(file.path);
    const own = file.computed(saysNothingOfLambda) ? callsIn(file, name) : undefined;
    if (!own || (own.length > 0 && name.endsWith(".json"))) return undefined;
    for (const call of own) {
      if (call.source.kind === "remote") {
        calls.push(call);
        continue;
      }
      const called = resolvePath(folder, call.source.path);
      const below = called === undefined ? undefined : textOnly(called, fs, depth + 1);
      if (called === undefined || !below || below.files.length === 0) return undefined;
      append(
        calls,
        below.calls.map((each) => ({ ...each, path: [...call.path, ...each.path] })),
      );
      append(files, below.files);
      folders.push(called, ...below.folders);
    }
  }
  return { calls, files, folders };
}

/** The module blocks of a file; undefined where its text has anything that may hide one or its source. */
function callsIn(file: SourceFile, fileName: string): TextCall[] | undefined {
  if (!/\bmodule\b/.test(file.text)) return [];
  // A block begins a line, but for a comment that ends before it.
  if (/\*\/[ \t]*module\b/.test(file.text) || fileName.endsWith(".json")) return undefined;
  const text = codeIn(file.text);
  if (text === undefined) return undefined;
  const calls: TextCall[] = [];
  for (const { 0: line, 1: rest = "", index } of text.matchAll(HEADER)) {
    const name = /^[ \t]+"([^"\\$%]+)"[ \t]*\{[ \t\r]*$/.exec(rest)?.[1];
    const written = name === undefined ? undefined : sourceIn(text, index + line.length);
    if (name === undefined || written === undefined) return undefined;
    const start = index + line.indexOf("module");
    const at = file.locate(start, index + line.lastIndexOf('"') + 1);
    calls.push({ path: [name], written, source: readModuleSource(written), at });
  }
  return calls;
}

/** The one source of a block whose bracket was just opened: nothing but a plain text at the beginning of a line of its own. */
function sourceIn(text: string, from: number): string | undefined {
  const end = endOfBlock(text, from);
  if (end === undefined) return undefined;
  const block = text.slice(from, end);
  if (FUNCTION_ARGUMENT.test(block)) return undefined;
  const sources = [...block.matchAll(/^[ \t]*source\b(.*)$/gm)];
  const [only] = sources;
  if (!only || sources.length > 1) return undefined;
  return /^[ \t]*=[ \t]*"([^"\\$%]+)"[ \t\r]*(?:#.*|\/\/.*)?$/.exec(only[1] ?? "")?.[1];
}

/** A text with spaces in the place of its block comments and heredocs; undefined where it can't be told what they are. */
function codeIn(text: string): string | undefined {
  if (!text.includes("/*") && !text.includes("<<")) return text;
  const pieces: string[] = [];
  let done = 0;
  const sign = /["#]|\/[/*]|<</g;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const { index, 0: opened } = found;
    const end = endOf(opened, text, index);
    if (end === undefined) return undefined;
    sign.lastIndex = end;
    if (opened !== "/*" && opened !== "<<") continue;
    pieces.push(text.slice(done, index), text.slice(index, end).replaceAll(/[^\n]/g, " "));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}

/** Past what a sign opens that isn't code, or is a text. */
function endOf(opened: string, text: string, at: number): number | undefined {
  if (opened === "#" || opened === "//") return endOfLine(text, at);
  if (opened === "/*") {
    const close = text.indexOf("*/", at + 2);
    return close === -1 ? undefined : close + 2;
  }
  const last = opened === "<<" ? endOfHeredoc(text, at) : endOfText(text, at + 1);
  return last === undefined ? undefined : last + 1;
}

/** Where what a bracket opened ends; undefined where it holds what brackets can't be counted in. */
function endOfBlock(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return at;
    else if (sign === "#" || (sign === "/" && text[at + 1] === "/")) at = endOfLine(text, at);
    else if (text.startsWith("/*", at)) return undefined;
    else if (sign === '"' || text.startsWith("<<", at)) {
      const end = sign === '"' ? endOfText(text, at + 1) : endOfHeredoc(text, at);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}

/** Where a quoted text ends, whose expressions may hold quotes of their own. */
function endOfText(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') return at;
    if (sign === "\n") return undefined;
    if (sign === "\\") at++;
    else if ((sign === "$" || sign === "%") && text[at + 1] === sign) at++;
    else if ((sign === "$" || sign === "%") && text[at + 1] === "{") {
      const end = endOfBlock(text, at + 2);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}

const HEREDOC = /<<-?([A-Za-z_]\w*)\r?\n/y;
/** White space that HCL trims, too, before it looks for the end of a heredoc. */
const ODD_SPACE = /[\f\v\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Where a heredoc ends, whose expressions are plain. */
function endOfHeredoc(text: string, from: number): number | undefined {
  HEREDOC.lastIndex = from;
  const opened = HEREDOC.exec(text);
  if (!opened) return undefined;
  const start = from + opened[0].length;
  const close = new RegExp(`(?<=\\n)[ \\t]*${opened[1]}[ \\t\\r]*(?=\\n|$)`, "g");
  close.lastIndex = start;
  const closed = close.exec(text);
  if (!closed) return undefined;
  const body = text.slice(start, closed.index);
  const isPlain = !/[$%]\{/.test(body.replaceAll(/[$%]\{[^{}"\n]*\}/g, "")) && !ODD_SPACE.test(body);
  return isPlain ? closed.index + closed[0].length - 1 : undefined;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
