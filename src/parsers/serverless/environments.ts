import type { EnvironmentHint, FileSystem, Root } from "../../parser.ts";
import { childOf, nonNullText, type YamlNode } from "../../source/yaml/tree.ts";
import { readConfiguration } from "./discovery.ts";

/** The stages that a service mentions: those with parameters or settings of their own, and its default. */
export function environmentsOf(root: Root, fs: FileSystem): EnvironmentHint[] {
  const file = fs.read(root.path);
  const top = file && readConfiguration(file).top;
  if (!top) return [];
  const certain = [
    ...keysOf(childOf(top, "stages")),
    ...keysOf(childOf(top, "params")),
    ...defaultStage(top),
  ];
  const custom = childOf(top, "custom");
  const likely =
    custom?.kind === "mapping" ? custom.entries.flatMap(({ key, value }) => [key, ...keysOf(value)]) : [];
  const hint = (name: string, isCertain: boolean): EnvironmentHint => ({
    name,
    certain: isCertain,
    because: `stage ${name} of ${root.path}`,
    settings: { serverless: { stage: name } },
  });
  return [
    ...certain.filter((name) => name !== "default").map((name) => hint(name, true)),
    ...likely.filter((name) => !certain.includes(name)).map((name) => hint(name, false)),
  ];
}

function keysOf(node: YamlNode | undefined): string[] {
  return node?.kind === "mapping" ? node.entries.map(({ key }) => key) : [];
}

/** `dev` of `stage: dev` and of `stage: ${opt:stage, 'dev'}`. */
function defaultStage(top: YamlNode): string[] {
  const text = nonNullText(childOf(childOf(top, "provider"), "stage")) ?? "";
  const name = /^\$\{opt:stage,\s*['"]?([\w-]+)['"]?\}$/.exec(text)?.[1] ?? /^[\w-]+$/.exec(text)?.[0];
  return name === undefined ? [] : [name];
}
