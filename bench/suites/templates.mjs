import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, table } from "../lib/processes.mjs";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const COUNT = 600;
const ROUNDS = 7;

/** `policy run` on 600 SAM and CloudFormation templates, 2 MB in all. The target is a second of processor time beyond Node's own start. */
export default function templates() {
  const folder = path("node_modules/.cache/bench-templates");
  const bytes = write(folder);
  const bare = processorTime(["-e", "0"]);
  const run = processorTime([path("dist/cli.js"), "run", folder]);
  table([
    ["what", "median ms of processor time"],
    ["node -e 0", bare.toFixed(0)],
    [`policy run (${COUNT} templates, ${(bytes / 1e6).toFixed(1)} MB)`, run.toFixed(0)],
    ["beyond Node's start", (run - bare).toFixed(0)],
  ]);
}

/** User and system time of a child process as it reports it at its end, in milliseconds: the median of several runs. */
function processorTime(args) {
  const report =
    "process.on('exit',()=>{const{user,system}=process.cpuUsage();require('fs').writeSync(3,String(user+system))})";
  const preload = `data:text/javascript,import{createRequire}from'node:module';const require=createRequire('/');${encodeURIComponent(report)}`;
  const times = Array.from({ length: ROUNDS }, () => {
    const stdio = ["ignore", "ignore", "ignore", "pipe"];
    const { output } = spawnSync(process.execPath, ["--import", preload, ...args], { stdio });
    return Number(output[3]) / 1e3;
  });
  return median(times);
}

/** The same templates every time; returns their size in bytes. */
function write(folder) {
  rmSync(folder, { recursive: true, force: true });
  let bytes = 0;
  for (let at = 0; at < COUNT; at++) {
    const text = at % 4 === 0 ? JSON.stringify(cloudFormation(at), null, 2) : sam(at);
    const service = `${folder}/service-${at}`;
    mkdirSync(service, { recursive: true });
    writeFileSync(`${service}/template.${at % 4 === 0 ? "json" : "yaml"}`, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

function sam(at) {
  const functions = Array.from({ length: 4 }, (_, each) => {
    const id = `Fn${at}x${each}`;
    return `  ${id}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "\${Stage}-service-${at}-${each}"
      Handler: src/handlers/${each}.handler
      CodeUri: ./src
      ReservedConcurrentExecutions: !If [IsProd, ${1 + (at % 9)}, 1]
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Table }
        - Version: "2012-10-17"
          Statement:
            - { Effect: Allow, Action: ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource: !GetAtt Queue.Arn }
      Events:
        Http: { Type: HttpApi, Properties: { Path: /things/${each}, Method: get } }
        Work: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 10, ScalingConfig: { MaximumConcurrency: 5 } } }
`;
  });
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: prod, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: nodejs22.x
    MemorySize: 512
    Timeout: 20
    Environment:
      Variables: { TABLE: !Ref Table, LOG_LEVEL: info }
Resources:
  Table: { Type: AWS::Serverless::SimpleTable }
  Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 120 } }
${functions.join("")}`;
}

function cloudFormation(at) {
  const resources = {};
  for (let each = 0; each < 3; each++) {
    resources[`Fn${each}`] = {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: { "Fn::Join": ["-", ["service", String(at), String(each), { Ref: "AWS::Region" }]] },
        Runtime: "python3.13",
        Handler: "index.handler",
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
        Code: { S3Bucket: "artifacts", S3Key: `service-${at}/${each}.zip` },
        ReservedConcurrentExecutions: 2,
      },
    };
    resources[`Version${each}`] = {
      Type: "AWS::Lambda::Version",
      Properties: { FunctionName: { Ref: `Fn${each}` } },
    };
    resources[`Alias${each}`] = {
      Type: "AWS::Lambda::Alias",
      Properties: {
        Name: "live",
        FunctionName: { Ref: `Fn${each}` },
        FunctionVersion: { "Fn::GetAtt": [`Version${each}`, "Version"] },
      },
    };
  }
  resources.Role = {
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] } },
  };
  return { AWSTemplateFormatVersion: "2010-09-09", Resources: resources };
}
