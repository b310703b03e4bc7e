import type { UnreadCode } from "../../../parser.ts";
import { folderOf } from "../../../source/paths.ts";
import { locationOf } from "../../terraform/evaluate/origin.ts";
import type { Block } from "../../terraform/syntax/ast.ts";
import { reasonsIn } from "../../terraform/values/unknown.ts";
import type { Configuration, Include, MergeStrategy } from "./contract.ts";
import { pathMeant } from "./paths.ts";
import { blocksOf, labelOf } from "./syntax.ts";

/** The files that a file includes, in order. What is included includes nothing in turn: Terragrunt rejects that. */
export function includesOf(configuration: Configuration): Include[] {
  const { body, position, reading } = configuration;
  if (position.child) return [];
  return blocksOf(body, "include").map((block) => {
    const path = pathOf(configuration, block);
    const included =
      typeof path === "string"
        ? reading.at({ path, unit: position.unit, original: position.original, child: configuration })
        : undefined;
    const because = typeof path === "string" ? `${path} is not in the checkout` : path?.because;
    if (!included) reading.unread.push(missing(configuration, block, because ?? "its path isn't known"));
    return {
      label: labelOf(block),
      block,
      strategy: strategyOf(configuration, block),
      isExposed: isTrue(configuration, block, "expose"),
      configuration: included,
    };
  });
}

function pathOf(configuration: Configuration, block: Block): string | { because: string } | undefined {
  const written = block.body.attributes.get("path");
  if (!written) return undefined;
  const value = configuration.value(`include.${labelOf(block)}.path`, written.value);
  if (value.kind === "unknown") return { because: reasonsIn(value.reasons) };
  if (value.kind !== "string") return undefined;
  const path = pathMeant(folderOf(configuration.position.unit), value.value);
  return path ?? { because: `${value.value} lies outside of the checkout` };
}

function strategyOf(configuration: Configuration, block: Block): MergeStrategy {
  const written = block.body.attributes.get("merge_strategy");
  const value = written && configuration.value(`include.${labelOf(block)}.merge_strategy`, written.value);
  const name = value?.kind === "string" ? value.value : undefined;
  return name === "deep" || name === "no_merge" ? name : "shallow";
}

function isTrue(configuration: Configuration, block: Block, name: string): boolean {
  const written = block.body.attributes.get(name);
  const value = written && configuration.value(`include.${labelOf(block)}.${name}`, written.value);
  return value?.kind === "bool" && value.value;
}

function missing({ position }: Configuration, block: Block, because: string): UnreadCode {
  const label = labelOf(block);
  return {
    kind: "include",
    what: `include${label === "" ? "" : `.${label}`} of ${position.path}`,
    address: `include${label === "" ? "" : `.${label}`}`,
    because,
    hint: "Bring the file into the checkout: what it sets for the unit is not known.",
    at: locationOf(block.header),
    mayHoldFunctions: false,
  };
}
