import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { LanguageClient } from "../support/language-client.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let folder: string;

beforeAll(async () => {
  folder = temporaryFolder("language-server");
  for (const [file, text] of await bundle(join(import.meta.dirname, "../.."))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function started(...more: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ["cli.js", "lsp", ...more], { cwd: folder });
}

const ended = (server: ChildProcessWithoutNullStreams) =>
  new Promise<number | null>((resolve) => server.on("exit", resolve));

test("policy lsp speaks over stdin and stdout, says nothing else, and ends with 0 when it is asked to", async () => {
  // Clients of VS Code's library tell their process, too, unasked.
  const server = started("--stdio", `--clientProcessId=${process.pid}`);
  let told = "";
  server.stderr.on("data", (data) => {
    told += data;
  });
  const code = ended(server);
  const client = new LanguageClient(server.stdout, server.stdin);
  await client.start([folder]);
  const path = join(folder, "main.tf");
  await client.open(path, 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n');
  const [found] = await client.diagnostics(path, (said) => said.length > 0);
  expect(found?.code).toBe("reserved-concurrency-required");
  expect(await client.leave()).toBeNull();
  expect(await code).toBe(0);
  expect(told).toBe("");
});

test("a server whose editor is gone ends, too, and with 1", async () => {
  const server = started();
  const code = ended(server);
  const client = new LanguageClient(server.stdout, server.stdin);
  await client.start([folder]);
  await client.open(join(folder, "main.tf"), "resource");
  client.connection.dispose();
  server.stdin.end();
  expect(await code).toBe(1);
});

test("policy lsp takes no paths", async () => {
  const server = started("infra");
  let told = "";
  server.stderr.on("data", (data) => {
    told += data;
  });
  expect(await ended(server)).toBe(2);
  expect(told).toContain("the editor says which folders it has open");
});

/** What somebody does in Neovim: opens a file, reads what is said of it and of a number, takes the repair. */
const SESSION = `
local said = {}
local folder = vim.fn.getcwd() .. "/shop"
vim.cmd("edit " .. folder .. "/main.tf")
local config = {
  name = "policy",
  cmd = { vim.env.NODE, vim.fn.getcwd() .. "/cli.js", "lsp" },
  root_dir = folder,
  workspace_folders = { { uri = vim.uri_from_fname(folder), name = "shop" } },
}
-- The first is what there is from 0.8 on.
if vim.lsp.start then vim.lsp.start(config) else vim.lsp.buf_attach_client(0, vim.lsp.start_client(config)) end
local function ask(method, more)
  local params = vim.tbl_extend("force", { textDocument = { uri = vim.uri_from_bufnr(0) } }, more)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/" .. method, params, 20000)) do
    return answer.result
  end
end
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, each in ipairs(vim.diagnostic.get(0)) do said.found = each.code end
said.hover = ask("hover", { position = { line = 2, character = 36 } }).contents.value
local start = { line = 4, character = 0 }
local range = { start = start, ["end"] = start }
local actions = ask("codeAction", { range = range, context = { diagnostics = {} } })
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 20)
said.left = #vim.diagnostic.get(0)
said.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")
vim.fn.writefile({ vim.fn.json_encode(said) }, "said.json")
vim.cmd("qa!")
`;

test.skipIf(spawnSync("nvim", ["--version"]).status !== 0)(
  "Neovim shows a finding and where a number comes from, and makes the repair",
  () => {
    const text =
      'resource "aws_lambda_function" "f" {\n  function_name = "f"\n  reserved_concurrent_executions = 4\n}\nresource "aws_lambda_function" "g" {\n}\n';
    mkdirSync(join(folder, "shop"));
    writeFileSync(join(folder, "shop/main.tf"), text);
    writeFileSync(join(folder, "shop/policy.yml"), "default-reserved: 9\n");
    writeFileSync(join(folder, "session.lua"), SESSION);
    const { stderr } = spawnSync("nvim", ["--headless", "--clean", "-n", "-c", "luafile session.lua"], {
      cwd: folder,
      env: { ...process.env, NODE: process.execPath },
      encoding: "utf8",
      timeout: 50_000,
    });
    expect(stderr).not.toContain("Error");
    const said = JSON.parse(readFileSync(join(folder, "said.json"), "utf8"));
    expect(said).toMatchObject({ found: "reserved-concurrency-required", left: 0 });
    expect(said.hover).toContain("default **4**");
    expect(said.text).toContain("reserved_concurrent_executions = 9");
  },
);
