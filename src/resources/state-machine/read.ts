import type { MapTask } from "../../model/event-source.ts";
import { known, unknown } from "../../values/value.ts";
import { piecesOf, substitutionsOf } from "../definition-callers.ts";
import { substituted } from "../definition-targets.ts";
import { entityOf } from "../entity.ts";
import type { ResourceReader, TextPart } from "../reader.ts";
import { jsonWithHoles } from "./json-with-holes.ts";
import { mapTasksIn } from "./maps.ts";

/** The type that the definition of a state machine is read as, where it isn't a text of the resource itself. */
export const STATE_MACHINE_DEFINITION = "state_machine_definition";

/** The attribute with the definition, by type. */
const DEFINITIONS: ReadonlyMap<string, string> = new Map([
  ["aws_sfn_state_machine", "definition"],
  ["awscc_stepfunctions_state_machine", "definition_string"],
  [STATE_MACHINE_DEFINITION, "definition"],
]);

/** Whether resources of a type are state machines. */
export function isStateMachine(type: string): boolean {
  return DEFINITIONS.has(type);
}

/** What the maps of a state machine invoke, as far as its definition is known. */
export function readMapTasks(resource: ResourceReader, deployment: string): MapTask[] {
  const attribute = DEFINITIONS.get(resource.type);
  const pieces = attribute === undefined ? undefined : piecesOf(resource, attribute);
  if (attribute === undefined || !pieces) return [];
  const definition = jsonWithHoles(
    substituted(pieces, substitutionsOf(resource, "definition_substitutions")),
  );
  if (!definition) return [];
  const { at } = resource.string(attribute);
  const { account, region } = resource;
  return mapTasksIn(definition.value).map(({ function: written, atOnce, maps, isUnbounded }, index) => {
    const parts: readonly TextPart[] = definition.partsOf(written);
    const isWhole = parts.every((part) => typeof part === "string");
    return {
      ...entityOf(resource, deployment, `.maps[${index}]`),
      function: {
        text: isWhole ? known(parts.join(""), at) : unknown("it is known only after the deployment", at),
        mentions: parts.filter((part) => typeof part !== "string"),
        ...(isWhole ? {} : { parts }),
        pool: { account, region },
      },
      atOnce: known(atOnce, at),
      maps,
      isUnbounded,
    };
  });
}
