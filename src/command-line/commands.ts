import completion from "./commands/completion.ts";
import explain from "./commands/explain.ts";
import init from "./commands/init.ts";
import model from "./commands/model.ts";
import rules from "./commands/rules.ts";
import run from "./commands/run.ts";
import type { Call, CommandName } from "./options.ts";
import type { World } from "./world.ts";

/** Does what a call asks; returns the exit code. */
export type CommandRunner = (call: Call, world: World) => number | Promise<number>;

export const COMMAND_RUNNERS: Readonly<Record<CommandName, CommandRunner>> = {
  run,
  model,
  explain,
  init,
  rules,
  completion,
};
