import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { temporaryFolder } from "../support/temporary-folder.ts";

// What a run knows of an account, it knows by files: it asks nobody, whatever credentials there are.

const TRIED = `const { writeFileSync, appendFileSync } = require("node:fs");
const { join } = require("node:path");
const tried = join(__dirname, "tried.txt");
writeFileSync(tried, "");
const note = (what) => () => { appendFileSync(tried, what + "\\n"); throw new Error("no network: " + what); };
const net = require("node:net");
net.Socket.prototype.connect = note("connect");
for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) {
  require("node:dns")[name] = note("dns." + name);
  require("node:dns/promises")[name] = note("dns." + name);
}
require("node:dgram").createSocket = note("dgram");
globalThis.fetch = note("fetch");
`;

const FILES = {
  "main.tf":
    'provider "aws" {\n  region = "us-east-1"\n}\nresource "aws_lambda_function" "f" {\n  function_name = "f"\n  reserved_concurrent_executions = 10\n}\n',
  "policy.yml":
    'environments: { prod: { production: true, account: "111122223333", regions: [us-east-1] } }\nsnapshot: { max-age-days: 36500 }\n',
  "snapshot.json": JSON.stringify({
    schemaVersion: 1,
    account: "111122223333",
    takenAt: "2026-01-01T00:00:00Z",
    days: 14,
    regions: { "us-east-1": { limit: 2000, unreserved: 1990, functions: [] } },
  }),
};

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder("connection");
  const built = await bundle(join(import.meta.dirname, "../.."));
  for (const [file, text] of [...built, ...Object.entries(FILES), ["tried.cjs", TRIED] as const]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...words: string[]) {
  const env = {
    ...process.env,
    ...{ AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" },
  };
  const { status, stdout } = spawnSync(process.execPath, ["--require", "./tried.cjs", "cli.js", ...words], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, stdout, tried: readFileSync(join(folder, "tried.txt"), "utf8") };
}

it("policy run opens no connection, also with a snapshot and with credentials in the environment", () => {
  const { status, stdout, tried } = call("run", "main.tf", "--snapshot", "snapshot.json", "--format", "json");
  expect([status, tried]).toEqual([0, ""]);
  expect(JSON.parse(stdout).ledger[0].limit).toBe(2000);
});

it("would be noticed if it did: policy snapshot does", () => {
  expect(call("snapshot").tried).not.toBe("");
});
