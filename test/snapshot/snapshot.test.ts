import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestAccount, testAccount } from "../support/aws/account.ts";
import { AwsServer } from "../support/aws/server.ts";
import { callWith } from "../support/command-line.ts";
import { expectToFollow } from "../support/json-schema.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KEYS = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI",
  AWS_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
};
const GIVEN = { ...process.env };

let folder: string;
let server: AwsServer | undefined;
beforeEach(() => {
  folder = temporaryFolder("snapshot");
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, KEYS, {
    AWS_CONFIG_FILE: join(folder, "none"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
  });
});
afterEach(async () => {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(GIVEN, name)) delete process.env[name];
  Object.assign(process.env, GIVEN);
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function take(account: TestAccount, ...words: string[]) {
  server = await AwsServer.start(account);
  process.env["AWS_ENDPOINT_URL"] = server.url;
  const called = await callWith(folder, { now: "2026-11-20T06:12:00.000Z" }, "snapshot", ...words);
  if (called.out.startsWith("{")) expectToFollow("snapshot", JSON.parse(called.out));
  return { ...called, server };
}

const CHECKOUT = {
  name: "checkout",
  reserved: 200,
  provisioned: [{ qualifier: "live", amount: 20 }],
  scaling: [{ qualifier: "live", min: 10, max: 40 }],
  metrics: {
    "ConcurrentExecutions Maximum": [
      [3, 40],
      [84, 165],
      [90, 12],
    ] as [number, number][],
    "Throttles Sum": [[24, 7]] as [number, number][],
    "Invocations Sum": [
      [24, 1000],
      [48, 500],
    ] as [number, number][],
    "ProvisionedConcurrencyUtilization@live Average": [
      [3, 0.2],
      [4, 0.42],
    ] as [number, number][],
    "ProvisionedConcurrencyUtilization@live Maximum": [[3, 0.9]] as [number, number][],
    "ProvisionedConcurrencySpilloverInvocations@live Sum": [[24, 12]] as [number, number][],
  },
};

test("an account is written as it is", async () => {
  const account = testAccount([CHECKOUT, { name: "thumbs" }, { name: "off", reserved: 0 }], {
    limit: 2000,
    claimedPeak: 512,
    requestedLimit: 3000,
  });
  const { exitCode, out, err } = await take(account);
  expect([exitCode, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toEqual({
    schemaVersion: 1,
    account: "111122223333",
    takenAt: "2026-11-20T06:12:00Z",
    days: 14,
    regions: {
      "us-east-1": {
        limit: 2000,
        unreserved: 1800,
        requestedLimit: 3000,
        claimedPeak: 512,
        functions: [
          {
            name: "checkout",
            reserved: 200,
            provisioned: [{ qualifier: "live", requested: 20, allocated: 20 }],
            scaling: [{ qualifier: "live", min: 10, max: 40 }],
            peak: 165,
            peakHours: ["2026-11-16T18:00:00Z"],
            throttles: 7,
            invocations: 1500,
            spillover: 12,
            provisionedUtilization: { average: 0.31, max: 0.9 },
          },
          {
            name: "off",
            reserved: 0,
            provisioned: [],
            ...{ peak: null, peakHours: [], throttles: 0, invocations: 0, spillover: 0 },
            provisionedUtilization: null,
          },
          {
            name: "thumbs",
            reserved: null,
            provisioned: [],
            ...{ peak: null, peakHours: [], throttles: 0, invocations: 0, spillover: 0 },
            provisionedUtilization: null,
          },
        ],
      },
    },
  });
  // Neither keys nor what functions have in their environment.
  expect(out).not.toMatch(/hunter2|SECRET|AKID|wJal/);
});

test("every page is read, of functions, configurations, targets and points", async () => {
  const many = Array.from({ length: 130 }, (_, at) => ({
    name: `f${String(at).padStart(3, "0")}`,
    reserved: 1,
    scaling: [{ qualifier: "live", min: 1, max: at + 1 }],
    metrics: { "ConcurrentExecutions Maximum": [[5, at]] as [number, number][] },
  }));
  const wide = {
    name: "wide",
    provisioned: Array.from({ length: 70 }, (_, at) => ({ qualifier: `v${at}`, amount: 1 })),
    metrics: {
      "ConcurrentExecutions Maximum": Array.from({ length: 150 }, (_, at): [number, number] => [at + 1, at]),
    },
  };
  const { out, server: aws } = await take(testAccount([...many, wide]));
  const { functions } = JSON.parse(out).regions["us-east-1"];
  expect(functions).toHaveLength(131);
  expect(functions[129]).toMatchObject({ name: "f129", peak: 129, scaling: [{ max: 130 }] });
  expect(functions[130].provisioned).toHaveLength(70);
  expect(functions[130].peak).toBe(149);
  expect(aws.count("lambda:ListFunctions")).toBe(3);
  expect(aws.count("application-autoscaling:DescribeScalableTargets")).toBe(3);
  expect(aws.count("lambda:ListProvisionedConcurrencyConfigs")).toBe(132);
});

test("what is throttled is asked again", async () => {
  const account = testAccount([CHECKOUT, { name: "thumbs" }]);
  account.throttled.set("lambda:GetFunctionConcurrency", 2).set("cloudwatch:GetMetricData", 1);
  const { exitCode, out, err } = await take(account);
  expect([exitCode, err]).toEqual([0, ""]);
  expect(JSON.parse(out).regions["us-east-1"].functions[0]).toMatchObject({ reserved: 200, peak: 165 });
});

test("what is denied is said once for each action, and left open", async () => {
  const account = testAccount([CHECKOUT, { name: "thumbs" }]);
  account.denied.add("cloudwatch:GetMetricData").add("lambda:GetFunctionConcurrency");
  account.denied.add("servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota");
  const { exitCode, out, err } = await take(account, "--output", "snapshot.json");
  expect([exitCode, out]).toEqual([0, ""]);
  expect(err.split("\n").filter((line) => line.startsWith("policy: "))).toEqual([
    "policy: cloudwatch:GetMetricData is denied in us-east-1, so peaks, throttles and how much of what is provisioned is used stays open.",
    "policy: lambda:GetFunctionConcurrency is denied in us-east-1, so what each function reserves stays open.",
    "policy: servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota is denied in us-east-1, so whether a higher limit was asked for stays open.",
  ]);
  const written = JSON.parse(readFileSync(join(folder, "snapshot.json"), "utf8"));
  expect(written.denied).toEqual([
    "cloudwatch:GetMetricData",
    "lambda:GetFunctionConcurrency",
    "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
  ]);
  expect(written.regions["us-east-1"].limit).toBe(1000);
  expect(written.regions["us-east-1"].functions[0]).toEqual({
    name: "checkout",
    provisioned: [{ qualifier: "live", requested: 20, allocated: 20 }],
    scaling: [{ qualifier: "live", min: 10, max: 40 }],
    peak: null,
    peakHours: [],
    provisionedUtilization: null,
  });
});

test("where everything is denied, nothing is written", async () => {
  const account = testAccount([CHECKOUT]);
  account.denied.add("lambda:GetAccountSettings").add("lambda:ListFunctions");
  const { exitCode, out, err } = await take(account);
  expect([exitCode, out]).toEqual([3, ""]);
  expect(err).toContain("policy: Nothing of the account could be read, so no snapshot is written.\n");
});

test("a function that is deleted meanwhile is no failure", async () => {
  const { exitCode, out } = await take(testAccount([CHECKOUT, { name: "brief", gone: true }]));
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).regions["us-east-1"].functions.map(({ name }: { name: string }) => name)).toEqual([
    "checkout",
  ]);
});

test("several regions are read, and one that isn't enabled is left out and said", async () => {
  server = await AwsServer.start(testAccount([CHECKOUT]));
  server.notEnabled.add("ap-east-1");
  process.env["AWS_ENDPOINT_URL"] = server.url;
  const { exitCode, out, err } = await callWith(
    folder,
    {},
    "snapshot",
    "--regions",
    "us-east-1, ap-east-1,eu-west-1",
  );
  expect(exitCode).toBe(3);
  expect(Object.keys(JSON.parse(out).regions)).toEqual(["eu-west-1", "us-east-1"]);
  expect(err).toContain("not in ap-east-1: the region may not be enabled for the account.");
  expect(new Set(server.asked.map(({ region }) => region))).toEqual(
    new Set(["us-east-1", "ap-east-1", "eu-west-1"]),
  );
});

test("only some functions, over other days", async () => {
  const { out, server: aws } = await take(
    testAccount([CHECKOUT, { name: "thumbs" }]),
    ...["--functions", "check*", "--days", "7"],
  );
  const written = JSON.parse(out);
  expect([written.days, written.only]).toEqual([7, "check*"]);
  expect(written.regions["us-east-1"].functions).toHaveLength(1);
  expect(aws.count("lambda:GetFunctionConcurrency")).toBe(1);
});

test("names can be hashed: none of them is written, and equal names of two regions differ", async () => {
  const { out } = await take(
    testAccount([CHECKOUT, { name: "thumbs" }]),
    ...["--hash-names", "--regions", "us-east-1,eu-west-1", "--functions", "{checkout,thumbs}"],
  );
  expect(out).not.toMatch(/checkout|thumbs/);
  const written = JSON.parse(out);
  expect(written.names).toBe("sha256");
  const names = Object.values(written.regions).flatMap((region) =>
    (region as { functions: { name: string }[] }).functions.map(({ name }) => name),
  );
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
});

test("at most 10 requests are under way, over functions and regions", async () => {
  const functions = Array.from({ length: 60 }, (_, at) => ({ name: `f${at}`, reserved: 1 }));
  server = await AwsServer.start(testAccount(functions), { delay: 5 });
  process.env["AWS_ENDPOINT_URL"] = server.url;
  const { exitCode } = await callWith(folder, {}, "snapshot", "--regions", "us-east-1,eu-west-1");
  expect([exitCode, server.mostUnderWay]).toEqual([0, 10]);
});

test("functions of many pages are read, none of them twice", async () => {
  const functions = Array.from({ length: 620 }, (_, at) => ({ name: `f${at}`, reserved: 0 }));
  const { exitCode, out, server: aws } = await take(testAccount(functions));
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).regions["us-east-1"].functions).toHaveLength(620);
  expect(aws.mostUnderWay).toBeLessThanOrEqual(10);
  expect(aws.count("lambda:ListFunctions")).toBe(13);
  expect(aws.count("lambda:GetFunctionConcurrency")).toBe(620);
});

