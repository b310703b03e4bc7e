import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import {
  childOf,
  entriesOf,
  type SourceProblem,
  scalarText,
  type YamlMapping,
  type YamlText,
} from "../../source/yaml/tree.ts";

/** Trees by file: several environments read one template. */
const trees = new WeakMap<SourceFile, YamlText>();

/** The template in a file, if there is one, and what is wrong with the file. */
export function templateIn(file: SourceFile): { template?: YamlMapping; problems: SourceProblem[] } {
  const text = trees.get(file) ?? parseYaml(file);
  trees.set(file, text);
  const template = text.documents.find((document) => childOf(document, "Resources")?.kind === "mapping");
  return { ...(template?.kind === "mapping" ? { template } : {}), problems: text.problems };
}

/** What speaks of Lambda; an application of the repository for serverless applications is made of functions. */
export const SPEAKS = /lambda|function|serverless|concurren/i;

const TRANSFORM = "AWS::Serverless-2016-10-31";

/** Whether a template is SAM's: by its transform, or by a resource of SAM's types. */
export function isSam(template: YamlMapping): boolean {
  return hasTransform(template) || samResource(template);
}

/** Whether a template has SAM's resources without SAM's transform. */
export function lacksTransform(template: YamlMapping): boolean {
  return samResource(template) && !hasTransform(template);
}

function hasTransform(template: YamlMapping): boolean {
  const transform = childOf(template, "Transform");
  const names = transform?.kind === "sequence" ? transform.items : [transform];
  return names.some((name) => scalarText(name) === TRANSFORM);
}

function samResource(template: YamlMapping): boolean {
  return entriesOf(childOf(template, "Resources")).some(({ value }) =>
    scalarText(childOf(value, "Type"))?.startsWith("AWS::Serverless::"),
  );
}
