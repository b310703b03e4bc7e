import { writeFileSync } from "node:fs";
import { exitCodeOf } from "../../engine/exit-code.ts";
import type { Reporter } from "../../reporter.ts";
import { reporters } from "../../reporters/index.ts";
import { nearest } from "../../source/nearest.ts";
import { changeText } from "../change-text.ts";
import { check, outputPath } from "../check.ts";
import { type Call, UsageError } from "../options.ts";
import { version } from "../version.ts";
import { type World, wantsColour } from "../world.ts";

/** `policy run`: checks, writes each form of output, and fails as `--fail-on` says. */
export default function run(call: Call, world: World): number {
  const outputs = (call.formats.length > 0 ? call.formats : [{ name: "text" }]).map(({ name, file }) => ({
    reporter: reporterOf(name),
    ...(file === undefined ? {} : { file: outputPath(world, file) }),
  }));
  if (call.failOn === "new" && call.base === undefined)
    throw new UsageError(
      "--fail-on new wants a base to compare with.",
      "policy run --base origin/main --fail-on new",
    );
  const checked = check(call, world, call.arguments);
  if ("exitCode" in checked) return checked.exitCode;
  for (const { reporter, file } of outputs) {
    const colour = file === undefined && wantsColour(world.out, world.environment);
    const text = reporter.render(checked.report, {
      colour,
      quiet: call.quiet,
      width: world.out.width,
      version,
    });
    if (file !== undefined) writeFileSync(file, text);
    else world.out.write(reporter.name === "text" ? text + changeText(checked.comparison) : text);
  }
  return exitCodeOf(checked.report, call.failOn, checked.comparison);
}

function reporterOf(name: string): Reporter {
  const reporter = reporters.find((each) => each.name === name);
  if (reporter) return reporter;
  const names = reporters.map((each) => each.name);
  const meant = nearest(name, names);
  throw new UsageError(
    `There is no format "${name}".`,
    meant ? `Did you mean ${meant}?` : `There are: ${names.join(", ")}.`,
  );
}
