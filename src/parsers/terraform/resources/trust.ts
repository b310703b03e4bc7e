import type { AttributeReader } from "../../../resources/reader.ts";
import { alternativesOf, known, type Value } from "../../../values/value.ts";
import { locationOf } from "../evaluate/origin.ts";
import type { ModuleInstance } from "../instances/module-instance.ts";
import type { ResourceBlock } from "../modules/module.ts";
import { EvaluatedBlock } from "./evaluated-block.ts";

/**
 * Who may assume the role that a function names, as text: the policy of a role of the same module, also where a policy
 * document of the module makes it. Undefined where neither is there to read.
 */
export function trustOf(module: ModuleInstance, fn: AttributeReader): Value<string> | undefined {
  for (const { address, deployment } of fn.mentions("role")) {
    if (deployment !== undefined) continue;
    const role = blockAt(module, address, module.module.resources, /^(aws_iam_role\.[^.[]+)/);
    if (!role) continue;
    const policy = role.string("assume_role_policy");
    if (alternativesOf(policy)) return policy;
    const parts = role.parts("assume_role_policy")?.filter((part) => typeof part === "string");
    if (parts?.length) return known(parts.join(""), policy.at);
    for (const document of role.mentions("assume_role_policy")) {
      const written = blockAt(
        module,
        document.address,
        module.module.data,
        /^data\.(aws_iam_policy_document\.[^.[]+)/,
      );
      if (written) return known(principalsIn(written).join(" "), written.at);
    }
  }
  return undefined;
}

function blockAt(
  module: ModuleInstance,
  address: string,
  blocks: ReadonlyMap<string, ResourceBlock>,
  name: RegExp,
): EvaluatedBlock | undefined {
  const prefix = module.address === "" ? "" : `${module.address}.`;
  if (!address.startsWith(prefix)) return undefined;
  const found = blocks.get(name.exec(address.slice(prefix.length))?.[1] ?? "");
  const instance = found && module.expansion(found.block).instances[0];
  if (!found || !instance) return undefined;
  const { block } = found;
  return new EvaluatedBlock(block.body, locationOf(block), module.scopeOf(block, instance.key), address);
}

function principalsIn(document: AttributeReader): string[] {
  return nestedIn(document, "statement")
    .flatMap((statement) => nestedIn(statement, "principals"))
    .flatMap((principals) => {
      const identifiers = principals.strings("identifiers");
      return identifiers.state === "known" ? identifiers.value : [];
    });
}

function nestedIn(block: AttributeReader, name: string): readonly AttributeReader[] {
  const blocks = block.blocks(name);
  return blocks.state === "known" ? blocks.value : [];
}
