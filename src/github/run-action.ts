import { error, setOutput } from "@actions/core";
import { GitTimeout } from "../engine/checkout/git/timeout.ts";
import type { Diagnostic } from "../finding.ts";
import type { Reporter, ReporterOptions } from "../reporter.ts";
import json from "../reporters/json/index.ts";
import text from "../reporters/text/index.ts";
import { defaultFailOn, EXIT, isOfChange, type Verdict, verdictOf } from "../verdict.ts";
import { Deadline } from "../workspace/deadline.ts";
import { locate } from "../workspace/locate.ts";
import { UsageError } from "../workspace/usage-error.ts";
import { version } from "../workspace/version.ts";
import { type ActionOutcome, evaluate, type Setting } from "./action-outcome.ts";
import { type AnnotationOrder, annotateDiagnostics, annotateReport } from "./annotations.ts";
import { connect } from "./client.ts";
import { type Environment, readEvent } from "./event.ts";
import { type ActionInputs, InputError, readInputs } from "./inputs.ts";
import { writeJobSummary } from "./job-summary.ts";
import { linksTo } from "./links.ts";
import { writeLog } from "./log.ts";
import { writeOutputFile, writeTemporaryFile } from "./output-file.ts";
import { setReportOutputs } from "./outputs.ts";
import { publish } from "./publish.ts";
import { seenFromSuperproject } from "./superproject.ts";

/** What the Action gets from outside. */
export interface ActionHost {
  environment: Environment;
  /** The folder of the process, for runs outside of a runner. */
  cwd: string;
  /** ISO date, which decides waivers. */
  today: string;
  /** The most that is waited for GitHub and fetching, all in all; and for one reading of git's own, after which nothing is waited for. */
  deadlineMs?: number;
}

/** Runs the Action; returns the exit code and never throws. */
export async function runAction(host: ActionHost): Promise<number> {
  try {
    const inputs = readInputs(host.environment);
    return await check(inputs, settingOf(inputs, host), host.environment);
  } catch (failure) {
    return explain(failure, host.environment);
  }
}

function settingOf(inputs: ActionInputs, { environment, cwd, today, deadlineMs }: ActionHost): Setting {
  const workspace = environment["GITHUB_WORKSPACE"] || cwd;
  const event = readEvent(environment);
  const deadline = new Deadline(deadlineMs);
  let connection: ReturnType<typeof connect> | undefined;
  const github = () => (connection ??= connect(inputs.token, environment, deadline));
  const place = seenFromSuperproject(locate(workspace, inputs.paths), workspace, deadline.left);
  return { workspace, place, event, today, github, deadline };
}

async function check(inputs: ActionInputs, setting: Setting, environment: Environment): Promise<number> {
  const evaluation = await evaluate(inputs, setting);
  if ("policyProblems" in evaluation) {
    annotateDiagnostics(evaluation.policyProblems);
    return EXIT.usage;
  }
  const { report, isGated, policyChange } = evaluation;
  const breaksPolicy = policyChange !== undefined && "problems" in policyChange;
  const verdict = verdictOf({ report, breaksPolicy }, inputs.failOn ?? defaultFailOn(isGated));
  const order = orderOf(evaluation);
  const render: Render = (reporter, more = {}) =>
    reporter.render(report, { ...optionsOf(verdict, environment), ...more });
  // The log has room for everything; comment and summary refer to it.
  writeLog(render(text, { all: true }));
  if (inputs.annotations) annotateReport(report.findings, troublesOf(evaluation), order);
  await writeFiles(inputs, setting, render, environment);
  setReportOutputs(report);
  const told = { ...evaluation, linkTo: linksTo(setting.event), verdict };
  writeJobSummary(environment["GITHUB_STEP_SUMMARY"], told);
  await publish(inputs, setting, told, order);
  return verdict.exitCode;
}

function orderOf({ isOnChangedLine }: ActionOutcome): AnnotationOrder {
  return { isOfChange, isOnChangedLine };
}

function troublesOf({ report, remarks, policyChange }: ActionOutcome): Diagnostic[] {
  return [
    ...(policyChange && "problems" in policyChange ? policyChange.problems : []),
    ...report.diagnostics,
    ...remarks.map((message): Diagnostic => ({ severity: "warning", message })),
  ];
}

/** Writes the files that the inputs ask for, and says where they are. */
async function writeFiles(
  { sarifFile, reportFile }: ActionInputs,
  { workspace }: Setting,
  render: Render,
  environment: Environment,
): Promise<void> {
  if (sarifFile !== undefined) {
    const { default: sarif } = await import("../reporters/sarif/index.ts");
    writeOutputFile("sarif-file", workspace, sarifFile, render(sarif, { uploaded: true }));
    setOutput("sarif-file", sarifFile);
  }
  const reportText = render(json);
  if (reportFile === undefined) {
    setOutput("report-file", writeTemporaryFile(environment["RUNNER_TEMP"], "report.json", reportText));
  } else {
    writeOutputFile("report-file", workspace, reportFile, reportText);
    setOutput("report-file", reportFile);
  }
}

type Render = (reporter: Reporter, more?: Partial<ReporterOptions>) => string;

function optionsOf(verdict: Verdict, environment: Environment): ReporterOptions {
  return { verdict, colour: !environment["NO_COLOR"], quiet: false, shown: (file) => file, version };
}

function explain(failure: unknown, environment: Environment): number {
  if (failure instanceof InputError) {
    for (const problem of failure.problems) error(problem, { title: "Inputs" });
    return EXIT.usage;
  }
  if (failure instanceof UsageError) {
    error(failure.hint ? `${failure.message}\n${failure.hint}` : failure.message, { title: "Inputs" });
    return EXIT.usage;
  }
  if (failure instanceof GitTimeout) {
    error(`The change could not be compared with its base: ${failure.message}`);
    return EXIT.unreadable;
  }
  const what = failure instanceof Error ? failure.message : String(failure);
  error(`An internal error: ${what}\nThis is a fault of the Action; please report it.`);
  if (environment["RUNNER_DEBUG"] === "1" && failure instanceof Error) writeLog(failure.stack ?? what);
  return EXIT.unreadable;
}
