import { type Evaluated, opaque, published } from "./evaluated.ts";

/** A text as it is, but for a reference that CloudFormation puts a value in the place of: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export function resolvedLater(evaluated: Evaluated): Evaluated {
  const { value, mentions } = evaluated;
  if (value.state !== "known" || !value.value.includes("{{resolve:")) return evaluated;
  const because = "it is a dynamic reference, which is resolved when the stack is deployed";
  // One with a version may be of a value that the parameter had before.
  const [, name] = /^\{\{resolve:ssm:([^:{}]+)\}\}$/.exec(value.value) ?? [];
  return name === undefined
    ? opaque(because, value.at, { mentions })
    : published({ kind: "parameter", name }, because, value.at);
}
