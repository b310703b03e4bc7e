import { parseEvents, YAMLException } from "js-yaml";
import type { SourceFile } from "../source-file.ts";
import { parseJson } from "./json.ts";
import { parseLeniently } from "./lenient-indentation.ts";
import type { SourceProblem, YamlText } from "./tree.ts";
import { TreeBuilder } from "./tree-builder.ts";

/** Most templates by bytes are JSON, which a parser of its own reads twice as fast. */
const MAY_BE_JSON = /^\s*[{[]/;
/** Nesting beyond this is not infrastructure code. */
const MAX_DEPTH = 200;

/**
 * Reads YAML or JSON into trees with exact ranges. Never throws.
 * @param repeated of a key that is written twice the last one counts, with a warning; or all are kept, for who knows better
 */
export function parseYaml(file: SourceFile, repeated: "last" | "all" = "last"): YamlText {
  const problems: SourceProblem[] = [];
  const nul = file.text.indexOf("\0");
  if (nul !== -1) {
    problems.push({
      severity: "error",
      message: "The file holds a NUL byte, so it is not text.",
      at: file.locate(nul, nul + 1),
    });
    return { documents: [], problems };
  }
  const json = MAY_BE_JSON.test(file.text) ? parseJson(file) : undefined;
  return json ? { documents: [json], problems } : parseByYaml(file, repeated);
}

/** Reads a text by YAML's parser, JSON among it: the tree that its own parser makes is held to this one. */
export function parseByYaml(file: SourceFile, repeated: "last" | "all" = "last"): YamlText {
  const problems: SourceProblem[] = [];
  try {
    const events = parseLeniently(file.text, (text) => parseEvents(text, { maxDepth: MAX_DEPTH }));
    return new TreeBuilder(file, events, problems, repeated).build();
  } catch (error) {
    problems.push(syntaxProblem(file, error));
    return { documents: [], problems };
  }
}

/** The words of js-yaml for more than `maxDepth`. */
const TOO_DEEP = /^nesting exceeded/;

function syntaxProblem(file: SourceFile, error: unknown): SourceProblem {
  const exception = error instanceof YAMLException ? error : undefined;
  const offset = exception?.mark?.position ?? 0;
  const reason = exception?.reason ?? (error instanceof Error ? error.message : String(error));
  const at = file.locate(offset, offset + 1);
  if (TOO_DEEP.test(reason))
    return { severity: "error", message: `This is nested more than ${MAX_DEPTH} deep.`, at, isLimit: true };
  return { severity: "error", message: `Not valid YAML: ${reason}.`, at };
}
