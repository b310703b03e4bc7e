import type { EnvironmentInputs, FileSystem } from "../../parser.ts";
import { composedFor } from "./compose.ts";
import { readConfiguration } from "./discovery.ts";
import { stackName } from "./naming.ts";
import { readService } from "./service.ts";

/** The stack that another service of the same compose file is deployed as; undefined where that can't be told. */
export function stackOfSibling(
  path: string,
  sibling: string,
  inputs: EnvironmentInputs,
  fs: FileSystem,
): string | undefined {
  const composed = composedFor(path, fs);
  const services = composed && "services" in composed ? composed.services : [];
  const found = services.find(({ name }) => name === sibling)?.path;
  const file = found === undefined ? undefined : fs.read(found);
  const { top } = file ? readConfiguration(file) : {};
  // It is read without siblings of its own, so that two that ask for each other's outputs don't go round in circles.
  return top && stackName(readService(top, inputs, fs));
}
