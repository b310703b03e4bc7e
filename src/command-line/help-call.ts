import { UsageError } from "../workspace/usage-error.ts";
import { wordMeant } from "./meant.ts";
import { COMMANDS } from "./option-list.ts";

/** `policy help` and `policy help <command>`, as what they stand for; every other call as it is. Throws UsageError. */
export function withoutHelp(argv: readonly string[]): readonly string[] {
  const [first, command, ...rest] = argv;
  if (first !== "help") return argv;
  if (command === undefined || command.startsWith("-")) return ["--help"];
  if (Object.hasOwn(COMMANDS, command)) return [command, ...rest, "--help"];
  const meant = wordMeant(command, Object.keys(COMMANDS));
  throw new UsageError(
    `There is no command "${command}".`,
    meant === undefined
      ? `There are: ${Object.keys(COMMANDS).join(", ")}. A rule is explained by: policy explain <rule>`
      : `Did you mean policy help ${meant}?`,
  );
}
