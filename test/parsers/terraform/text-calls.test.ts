import { describe, expect, it } from "vitest";
import { textOnly } from "../../../src/parsers/terraform/text-calls.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

const told = (text: string, more: Readonly<Record<string, string>> = {}) =>
  textOnly(".", new MemoryFileSystem({ "main.tf": text, ...more }));
const sources = (text: string, more?: Readonly<Record<string, string>>) =>
  told(text, more)?.calls.map(({ path, written }) => `${path.join(".")} ${written}`);

const VPC = 'module "vpc" {\n  source = "acme/vpc/aws"\n  cidr   = "10.0.0.0/16"\n}\n';

describe("a folder is told by its text alone", () => {
  it.each([
    ["without any module", 'resource "aws_s3_bucket" "b" {}\n', []],
    ["with a plain call", VPC, ["vpc acme/vpc/aws"]],
    [
      "with brackets, quotes and comments",
      `# {\n${VPC.replace("cidr", 'tags = { a = "}" } # }\n  cidr')}`,
      ["vpc acme/vpc/aws"],
    ],
    [
      "with expressions in texts",
      VPC.replace("10.0", () => '${var.a}-${lookup(var.b, "}")}'),
      ["vpc acme/vpc/aws"],
    ],
    [
      "with a heredoc",
      VPC.replace('"10.0.0.0/16"', () => "<<-EOT\n    } ${var.x}\n  EOT"),
      ["vpc acme/vpc/aws"],
    ],
    [
      "with patterns that look like comments",
      `${VPC}locals {\n  arn = "arn:aws:s3:::b/*"\n}\n`,
      ["vpc acme/vpc/aws"],
    ],
    ["with a call in a comment", `/*\n${VPC}*/\n# ${VPC.replaceAll("\n", "\n# ")}\n`, []],
    ["with a call in a heredoc", `locals {\n  doc = <<-EOT\n${VPC}  EOT\n}\n${VPC}`, ["vpc acme/vpc/aws"]],
    [
      "with what looks like a comment in a text",
      `locals {\n  a = "\${f("/*")}"\n}\n${VPC}locals {\n  b = "*/"\n}\n`,
      ["vpc acme/vpc/aws"],
    ],
    [
      "with a source in a comment",
      VPC.replace("  cidr", '  /*\n  source = "x"\n  */\n  cidr'),
      ["vpc acme/vpc/aws"],
    ],
  ])("%s", (_, text, expected) => {
    expect(sources(text)).toEqual(expected);
  });

  it("with the folders that it calls", () => {
    const text = 'module "net" {\n  source = "./net"\n}\n';
    expect(sources(text, { "net/main.tf": VPC })).toEqual(["net.vpc acme/vpc/aws"]);
    expect(told(text, { "net/main.tf": VPC })?.folders).toEqual(["net"]);
  });
});

describe("a folder is evaluated, not told by its text", () => {
  const LAMBDA = 'resource "aws_lambda_function" "f" {}\n';
  it.each<[string, string, Readonly<Record<string, string>>?]>([
    ["where it speaks of Lambda", LAMBDA],
    ["where it speaks of Lambda in escapes", LAMBDA.replace("lambda", "\\u006cambda")],
    ["where it deploys a stack", 'resource "aws_cloudformation_stack" "s" {}\n'],
    ["where it scales something", 'resource "aws_appautoscaling_target" "t" {}\n'],
    [
      "where it scales something by Cloud Control",
      'resource "awscc_applicationautoscaling_scalable_target" "t" {}\n',
    ],
    ["where a type is an argument", 'resource "aws_cloudcontrolapi_resource" "r" {}\n'],
    ["where a comment never ends", `/*\n${VPC}`],
    [
      "where a heredoc ends after odd white space",
      `locals {\n  a = <<E\nE\f\n}\n${VPC}locals {\n  b = <<E\nE\n}\n`,
    ],
    ["where it calls a folder that does", 'module "m" {\n  source = "./m"\n}\n', { "m/main.tf": LAMBDA }],
    ["where it calls a folder that is not there", 'module "m" {\n  source = "./m"\n}\n'],
    ["where a call follows a comment on its line", `/* */ module "m" {\n  source = "./m"\n}\n`],
    [
      "where a source follows a comment on its line",
      'module "m" {\n  /*\n  source = "acme/vpc/aws"\n  */ source = "./m"\n}\n',
    ],
    [
      "where a heredoc holds a source",
      'module "m" {\n  x = <<E\nsource = "acme/vpc/aws"\nE\n  source = "./m"\n}\n',
    ],
    [
      "where a map holds a source",
      'module "m" {\n  x = {\n  source = "acme/vpc/aws"\n}\n  source = "./m"\n}\n',
    ],
    ["where a source is an expression", 'module "m" {\n  source = "./${"m"}"\n}\n'],
    ["where a source has escapes", 'module "m" {\n  source = "\\u002e/m"\n}\n'],
    ["where a block has no quotes", 'module m {\n  source = "./m"\n}\n'],
    ["where a block stands on one line", 'module "m" { source = "./m" }\n'],
    ["where a block is never closed", 'module "m" {\n  source = "acme/vpc/aws"\n'],
    ["where an argument is a function's", VPC.replace("cidr", "handler")],
    ["where modules are installed", VPC, { ".terraform/modules/modules.json": "{}" }],
    ["where it is JSON", "", { "more.tf.json": '{"module":{"m":{"source":"./m"}}}' }],
  ])("%s", (_, text, more) => {
    expect(told(text, more)).toBeUndefined();
  });

  it("where folders call each other in a circle", () => {
    const call = (source: string) => `module "m" {\n  source = "${source}"\n}\n`;
    expect(told(call("./a"), { "a/main.tf": call("../b"), "b/main.tf": call("../a") })).toBeUndefined();
  });
});
