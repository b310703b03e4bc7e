import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CodeAction, Hover, InlayHint } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { callIn } from "../support/command-line.ts";
import { CAPABILITIES, uri } from "../support/language-client.ts";
import { connected, EXTRA, FILES, folderOf } from "./support.ts";

const codes = (said: readonly { code?: unknown }[]) => said.map(({ code }) => code);

describe("policy lsp", () => {
  test("says what it can do", async () => {
    const { client } = connected();
    const { capabilities, serverInfo } = (await client.start([])) as {
      capabilities: object;
      serverInfo: object;
    };
    expect(serverInfo).toMatchObject({ name: "lambda-concurrency-policy" });
    expect(capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      inlayHintProvider: true,
      codeActionProvider: { codeActionKinds: ["quickfix"] },
      completionProvider: {},
    });
  });

  test("finds in a text that isn't saved what a run finds in it, at the same place", async () => {
    const folder = folderOf(FILES);
    const { client } = connected();
    await client.start([folder]);
    const main = join(folder, "main.tf");
    await client.open(main, FILES["main.tf"] + EXTRA);
    const [found] = await client.diagnostics(main, (said) => said.length > 0);

    writeFileSync(main, FILES["main.tf"] + EXTRA);
    const { out } = await callIn(folder, "run", "--format", "json");
    const { location } = JSON.parse(out).findings[0];
    expect(found).toMatchObject({
      code: "reserved-concurrency-required",
      severity: 1,
      source: "policy",
      range: {
        start: { line: location.startLine - 1, character: location.startColumn - 1 },
        end: { line: location.endLine - 1, character: location.endColumn - 1 },
      },
      codeDescription: { href: expect.stringContaining("docs/rules/reserved-concurrency-required.md") },
      message: expect.stringContaining("aws_lambda_function.extra in live"),
    });
  });

  test("tells where a number comes from in each environment, and what it takes of its pool", async () => {
    const folder = folderOf(FILES);
    const { client } = connected();
    await client.start([folder]);
    const main = join(folder, "main.tf");
    await client.open(main, FILES["main.tf"]);
    const hover = await client.at<Hover>("hover", main, 7, 40);
    expect(hover.contents).toEqual({
      kind: "markdown",
      value: [
        "**reserved concurrency** `aws_lambda_function.orders`",
        `live **90**: [live.tfvars:1](${uri(join(folder, "live.tfvars"))}#L1) → \`variable room\` [main.tf:1](${uri(main)}#L1) → \`aws_lambda_function.orders\` [main.tf:8](${uri(main)}#L8)`,
        `trial **4**: [trial.tfvars:1](${uri(join(folder, "trial.tfvars"))}#L1) → \`variable room\` [main.tf:1](${uri(main)}#L1) → \`aws_lambda_function.orders\` [main.tf:8](${uri(main)}#L8)`,
        "live: takes 90 of 900 \\(10 %\\) in 111122223333 eu-west-1, 810 left",
        "trial: takes 4 of 900 \\(0.4 %\\) in 444455556666 eu-west-1, 896 left",
      ].join("  \n"),
    });
    const ofFunction = await client.at<Hover>("hover", main, 4, 3);
    expect(JSON.stringify(ofFunction)).toContain("memory");
    expect(await client.at("hover", main, 3, 0)).toBeNull();
  });

  test("shows the number of each environment at the end of the lines that it goes through", async () => {
    const folder = folderOf(FILES);
    const { client } = connected();
    await client.start([folder]);
    const main = join(folder, "main.tf");
    await client.open(main, FILES["main.tf"]);
    const hints = await client.within<InlayHint[]>("inlayHint", main, 0, 99);
    const end = "  reserved_concurrent_executions = var.room".length;
    expect(hints.map(({ label, position }) => [label, position.line, position.character])).toEqual([
      ["live 90 · trial 4", 0, 'variable "room" {'.length],
      ["live 90 · trial 4", 7, end],
    ]);
    expect(await client.within("inlayHint", main, 4, 6)).toEqual([]);
  });

  test("names the environment of a number that only one of several has, and none where there is one", async () => {
    const only = FILES["main.tf"].replace("  publish", "  count = var.room > 50 ? 1 : 0\n  publish");
    const labels = async (files: Readonly<Record<string, string>>) => {
      const { client } = connected();
      const folder = folderOf(files);
      await client.start([folder]);
      await client.open(join(folder, "main.tf"), only);
      const hints = await client.within<InlayHint[]>("inlayHint", join(folder, "main.tf"), 5, 99);
      return hints.map(({ label }) => label);
    };
    const other = 'resource "aws_lambda_function" "g" {\n  reserved_concurrent_executions = 3\n}\n';
    expect(await labels({ ...FILES, "other.tf": other })).toEqual(["live 90"]);
    expect(await labels({ "terraform.tfvars": "room = 70\n", "main.tf": "" })).toEqual(["70"]);
  });

  test("offers a repair as edits, with which nothing is found", async () => {
    const folder = folderOf(FILES);
    const { client } = connected();
    await client.start([folder]);
    const main = join(folder, "main.tf");
    const text = FILES["main.tf"] + EXTRA;
    await client.open(main, text);
    const [found] = await client.diagnostics(main, (said) => said.length > 0);
    const line = found?.range.start.line ?? 0;
    const [action, ...more] = await client.within<CodeAction[]>("codeAction", main, line, line, {
      context: { diagnostics: [found] },
    });
    expect(more).toEqual([]);
    expect(action).toMatchObject({
      title: "Write reserved_concurrent_executions = 6",
      kind: "quickfix",
      diagnostics: [found],
    });
    const [change] = action?.edit?.documentChanges ?? [];
    if (!change || !("edits" in change)) throw new Error("There is no edit of a document.");
    expect(change.textDocument).toEqual({ uri: uri(main), version: 1 });
    const document = TextDocument.create(uri(main), "terraform", 1, text);
    writeFileSync(main, TextDocument.applyEdits(document, change.edits as never));
    expect((await callIn(folder, "run")).exitCode).toBe(0);
  });

  test("gives edits without versions to a client that takes none, and plain words to one that shows no Markdown", async () => {
    const folder = folderOf(FILES);
    const { client } = connected();
    await client.start([folder], { textDocument: {} });
    const main = join(folder, "main.tf");
    await client.open(main, FILES["main.tf"] + EXTRA);
    const [action] = await client.within<CodeAction[]>("codeAction", main, 0, 99, {
      context: { diagnostics: [] },
    });
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([uri(main)]);
    const hover = await client.at<Hover>("hover", main, 7, 40);
    expect(hover.contents).toMatchObject({
      kind: "plaintext",
      value: expect.stringContaining("live 90: live.tfvars:1 →"),
    });
    expect(client.registered).toEqual([]);
  });

  test("shows names as text, whatever they hold", async () => {
    const name = "a)[x](http://example.com) <b>.yaml";
    const folder = folderOf({});
    const { client } = connected();
    await client.start([folder]);
    const path = join(folder, name);
    const key = '"F`](http://example.com)<b>"';
    await client.open(
      path,
      `Resources:\n  ${key}:\n    Type: AWS::Lambda::Function\n    Properties: { ReservedConcurrentExecutions: 2 }\n`,
    );
    const hover = await client.at<Hover>("hover", path, 3, 50);
    const { value } = hover.contents as { value: string };
    expect(value).toContain("**reserved concurrency** ``F`](http://example.com)<b>``");
    expect(value).toContain(`](${uri(path).replace(/[()]/g, (each) => (each === "(" ? "%28" : "%29"))}#L4)`);
    const outside = value.replace(/``.*``/, "");
    expect(outside).not.toMatch(/<b>|[^\\]\]\(http/);
  });

  test("goes by the last of several changes, and by no half word", async () => {
    const folder = folderOf(FILES);
    const { client } = connected();
    await client.start([folder]);
    const main = join(folder, "main.tf");
    await client.open(main, FILES["main.tf"] + EXTRA);
    await client.diagnostics(main, (said) => said.length > 0);
    const half = EXTRA.replace("}", "  reserved_conc");
    await client.change(main, FILES["main.tf"] + half, 2);
    expect(codes(await client.diagnostics(main, (_, version) => version === 2))).toContain(
      "infrastructure-read",
    );
    for (const [version, most] of [
      [3, "res"],
      [4, "reserved_concurrent_executions = "],
      [5, "reserved_concurrent_executions = 3\n}"],
    ] as const)
      await client.change(main, FILES["main.tf"] + EXTRA.replace("}", most), version);
    expect(await client.diagnostics(main, (_, version) => version === 5)).toEqual([]);
    expect(client.logged).toEqual([]);
  });

  test("sees changes of the disk: values, files that come and go, and the policy", async () => {
    const folder = folderOf({ ...FILES, "main.tf": FILES["main.tf"] + EXTRA });
    const { client } = connected();
    await client.start([folder]);
    const main = join(folder, "main.tf");
    expect(codes(await client.diagnostics(main, (said) => said.length > 0))).toEqual([
      "reserved-concurrency-required",
    ]);
    await expect
      .poll(() => client.registered.map(({ method }) => method))
      .toEqual(["workspace/didChangeWatchedFiles"]);
    const changed = async (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      const changes = [{ uri: uri(join(folder, name)), type: 2 }];
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    };
    await changed("live.tfvars", "room = 91\n");
    await client.open(main, FILES["main.tf"] + EXTRA);
    expect(JSON.stringify(await client.at("hover", main, 7, 40))).toContain("live **91**");
    await changed("policy.yml", `${FILES["policy.yml"]}rules:\n  reserved-concurrency-required: "off"\n`);
    expect(await client.diagnostics(main, (said) => said.length === 0)).toEqual([]);
    await changed(
      "more.tf",
      EXTRA.replaceAll("extra", "later").replace("}", "  reserved_concurrent_executions = 5000\n}"),
    );
    await client.diagnostics(join(folder, "more.tf"), (said) =>
      codes(said).includes("reserved-concurrency-within-limit"),
    );
  });

  test("checks several folders, each by its own policy, and takes back what it said of one that is closed", async () => {
    const here = folderOf({ ...FILES, "main.tf": FILES["main.tf"] + EXTRA });
    const there = folderOf({ "template.yaml": "Resources: { F: { Type: AWS::Lambda::Function } }\n" });
    const { client } = connected();
    await client.start([here]);
    await client.diagnostics(join(here, "main.tf"), (said) => said.length === 1);
    const folder = (path: string) => ({ uri: uri(path), name: path });
    const event = { added: [folder(there)], removed: [folder(here)] };
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await client.diagnostics(join(there, "template.yaml"), (said) => said.length > 0);
    await client.diagnostics(join(here, "main.tf"), (said) => said.length === 0);
  });

  test("checks a file that is opened without a folder, also one that isn't on the disk yet", async () => {
    const folder = folderOf({});
    const { client } = connected();
    await client.start([]);
    const path = join(folder, "new.tf");
    await client.open(path, EXTRA);
    expect(codes(await client.diagnostics(path, (said) => said.length > 0))).toContain(
      "reserved-concurrency-required",
    );
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(path) } });
    expect(await client.diagnostics(path, (said) => said.length === 0)).toEqual([]);
  });

  test("takes the policy and the environments from the client's configuration", async () => {
    const folder = folderOf({
      ...FILES,
      "main.tf": FILES["main.tf"] + EXTRA,
      "central/strict.yml": `extends: strict\nrules: { reserved-concurrency-required: note }\n`,
    });
    const { client } = connected();
    await client.start([folder], CAPABILITIES, { policy: "central/strict.yml" });
    const [found] = await client.diagnostics(join(folder, "main.tf"), (said) =>
      codes(said).includes("reserved-concurrency-required"),
    );
    expect(found?.severity).toBe(3);
  });

  test("answers shutdown with null and ends with 0; with 1 when the client goes without a word", async () => {
    const polite = connected();
    await polite.client.start([]);
    expect(await polite.client.leave()).toBeNull();
    expect(await polite.exitCode).toBe(0);
    const rude = connected();
    await rude.client.start([]);
    await rude.client.connection.sendNotification("exit");
    expect(await rude.exitCode).toBe(1);
  });
});
