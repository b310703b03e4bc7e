import { EXIT } from "../../engine/exit-code.ts";
import { completionScript, SHELLS, type Shell } from "../completion.ts";
import type { Host } from "../host.ts";
import { type Call, UsageError } from "../options.ts";

/** `policy completion`: a script for a shell. */
export default function completion(call: Call, world: Host): number {
  const [shell] = call.arguments;
  if (!SHELLS.includes(shell as Shell))
    throw new UsageError(`policy completion is for ${SHELLS.join(", ")}.`, "policy completion bash");
  world.out.write(completionScript(shell as Shell));
  return EXIT.clean;
}
