import type { Block, Body } from "../syntax/ast.ts";

/**
 * Merges a block of an override file over the one that it overrides: attributes one by one; nested blocks of a type
 * all together, but `lifecycle` attribute by attribute.
 * See https://developer.hashicorp.com/terraform/language/files/override
 */
export function mergeOverride(original: Block, override: Block): Block {
  return { ...original, body: mergeBodies(original.body, override.body) };
}

function mergeBodies(original: Body, override: Body): Body {
  const attributes = new Map([...original.attributes, ...override.attributes]);
  const lifecycle = override.blocks.find((block) => block.type === "lifecycle");
  const replaced = new Set(override.blocks.map(blockType).filter((type) => type !== "lifecycle"));
  const kept = original.blocks
    .filter((block) => !replaced.has(blockType(block)))
    .map((block) => (lifecycle && block.type === "lifecycle" ? mergeOverride(block, lifecycle) : block));
  const hadLifecycle = original.blocks.some((block) => block.type === "lifecycle");
  const added = override.blocks.filter((block) => block.type !== "lifecycle" || !hadLifecycle);
  return { ...original, attributes, blocks: [...kept, ...added] };
}

/** A dynamic block counts as blocks of the type that it makes. */
function blockType({ type, labels }: Block): string {
  return type === "dynamic" ? (labels[0]?.value ?? type) : type;
}
