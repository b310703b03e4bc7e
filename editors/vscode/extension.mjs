import { join } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** What the server has something to say of; whatever language it is in, since without Terraform's extension its files are plain text. */
const FILES = "**/*.{tf,tofu,tfvars,hcl,yml,yaml,json,template}";
const SECTION = "lambdaConcurrencyPolicy";

/** @type {LanguageClient | undefined} */
let client;

/** Starts `policy lsp`: the one that comes with the extension, unless the user names another. */
export async function activate(context) {
  const own = { module: join(context.extensionPath, "dist/server/cli.js"), args: ["lsp"] };
  const named = vscode.workspace.getConfiguration(SECTION).get("server");
  const server = named ? { command: named, args: ["lsp"] } : { ...own, transport: TransportKind.stdio };
  client = new LanguageClient(SECTION, "Lambda Concurrency Policy", server, {
    documentSelector: [{ scheme: "file", pattern: FILES }],
  });
  await client.start();
}

export function deactivate() {
  return client?.stop();
}
