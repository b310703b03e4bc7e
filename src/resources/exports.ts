import type { Export } from "../model/model.ts";
import { unset, type Value } from "../values/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import type { ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";

/** The type that a template's output is read as. */
export const OUTPUT = "stack_output";

/** The types that hold a parameter of the Parameter Store. */
export const PARAMETER_TYPES: readonly string[] = ["aws_ssm_parameter", "awscc_ssm_parameter"];

/** What others know an output of a stack by: its export's name, and its own with that of its stack. */
export function readOutput(resource: ResourceReader, deployment: string): Export[] {
  const exported = inBlock(resource, ["export"], (block) => block.string("name"), unset);
  return [
    ...published(resource, deployment, "export", exported),
    ...published(resource, deployment, "output", resource.string("output_name")),
  ];
}

/** A parameter of the Parameter Store, which may hold the name or ARN of a function. */
export function readParameter(resource: ResourceReader, deployment: string): Export[] {
  return published(resource, deployment, "parameter", resource.string("name"));
}

function published(
  resource: ResourceReader,
  deployment: string,
  kind: Export["kind"],
  name: Value<string>,
): Export[] {
  if (name.state === "unset") return [];
  // What is exported is an output as well.
  const part = kind === "output" ? ".output" : "";
  return [
    {
      ...entityOf(resource, deployment, part),
      kind,
      name,
      function: referenceAt(resource, "value", resource),
    },
  ];
}
