import { join } from "node:path";
import { BASELINE_REASON } from "../../engine/baseline.ts";
import type { Report } from "../../finding.ts";
import type { Reporter } from "../../reporter.ts";
import { reporters } from "../../reporters/index.ts";
import { nearest } from "../../source/nearest.ts";
import { defaultFailOn, exitCodeOfReading, isAgainstBase, verdictOf } from "../../verdict.ts";
import { shownFrom } from "../../workspace/locate.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { version } from "../../workspace/version.ts";
import { type Checked, check } from "../check.ts";
import { type Host, wantsColour, widthOf } from "../host.ts";
import type { Call } from "../options.ts";
import { writeNamedFile } from "../write-file.ts";

/** `policy run`: checks, writes each form of output, and fails as `--fail-on` says. */
export default async function run(call: Call, host: Host): Promise<number> {
  const outputs = await Promise.all(
    (call.formats.length > 0 ? call.formats : [{ name: "text" }]).map(async ({ name, file }) => ({
      reporter: await reporterOf(name),
      ...(file === undefined ? {} : { file }),
    })),
  );
  const { failOn = defaultFailOn(call.base !== undefined) } = call;
  if (isAgainstBase(failOn) && call.base === undefined)
    throw new UsageError(
      `--fail-on ${failOn} wants a base to compare with.`,
      `policy run --base origin/main --fail-on ${failOn}`,
    );
  const checked = await check(call, host, call.arguments);
  if ("exitCode" in checked) return checked.exitCode;
  if (call.fix)
    await tellFixes(
      checked,
      call,
      host,
      outputs.some(({ file, reporter }) => file === undefined && reporter.name === "text"),
    );
  if (call.writeBaseline !== undefined) return writeBaseline(checked.report, call.writeBaseline, call, host);
  const shown = shownFrom(host.cwd, checked.top);
  const breaksPolicy = checked.brokenPolicy !== undefined;
  const verdict = verdictOf({ ...checked, breaksPolicy }, failOn);
  const { quiet, coverage, all } = call;
  const width = widthOf(host.out, host.environment);
  for (const { reporter, file } of outputs) {
    const options = { quiet, shown, version, verdict, coverage, all };
    if (file !== undefined)
      writeNamedFile(host, file, reporter.render(checked.report, { ...options, colour: false }));
    else {
      const colour = wantsColour(host.out, host.environment);
      const screen = { ...options, colour, ...(width === undefined ? {} : { width }) };
      host.out.write(reporter.render(checked.report, screen));
    }
  }
  return verdict.exitCode;
}

/** Shows what fixes change, on stdout unless another form of output is written there, and writes it unless it is a dry run. */
async function tellFixes(
  { top, fixed = [] }: Checked,
  { fix, quiet }: Call,
  host: Host,
  besideText: boolean,
): Promise<void> {
  const sink = besideText ? host.out : host.err;
  if (!quiet) {
    const { fixText } = await import("../fix-text.ts");
    sink.write(fixText(fixed, fix === "write", wantsColour(sink, host.environment)));
  }
  if (fix === "write") for (const { path, after } of fixed) writeNamedFile(host, join(top, path), after);
}

/** Writes what is known from now on, and says how many that is. */
async function writeBaseline(report: Report, file: string, { baseline }: Call, host: Host): Promise<number> {
  const { baselineText } = await import("../../engine/baseline-file.ts");
  const known = report.findings.filter(({ waiver }) =>
    baseline === undefined ? !waiver : waiver?.reason === BASELINE_REASON,
  );
  writeNamedFile(host, file, baselineText(known));
  host.out.write(`${file} knows ${known.length} ${known.length === 1 ? "finding" : "findings"}.\n`);
  return exitCodeOfReading(report);
}

async function reporterOf(name: string): Promise<Reporter> {
  const entry = reporters.find((each) => each.name === name);
  if (entry) return entry.load();
  const names = reporters.map((each) => each.name);
  const meant = nearest(name, names);
  throw new UsageError(
    `There is no format "${name}".`,
    meant ? `Did you mean ${meant}?` : `There are: ${names.join(", ")}.`,
  );
}
