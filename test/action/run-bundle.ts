import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { sharedFolder, temporaryFolder } from "../support/temporary-folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let built: Promise<{ file: string }> | undefined;

/** The Action's bundle, of the sources as they are; made once for all files that a worker tests, and gone with the worker. */
export function bundleAction(): Promise<{ file: string }> {
  built ??= buildAction();
  return built;
}

async function buildAction() {
  const folder = sharedFolder("action-bundle");
  for (const [file, code] of await bundle(root)) writeFileSync(join(folder, file), code);
  return { file: join(folder, "action.js") };
}

/** A folder that stands for the runner's workspace. */
export class Workspace {
  readonly path = temporaryFolder("workspace");

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), "utf8");
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What a step of a workflow does to the world. */
export interface StepResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  summary: string;
}

/** The call of the Action in a step. */
export interface Step {
  bundle: string;
  workspace: { path: string };
  inputs?: Readonly<Record<string, string>>;
  event?: { name: string; payload: unknown };
  environment?: Readonly<Record<string, string>>;
}

/** Starts the bundle as the runner does: in the workspace, with inputs, event and files in the environment. */
export async function runStep({
  bundle,
  workspace,
  inputs = {},
  event,
  environment = {},
}: Step): Promise<StepResult> {
  const files = temporaryFolder("runner");
  const [output, summary, payload] = ["output", "summary", "event.json"].map((name) => join(files, name));
  for (const file of [output, summary]) writeFileSync(file as string, "");
  writeFileSync(payload as string, JSON.stringify(event?.payload ?? {}));
  const variables: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    HOME: files,
    NO_COLOR: "1",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace.path,
    GITHUB_OUTPUT: output as string,
    GITHUB_STEP_SUMMARY: summary as string,
    GITHUB_EVENT_PATH: payload as string,
    GITHUB_EVENT_NAME: event?.name ?? "workflow_dispatch",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_SERVER_URL: "https://github.com",
    // Nothing listens there: a step that isn't given a server must not need one.
    GITHUB_API_URL: "http://127.0.0.1:9",
    RUNNER_TEMP: files,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...environment,
  };
  const ended = await spawned(bundle, workspace.path, variables);
  return {
    ...ended,
    outputs: parseOutputs(readFileSync(output as string, "utf8")),
    summary: readFileSync(summary as string, "utf8"),
  };
}

function spawned(bundle: string, cwd: string, env: Record<string, string>) {
  return new Promise<Pick<StepResult, "exitCode" | "stdout" | "stderr">>((resolve) => {
    execFile(
      process.env["ACTION_NODE"] ?? process.execPath,
      [bundle],
      { cwd, env, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        resolve({ exitCode: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      },
    );
  });
}

/** The runner's file of outputs: `name<<delimiter`, the value, the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([^\n<]+)<<(\S+)\n([\s\S]*?)\n\2$/gm))
    outputs[name as string] = value as string;
  return outputs;
}

/** The workflow commands in a log that the runner would obey: not those between stop-commands and its token. */
export function commandsIn(stdout: string): string[] {
  const obeyed: string[] = [];
  let stopped: string | undefined;
  for (const line of stdout.split(/\r?\n/)) {
    const stop = /^::stop-commands::(.+)$/.exec(line)?.[1];
    if (stopped !== undefined) stopped = line === `::${stopped}::` ? undefined : stopped;
    else if (stop !== undefined) stopped = stop;
    else if (/^\s*::/.test(line)) obeyed.push(line);
  }
  return obeyed;
}
