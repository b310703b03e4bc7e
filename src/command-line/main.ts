import { GitTimeout } from "../engine/checkout/git/timeout.ts";
import { reporters } from "../reporters/index.ts";
import { printable } from "../reporters/text/printable.ts";
import { EXIT } from "../verdict.ts";
import { UsageError } from "../workspace/usage-error.ts";
import { version } from "../workspace/version.ts";
import { COMMAND_RUNNERS } from "./commands.ts";
import { type Forms, helpText } from "./help.ts";
import { withoutHelp } from "./help-call.ts";
import { type Host, WITHOUT_COLOUR } from "./host.ts";
import { parseCall } from "./options.ts";

/** Runs one call of the command line; returns the exit code and never throws. */
export async function main(words: readonly string[], given: Host): Promise<number> {
  let host = given;
  try {
    const argv = withoutHelp(words);
    const call = parseCall(argv);
    if (call.noColor) host = { ...given, environment: { ...given.environment, ...WITHOUT_COLOUR } };
    if (call.version) return print(host, `${version}\n`);
    if (call.help) {
      const command = argv.some((word) => word === call.command) ? call.command : undefined;
      return print(host, helpText(await forms(), command));
    }
    const { default: command } = await COMMAND_RUNNERS[call.command]();
    return await command(call, host);
  } catch (error) {
    return explainFailure(error, host);
  }
}

async function forms(): Promise<Forms> {
  const loaded = await Promise.all(reporters.map(({ load }) => load()));
  return loaded.map(({ name, description }) => [name, description] as const);
}

function print(host: Host, text: string): number {
  host.out.write(text);
  return EXIT.clean;
}

function explainFailure(error: unknown, host: Host): number {
  if (error instanceof UsageError) {
    const hint = error.hint ? `\n  ${printable(error.hint)}` : "";
    host.err.write(`policy: ${printable(error.message)}${hint}\n`);
    return EXIT.usage;
  }
  if (error instanceof GitTimeout) {
    host.err.write(`policy: ${error.message}\n`);
    return EXIT.unreadable;
  }
  // Nobody but us can mend this one, so it asks for a report.
  const what = error instanceof Error ? error.message : String(error);
  const detail = host.environment["POLICY_DEBUG"] && error instanceof Error ? `\n${error.stack}` : "";
  host.err.write(
    `policy: an internal error: ${printable(what)}\n  This is a fault of the tool. Please report it with the input that shows it: https://github.com/lambda-concurrency-policy/lambda-concurrency-policy/issues${detail}\n`,
  );
  return EXIT.unreadable;
}
