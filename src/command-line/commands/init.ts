import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { DiskCheckout } from "../../engine/disk-checkout.ts";
import { parsersFor } from "../../engine/load-parsers.ts";
import { NEW_POLICY_NAME } from "../../engine/policy-file.ts";
import { type PolicyTree, runPolicy } from "../../engine/run.ts";
import { SourceFile } from "../../source/source-file.ts";
import { EXIT } from "../../verdict.ts";
import { fromTop, locate } from "../../workspace/locate.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { commandMeant } from "../command-meant.ts";
import type { Host } from "../host.ts";
import { policyText } from "../init/policy-text.ts";
import { type FoundEnvironment, survey } from "../init/survey.ts";
import { WORKFLOW_PATH, WORKFLOW_TEXT } from "../init/workflow-text.ts";
import type { Call } from "../options.ts";
import { cannotWrite } from "../write-file.ts";

/** `policy init`: looks at what is here and writes a first policy for it. Asks nothing, and never writes over a file. */
export default async function init(call: Call, host: Host): Promise<number> {
  const place = locate(host.cwd, call.arguments, commandMeant);
  const checkout = new DiskCheckout(place.top);
  const policyFile = resolve(host.cwd, call.policy ?? NEW_POLICY_NAME);
  const folder = fromTop(place.top, dirname(policyFile));
  const parsers = await parsersFor(checkout.files(place.paths));
  const found = survey(checkout, place.paths, folder, parsers);
  const path = fromTop(place.top, policyFile);
  const outcome = await runPolicy({
    checkout,
    paths: place.paths,
    policyFile: path,
    policyTree: treeOf(path, policyText(found)),
    today: host.today,
  });
  if (!("report" in outcome))
    throw new Error(`the policy proposed is wrong: ${outcome.policyProblems[0]?.message}`);

  const files = new Map([[policyFile, policyText(found, outcome.report)]]);
  if (call.workflow) files.set(join(place.top, WORKFLOW_PATH), WORKFLOW_TEXT);
  writeNew(files, host);

  const { roots, functions } = outcome.report.summary;
  host.out.write(
    [
      `Found ${counted(functions, "function")} in ${counted(roots, "root")}.`,
      ...found.environments.map(told),
      "",
      ...[...files.keys()].map((path) => `Wrote ${relative(host.cwd, path)}.`),
      "Read its comments, fill in accounts and limits, then: policy run",
      "",
    ].join("\n"),
  );
  return EXIT.clean;
}

/** A policy that nobody has written yet. */
function treeOf(path: string, text: string): PolicyTree {
  return {
    exists: (each) => each === path,
    read: (each) => (each === path ? new SourceFile(path, text) : undefined),
  };
}

function told({ name, because }: FoundEnvironment): string {
  const [first, ...others] = because;
  return `  environment ${name}: ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}

function writeNew(files: ReadonlyMap<string, string>, host: Host): void {
  for (const [path, text] of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST")
        throw cannotWrite(relative(host.cwd, path), error);
      throw new UsageError(
        `${relative(host.cwd, path)} is there already, and policy init never writes over a file.`,
        "Name another one: policy init --policy other.yml",
      );
    }
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
