// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how the framework writes variables
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EnvironmentInputs } from "../../../src/parser.ts";
import { readConfiguration } from "../../../src/parsers/serverless/discovery.ts";
import { readService, type Service } from "../../../src/parsers/serverless/service.ts";
import { parseText } from "../../../src/parsers/serverless/variables/placeholder.ts";
import { childOf, toData, type YamlNode } from "../../../src/source/yaml/tree.ts";
import { given, inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

function read(files: Record<string, string>, inputs: EnvironmentInputs = inputsFor("prod")): Service {
  const fs = new MemoryFileSystem(files);
  const file = fs.read("serverless.yml");
  const top = file && readConfiguration(file).top;
  if (!top) throw new Error("no service");
  return readService(top, inputs, fs);
}

/** The value of `description` of the only function; for an unknown value its reason. */
function described(
  expression: string,
  more: Record<string, string> = {},
  inputs?: EnvironmentInputs,
): unknown {
  const { "": rest = "", ...files } = more;
  const text = `service: shop\nprovider:\n  name: aws\nfunctions:\n  f:\n    description: ${expression}\n${rest}`;
  const service = read({ "serverless.yml": text, ...files }, inputs);
  const node = childOf(service.functions[0]?.node, "description") as YamlNode;
  const because = service.provenances.get(node)?.because;
  return because === undefined ? toData(node) : `unknown: ${because}`;
}

const serverless = (more: Partial<EnvironmentInputs["serverless"]>): EnvironmentInputs =>
  inputsFor("prod", { serverless: { stage: undefined, params: {}, environmentVariables: {}, ...more } });

describe("variables of serverless.yml", () => {
  it.each([
    ["plain", "plain"],
    ["${self:service}", "shop"],
    ["${self:custom.cap}", 40],
    ["at most ${self:custom.cap} of ${self:service}", "at most 40 of shop"],
    ["${self:custom.list.1}", "b"],
    ["${self:custom.map}", { inner: 40 }],
    ["${self:custom.none, 5}", 5],
    ["${self:custom.none, 'five, six'}", "five, six"],
    ["${self:custom.none, self:custom.cap}", 40],
    ["${self:custom.none, ${self:custom.cap}}", 40],
    ["${self:custom.none, ${self:custom.nothing}, 7}", 7],
    ["${self:custom.none, true}", true],
    ["${self:custom.none, null}", null],
    ["${self:custom.empty, 3}", 3],
    ["${self:custom.${self:custom.key}}", 40],
    ["${self:custom.byStage.${sls:stage}, 1}", 9],
    ["${opt:stage, 'dev'}", "prod"],
    ["${opt:cap, 5}", 5],
    ["${strToBool(${self:custom.yes})}", true],
    ["${strToBool(0)}", false],
    ["${AWS::Region}", "${AWS::Region}"],
    ["a ${Name} b", "a ${Name} b"],
    ["${", "${"],
  ])("%s", (expression, expected) => {
    const custom = [
      "custom:",
      "  cap: 40",
      "  key: cap",
      "  list: [a, b]",
      "  map: { inner: '${self:custom.cap}' }",
      "  empty: ",
      "  yes: 'true'",
      "  byStage: { prod: 9, dev: 2 }",
    ].join("\n");
    expect(described(JSON.stringify(expression), { "": custom })).toEqual(expected);
  });

  it.each([
    ["${ssm:/shop/cap}", "unknown: ${ssm:…} is kept in the Parameter Store, which is not read"],
    [
      "${ssm.eu-west-1:/shop/cap, 5}",
      "unknown: ${ssm.eu-west-1:…} is kept in the Parameter Store, which is not read",
    ],
    ["${cf:other.Output}", "unknown: ${cf:…} is kept in the outputs of another stack, which is not read"],
    ["${s3:bucket/key}", "unknown: ${s3:…} is kept in an S3 object, which is not read"],
    ["${aws:accountId}", "unknown: the account is not given; give it in environments.prod.account"],
    ["${sls:instanceId}", "unknown: ${sls:instanceId} is new with each deployment"],
    [
      "${env:CAP}",
      "unknown: the environment variable CAP is not known here; allow it in environments.prod.serverless.read-environment",
    ],
    [
      "${param:cap}",
      "unknown: the parameter cap has no value; give it in environments.prod.serverless.params",
    ],
    ["${self:custom.cap}", "unknown: there is no custom.cap in serverless.yml"],
    ["${file(caps.yml):prod}", "unknown: there is no prod in the file caps.yml"],
    ["${file(caps.js):prod}", "unknown: caps.js is code, which is not run"],
    ["${file(../secret.yml):prod}", "unknown: the file ../secret.yml is outside the checkout"],
    ["${file(/etc/passwd)}", "unknown: the file /etc/passwd is outside the checkout"],
    ["${vars:cap}", 'unknown: the variable source "vars" belongs to a plugin or resolver, which is not run'],
    ["${opt:stage, dev}", "prod"],
    ["${opt:other, dev}", 'unknown: "dev" is not a variable; a text must be in quotes'],
  ])("%s is %s", (expression, expected) => {
    expect(described(JSON.stringify(expression), {}, serverless({ stage: given("prod") }))).toBe(expected);
  });

  it("takes parameters from the policy, then from the stage, then from the default", () => {
    const stages =
      "stages:\n  default:\n    params: { a: 1, b: 1, c: 1 }\n  prod:\n    params: { a: 2, b: 2 }\n";
    const inputs = serverless({ params: { a: given(3) } });
    expect(described('"${param:a} ${param:b} ${param:c}"', { "": stages }, inputs)).toBe("3 2 1");
    const older = "params:\n  default: { a: 1, b: 1, c: 1 }\n  prod: { a: 2, b: 2 }\n";
    expect(described('"${param:a} ${param:b} ${param:c}"', { "": older }, inputs)).toBe("3 2 1");
  });

  it("takes environment variables only from what the policy allows", () => {
    expect(described('"${env:CAP}"', {}, serverless({ environmentVariables: { CAP: "5" } }))).toBe("5");
  });

  it("takes account and region from the environment", () => {
    const inputs = inputsFor("prod", { account: given("111122223333"), region: given("eu-west-1") });
    expect(described('"${aws:accountId} ${aws:region} ${opt:region}"', {}, inputs)).toBe(
      "111122223333 eu-west-1 eu-west-1",
    );
  });

  it("reads files, and variables in them by the service", () => {
    const files = {
      "config/prod.yml": "caps:\n  pay: ${self:custom.cap}\n",
      "": "custom:\n  cap: 12\n",
      "note.txt": "hello",
    };
    const inputs = serverless({ stage: given("prod") });
    expect(described('"${file(config/${sls:stage}.yml):caps.pay}"', files, inputs)).toBe(12);
    expect(described('"${file(./note.txt)}"', files, inputs)).toBe("hello");
    expect(described('"${file(config/beta.yml):caps.pay, 1}"', files, inputs)).toBe(1);
  });

  it("says which variable refers to itself", () => {
    const circle = "custom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\n";
    expect(described('"${self:custom.a}"', { "": circle })).toMatch(
      /^unknown: the variable .* refers to itself$/,
    );
    expect(described('"${self:custom}"', { "": "custom:\n  all: ${self:custom}\n" })).toEqual({
      all: "${self:custom}",
    });
  });

  it("keeps the place of the literal, and the way from there", () => {
    const service = read({
      "serverless.yml":
        "service: shop\nprovider: aws\ncustom:\n  cap: 40\nfunctions:\n  f:\n    reservedConcurrency: ${self:custom.cap}\n",
    });
    const node = childOf(service.functions[0]?.node, "reservedConcurrency") as YamlNode;
    expect(node.file.locate(node.start).start.line).toBe(4);
    expect(service.provenances.get(node)?.trace?.map((step) => `${step.what} ${step.at.start.line}`)).toEqual(
      ["${self:custom.cap} 7"],
    );
  });

  it("bounds variables that multiply", () => {
    const doubling = Array.from(
      { length: 60 },
      (_, index) => `  v${index}: ["\${self:custom.v${index + 1}}", "\${self:custom.v${index + 1}}"]`,
    );
    expect(
      described('"${self:custom.v0}"', { "": `custom:\n${doubling.join("\n")}\n  v60: end\n` }),
    ).toBeDefined();
    const chain = Array.from({ length: 5000 }, (_, index) => `  v${index}: "\${self:custom.v${index + 1}}"`);
    expect(described('"${self:custom.v0}"', { "": `custom:\n${chain.join("\n")}\n  v5000: end\n` })).toBe(
      "unknown: the variables are nested too deeply",
    );
    const long = Array.from(
      { length: 40 },
      (_, index) => `  v${index}: "\${self:custom.v${index + 1}}\${self:custom.v${index + 1}}"`,
    );
    expect(described('"${self:custom.v0}"', { "": `custom:\n${long.join("\n")}\n  v40: text\n` })).toBe(
      "unknown: the variables make too long a text",
    );
  });
});

describe("cutting texts at their variables", () => {
  it("never throws, and keeps a text without variables as it is", () => {
    const pieces = fc.constantFrom(
      "${",
      "}",
      "self:",
      "a",
      ",",
      "(",
      ")",
      "'",
      '"',
      ":",
      "$",
      " ",
      "file",
      "${self:a}",
      "AWS::",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const segments = parseText(text);
        const rebuilt = segments
          .map((segment) => (typeof segment === "string" ? segment : segment.text))
          .join("");
        expect(rebuilt).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("is quick with texts made to be slow", () => {
    const started = performance.now();
    parseText("${self:".repeat(1_000) + "}".repeat(1_000));
    parseText("${".repeat(4_000));
    parseText(`\${${"(".repeat(7_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
