import { EXIT } from "../../verdict.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { completionScript, SHELLS, type Shell } from "../completion.ts";
import type { Host } from "../host.ts";
import type { Call } from "../options.ts";

/** `policy completion`: a script for a shell. */
export default function completion(call: Call, host: Host): number {
  const [shell] = call.arguments;
  if (!SHELLS.includes(shell as Shell))
    throw new UsageError(`policy completion is for ${SHELLS.join(", ")}.`, "policy completion bash");
  host.out.write(completionScript(shell as Shell));
  return EXIT.clean;
}