test.each([
  ["no credentials", { AWS_ACCESS_KEY_ID: undefined }, "No credentials for AWS can be had: Could not load"],
  [
    "a profile that isn't there",
    { AWS_PROFILE: "nobody" },
    "No credentials for AWS can be had with the profile nobody: Could not load",
  ],
])("%s are said in a sentence", async (_, environment, words) => {
  for (const [name, value] of Object.entries(environment))
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  if (environment && "AWS_PROFILE" in environment) delete process.env["AWS_ACCESS_KEY_ID"];
  const { exitCode, err } = await take(testAccount([]));
  expect(exitCode).toBe(3);
  expect(err).toContain(words);
  expect(err).toContain("aws sso login");
  expect(err.trim().split("\n")).toHaveLength(2);
});

test("an address where nobody answers is said", async () => {
  process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
  const { exitCode, err } = await callWith(folder, {}, "snapshot");
  expect([exitCode, err]).toEqual([
    3,
    "policy: sts:GetCallerIdentity in us-east-1 gets no answer: ECONNREFUSED.\n  Is there a network, and a way to AWS through it?\n",
  ]);
});

test.each([
  [["--days", "0"], "--days is a whole number from 1 to 455"],
  [["--regions", "Ireland"], '"Ireland" is no region.'],
  [["--functions", "{a"], 'The pattern "{a" has a brace without its partner.'],
  [["--time-limit", "soon"], "--time-limit is a whole number"],
])("%j is a mistake in the call", async (words, said) => {
  const { exitCode, err } = await callWith(folder, {}, "snapshot", ...words);
  expect(exitCode).toBe(2);
  expect(err).toContain(said);
});

test("the permissions are printed without asking anybody", async () => {
  const { exitCode, out } = await callWith(folder, {}, "snapshot", "--iam-policy");
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).Statement[0].Action).toEqual([
    "application-autoscaling:DescribeScalableTargets",
    "cloudwatch:GetMetricData",
    "lambda:GetAccountSettings",
    "lambda:GetFunctionConcurrency",
    "lambda:ListFunctions",
    "lambda:ListProvisionedConcurrencyConfigs",
    "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
  ]);
});
