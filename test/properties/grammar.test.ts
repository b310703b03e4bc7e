import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { reporters } from "../support/reporters.ts";
import { propertyRuns } from "./support.ts";

/** JSON is YAML, so that what is generated is always read. */
type Data = string | number | boolean | null | Data[] | { [key: string]: Data };

const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.0.0" };
const STACK_TRACE = /\n\s+at .*\.(?:[cm]?[jt]s):\d+|internal error|\[object Object\]|undefined/;
const SECONDS = 2;

/** Whatever a text says, it is read within a moment, into places that it has, without a trace of the program. */
async function expectRead(file: string, text: string): Promise<void> {
  const started = process.cpuUsage();
  const outcome = await runPolicy({
    checkout: new MemoryCheckout({ [file]: text, "a.yml": "x: { y: 1 }\n", "policy.yml": POLICY }),
    paths: ["."],
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error("the policy can be used, so there is a report");
  const { report } = outcome;
  for (const reporter of reporters) expect(reporter.render(report, OPTIONS)).not.toMatch(STACK_TRACE);
  for (const { at } of [...report.findings, ...report.diagnostics]) {
    const length = { [file]: text.length, "policy.yml": POLICY.length, "a.yml": 12 }[at?.file ?? ""] ?? 0;
    expect(at?.end.offset ?? 0).toBeLessThanOrEqual(length);
  }
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1e6).toBeLessThan(SECONDS);
}

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1, us-east-1] }
  dev: { serverless: { stage: dev }, cloudformation: { parameters: { P: 5, Q: dev } } }
