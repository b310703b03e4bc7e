import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import { serve } from "../../src/editor/server.ts";
import { LanguageClient } from "../support/language-client.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A folder with some files, gone after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder("editor");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A client with the server at the other end, on a day that does not pass. */
export function connected(settings = {}): { client: LanguageClient; exitCode: Promise<number> } {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const exitCode = serve(
    { input: toServer, output: toClient },
    { environments: [], allowPlugins: false, ...settings },
    { today: () => "2026-11-01", environmentVariables: {} },
  );
  const client = new LanguageClient(toClient, toServer);
  onTestFinished(async () => {
    toServer.end();
    await exitCode;
  });
  return { client, exitCode };
}

/** One function whose number each environment gives, and one that reserves nothing where `extra` is added. */
export const FILES = {
  "policy.yml": `default-reserved: 6
environments:
  live: { production: true, account: "111122223333", regions: [eu-west-1], terraform: { var-files: [live.tfvars] } }
  trial: { account: "444455556666", regions: [eu-west-1], terraform: { var-files: [trial.tfvars] } }
`,
  "live.tfvars": "room = 90\n",
  "trial.tfvars": "room = 4\n",
  "main.tf": `variable "room" {
  type = number
}

resource "aws_lambda_function" "orders" {
  function_name                  = "orders"
  publish                        = true
  reserved_concurrent_executions = var.room
}
`,
};

export const EXTRA = `
resource "aws_lambda_function" "extra" {
  function_name = "extra"
}
`;
