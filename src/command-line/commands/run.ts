import { join } from "node:path";
import { BASELINE_REASON } from "../../engine/change/baseline.ts";
import type { Report } from "../../finding.ts";
import { exitCodeOfReading } from "../../verdict.ts";
import { type Checked, check } from "../check.ts";
import { type Host, wantsColour } from "../host.ts";
import type { Call } from "../options.ts";
import { failOnOf, outputsOf, verdictFor, writeOutputs } from "../outputs.ts";
import { writeNamedFile } from "../write-file.ts";

/** `policy run`: checks, writes each form of output, and fails as `--fail-on` says. */
export default async function run(call: Call, host: Host): Promise<number> {
  const outputs = await outputsOf(call);
  const failOn = failOnOf(call);
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
  const verdict = verdictFor(checked, failOn);
  writeOutputs(outputs, checked, verdict, call, host);
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
  const { baselineText } = await import("../../engine/change/baseline-file.ts");
  const known = report.findings.filter(({ waiver }) =>
    baseline === undefined ? !waiver : waiver?.reason === BASELINE_REASON,
  );
  writeNamedFile(host, file, baselineText(known));
  host.out.write(`${file} knows ${known.length} ${known.length === 1 ? "finding" : "findings"}.\n`);
  return exitCodeOfReading(report);
}
