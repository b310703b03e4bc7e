import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { isNull, locationOf, type YamlMapping, type YamlNode } from "../../source/yaml/tree.ts";
import type { PolicyProblem } from "../problem.ts";
import { saySyntax } from "./syntax.ts";

/** The mapping that a policy file holds; an empty file holds an empty one. Undefined: it holds none, and a problem says so. */
export function readDocument(file: SourceFile, problems: PolicyProblem[]): YamlMapping | undefined {
  const { documents, problems: syntax } = parseYaml(file);
  const said = syntax.map((problem) => saySyntax(problem, file));
  problems.push(...said);
  if (syntax.some((problem) => problem.severity === "error")) return undefined;
  const [root, second] = documents.filter((document) => !isNull(document));
  if (second) {
    problems.push({
      severity: "error",
      message: "A policy file holds one document; this is a second one.",
      hint: "Put it into a file of its own and name that in extends.",
      at: locationOf(second),
    });
    return undefined;
  }
  if (!root) return emptyMapping(file);
  if (root.kind === "mapping") return root;
  problems.push({
    severity: "error",
    message: `A policy file holds a mapping of keys to values, not ${describeKind(root)}.`,
    hint: "Begin with: extends: recommended",
    at: locationOf(root),
  });
  return undefined;
}

function emptyMapping(file: SourceFile): YamlMapping {
  return { kind: "mapping", file, start: 0, end: 0, entries: [] };
}

function describeKind(node: YamlNode): string {
  return node.kind === "sequence" ? "a list" : "a single value";
}