`;

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** A mapping with some of the keys. */
function mapping(keys: Record<string, fc.Arbitrary<Data | undefined>>): fc.Arbitrary<Data> {
  return fc
    .record(Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, some(value)])))
    .map((data) => JSON.parse(JSON.stringify(data)) as Data);
}
const anything: fc.Arbitrary<Data> = fc.constantFrom<Data>(
  ...[0, -1, 1, 5, 2.5, 1e21, "", "0", "5", " 7 ", "-1", "true", true, false, null, "live", "$LATEST"],
  ...[[], {}, [1], [[1]], { a: 1 }, "__proto__", { __proto__: null }, "${", "${}", "a,b"],
);
const manyOf = (value: fc.Arbitrary<Data>, keys: string[]): fc.Arbitrary<Data> =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 });
const list = (value: fc.Arbitrary<Data>): fc.Arbitrary<Data> => fc.array(value, { maxLength: 3 });

const variable: fc.Arbitrary<Data> = fc
  .tuple(
    fc.constantFrom(
      "self:custom.a",
      "self:custom",
      "self:",
      "opt:stage",
      "sls:stage",
      "param:p",
      "env:E",
      "file(a.yml):x.y",
    ),
    fc.constantFrom("", ", 3", ", 'x'", ", ${self:custom.b}", ", null", ",", ", x"),
    fc.constantFrom("", "-", "${self:custom.c}"),
  )
  .map(([source, rest, text]) => `${text}\${${source}${rest}}`);
const remote = fc.constantFrom<Data>(
  "${ssm:/x}",
  "${cf:a.b, 3}",
  "${file(a.js):x}",
  "${file(../../x.yml)}",
  "${strToBool(${self:custom.a})}",
);

const intrinsic: fc.Arbitrary<Data> = fc.letrec<{ value: Data }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anything,
    fc.constantFrom<Data>(
      { Ref: "P" },
      { Ref: "F" },
      { Ref: "AWS::NoValue" },
      { Ref: "Gone" },
      { "Fn::GetAtt": ["F", "Arn"] },
      { "Fn::GetAtt": "F.Version" },
    ),
    tie("value").map((value): Data => ({ "Fn::Sub": value })),
    fc
      .tuple(fc.constantFrom("C", "D", "Gone"), tie("value"), tie("value"))
      .map(([c, a, b]): Data => ({ "Fn::If": [c, a, b] })),
    fc
      .tuple(fc.constantFrom("", ":", ","), fc.array(tie("value"), { maxLength: 3 }))
      .map(([by, parts]): Data => ({ "Fn::Join": [by, parts] })),
    fc.tuple(tie("value"), tie("value")).map(([at, from]): Data => ({ "Fn::Select": [at, from] })),
    fc
      .tuple(fc.constantFrom("M", "Gone"), tie("value"), tie("value"))
      .map(([map, a, b]): Data => ({ "Fn::FindInMap": [map, a, b] })),
    fc
      .tuple(fc.constantFrom(":", ",", ""), tie("value"))
      .map(([by, value]): Data => ({ "Fn::Split": [by, value] })),
    fc.array(tie("value"), { maxLength: 2 }).map((both): Data => ({ "Fn::Equals": both })),
  ),
})).value;

const value = fc.oneof(variable, anything, intrinsic, remote);
const event = fc.oneof(
  anything,
  mapping({ sqs: value, http: value, stream: value, schedule: value, cloudFront: value }),
  mapping({ sqs: mapping({ arn: value, maximumConcurrency: value, batchSize: value }) }),
);
const serverlessFunction = fc.oneof(
  {
    weight: 5,
    arbitrary: mapping({
      handler: value,
      name: value,
      reservedConcurrency: value,
      memorySize: value,
      timeout: value,
      architecture: value,
      provisionedConcurrency: fc.oneof(value, mapping({ executions: value, alias: value })),
      concurrencyAutoscaling: fc.oneof(
        value,
        mapping({ enabled: value, minimum: value, maximum: value, alias: value }),
      ),
      snapStart: value,
      versionFunction: value,
      durableConfig: value,
      condition: value,
      url: value,
      tags: manyOf(value, ["a", "b"]),
      events: fc.oneof(list(event), value),
    }),
  },
  { weight: 1, arbitrary: value },
);
const functions = manyOf(serverlessFunction, ["api", "send-mail", "constructor", "a_b"]);

const ids = [
  "F",
  "V",
  "A",
  "E",
  "S",
  "ApiLambdaFunction",
  "ApiProvConcLambdaAlias",
  "toString",
  "Fn::ForEach::X",
];
const resource = fc
  .tuple(
    fc.constantFrom(
      ...[
        "AWS::Lambda::Function",
        "AWS::Lambda::Version",
        "AWS::Lambda::Alias",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Serverless::Function",
      ],
      ...[
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::CloudFormation::Stack",
        "AWS::Serverless::Application",
        "constructor",
      ],
    ),
    mapping({
      FunctionName: intrinsic,
      ReservedConcurrentExecutions: intrinsic,
      MemorySize: intrinsic,
      Timeout: intrinsic,
      Tags: intrinsic,
      Name: intrinsic,
      FunctionVersion: intrinsic,
      AutoPublishAlias: intrinsic,
      Events: fc.oneof(
        intrinsic,
        manyOf(
          mapping({ Type: fc.constantFrom<Data>("SQS", "Api", "constructor", 5), Properties: intrinsic }),
          ["a", "b"],
        ),
      ),
      ProvisionedConcurrencyConfig: fc.oneof(
        intrinsic,
        mapping({ ProvisionedConcurrentExecutions: intrinsic }),
      ),
      RoutingConfig: fc.oneof(
        intrinsic,
        mapping({
          AdditionalVersionWeights: fc.oneof(
            intrinsic,
            list(mapping({ FunctionVersion: intrinsic, FunctionWeight: intrinsic })),
          ),
        }),
      ),
      ResourceId: intrinsic,
      MinCapacity: intrinsic,
      MaxCapacity: intrinsic,
      ScalableDimension: intrinsic,
      TemplateURL: intrinsic,
      Location: intrinsic,
    }),
    fc.constantFrom<Data | undefined>(undefined, "C", "D", "Gone", 5, ["C"]),
  )
  .map(([Type, Properties, Condition]): Data => JSON.parse(JSON.stringify({ Type, Properties, Condition })));
const resources = fc.oneof(
  {
    weight: 6,
    arbitrary: manyOf(fc.oneof({ weight: 6, arbitrary: resource }, { weight: 1, arbitrary: intrinsic }), ids),
  },
  { weight: 1, arbitrary: intrinsic },
);
const sections = {
  Resources: resources,
  Parameters: fc.oneof(
    anything,
    manyOf(mapping({ Type: anything, Default: anything, AllowedValues: list(anything) }), ["P", "Q"]),
  ),
  Conditions: fc.oneof(
    anything,
    manyOf(
      fc.oneof(intrinsic, fc.constantFrom<Data>({ "Fn::Not": [{ Condition: "D" }] }, { Condition: "C" })),
      ["C", "D"],
    ),
  ),
  Mappings: fc.oneof(anything, manyOf(manyOf(manyOf(anything, ["x"]), ["a", "b"]), ["M"])),
};

describe("configurations made by a grammar", () => {
  it("of the Serverless Framework", async () => {
    const service = mapping({
      params: fc.oneof(value, manyOf(manyOf(value, ["p", "q"]), ["default", "dev", "prod"])),
      stages: fc.oneof(value, manyOf(mapping({ params: manyOf(value, ["p"]) }), ["default", "dev"])),
      custom: fc.oneof(value, manyOf(value, ["a", "b", "c"])),
      plugins: fc.constantFrom<Data>(["serverless-provisioned-concurrency-autoscaling"], {}, null),
      functions: fc.oneof(functions, list(functions), value),
      resources: fc.oneof(
        value,
        mapping({ ...sections, extensions: resources }),
        list(mapping({ ...sections, extensions: fc.oneof(value, resources) })),
      ),
      frameworkVersion: anything,
    });
    const provider = fc.oneof(
      {
        weight: 5,
        arbitrary: mapping({
          stage: value,
          region: value,
          memorySize: value,
          versionFunctions: value,
          tags: value,
          stackTags: value,
          stackName: value,
        }),
      },
      { weight: 1, arbitrary: value },
    );
    await fc.assert(
      fc.asyncProperty(
        service,
        provider,
        fc.oneof(value, fc.constant<Data>("shop")),
        async (rest, settings, name) => {
          const isMapping = typeof settings === "object" && settings !== null && !Array.isArray(settings);
          const text = {
            service: name,
            provider: isMapping ? { name: "aws", ...settings } : "aws",
            ...(rest as object),
          };
          await expectRead("serverless.json", JSON.stringify(text, null, 1));
        },
      ),
      { numRuns: propertyRuns(60) },
    );
  });

  it("of CloudFormation and SAM", async () => {
    const globals = {
      Globals: mapping({
        Function: mapping({ ReservedConcurrentExecutions: intrinsic, AutoPublishAlias: intrinsic }),
      }),
    };
    const transform = {
      Transform: fc.constantFrom<Data>("AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", [
        "AWS::LanguageExtensions",
        5,
      ]),
    };
    await fc.assert(
      fc.asyncProperty(mapping({ ...sections, ...globals, ...transform }), async (template) => {
        await expectRead("template.json", JSON.stringify(template, null, 1));
      }),
      { numRuns: propertyRuns(80) },
    );
  });
});
