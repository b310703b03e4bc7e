import type { YamlEntry, YamlNode } from "../../../source/yaml/tree.ts";
import { entryOf, mappingNode, scalarNode, sequenceNode } from "../nodes.ts";

/** A property of a generated resource; absent when there is nothing to write. */
export type Property = readonly [name: string, value: YamlNode | undefined, at?: YamlNode];

/** A generated resource, standing where the configuration asks for it. */
export function resourceOf(
  id: string,
  type: string,
  properties: readonly Property[],
  like: YamlNode,
  { keyNode = like, attributes = [] }: { keyNode?: YamlNode; attributes?: readonly Property[] } = {},
): YamlEntry {
  const body: readonly Property[] = [
    ["Type", scalarNode(type, like)],
    ["Properties", objectOf(properties, like)],
    ...attributes,
  ];
  return { key: id, keyNode: { ...scalarNode(id, keyNode) }, value: objectOf(body, like) };
}

/** A mapping of the properties that are there. */
export function objectOf(properties: readonly Property[], like: YamlNode): YamlNode {
  return mappingNode(
    properties.flatMap(([name, value, at]) => (value ? [entryOf(name, value, at ?? value)] : [])),
    like,
  );
}

export function listOf(items: readonly YamlNode[], like: YamlNode): YamlNode {
  return sequenceNode([...items], like);
}

/** `{ Ref: id }` */
export function refTo(id: string, like: YamlNode): YamlNode {
  return objectOf([["Ref", scalarNode(id, like)]], like);
}

/** `{ Fn::GetAtt: [id, attribute] }` */
export function attributeOf(id: string, attribute: string, like: YamlNode): YamlNode {
  return objectOf([["Fn::GetAtt", listOf([scalarNode(id, like), scalarNode(attribute, like)], like)]], like);
}
