import { describe, expect, it } from "vitest";
import { materialised } from "../../../src/parsers/terraform/values/unknown.ts";
import type { TfValue } from "../../../src/parsers/terraform/values/value.ts";
import { inputsOf } from "../../../src/parsers/terragrunt/configuration/inputs.ts";
import { BARE_SHELL } from "../../../src/parsers/terragrunt/configuration/reading.ts";
import { readUnit, unitIn } from "../../../src/parsers/terragrunt/units/unit.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

const FILES = {
  "root.hcl": "locals { here = get_terragrunt_dir() }\ninputs = { of_parent = path_relative_to_include() }\n",
  "live/other.hcl":
    "locals {\n  name = basename(get_terragrunt_dir())\n  first = basename(get_original_terragrunt_dir())\n}\n",
  "live/sizes.tfvars": 'a = 1\nb = ["<x>", null]\n',
  "live/sizes.tfvars.json": '{ "a": 1 }\n',
  "live/deep/notes.txt": "text",
  "terragrunt.hcl": "",
};

/** The inputs of a unit in live/deep/unit, with what includes them. */
function inputs(expressions: Readonly<Record<string, string>>, before = ""): Record<string, unknown> {
  const body = Object.entries(expressions).map(([name, text]) => `  ${name} = ${text}\n`);
  const text = `${before}\ninputs = {\n${body.join("")}}\n`;
  const fs = new MemoryFileSystem({ ...FILES, "live/deep/unit/terragrunt.hcl": text });
  const unit = unitIn("live/deep/unit", fs, BARE_SHELL);
  const configuration = unit && readUnit(unit, BARE_SHELL, () => "no unit").configuration;
  if (!configuration) throw new Error("There is no unit.");
  return Object.fromEntries(
    [...inputsOf(configuration).entries].map(([name, value]) => [name, plain(value)]),
  );
}

function plain(given: TfValue): unknown {
  const value = materialised(given);
  if (value.kind === "unknown") return `unknown: ${value.reasons.map(({ detail }) => detail).join("; ")}`;
  if ("items" in value) return value.items.map(plain);
  if ("entries" in value && value.entries)
    return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plain(entry)]));
  return "value" in value ? value.value : null;
}

const ROOT = 'include "root" { path = find_in_parent_folders("root.hcl") }';

describe("functions of Terragrunt", () => {
  it.each<[string, unknown]>([
    ["get_terragrunt_dir()", "/<checkout>/live/deep/unit"],
    ["get_repo_root()", "/<checkout>"],
    ["get_path_from_repo_root()", "live/deep/unit"],
    ["get_path_to_repo_root()", "../../.."],
    ["path_relative_to_include()", "live/deep/unit"],
    ["path_relative_from_include()", "../../.."],
    ["get_parent_terragrunt_dir()", "/<checkout>"],
    ['find_in_parent_folders("root.hcl")', "/<checkout>/root.hcl"],
    ['find_in_parent_folders("notes.txt")', "/<checkout>/live/deep/notes.txt"],
    ['find_in_parent_folders("deep")', "/<checkout>/live/deep"],
    ["find_in_parent_folders()", "/<checkout>/terragrunt.hcl"],
    ['find_in_parent_folders("none.hcl", "fallback")', "fallback"],
    ['try(find_in_parent_folders("none.hcl"), "none")', "none"],
    ['file(find_in_parent_folders("notes.txt"))', "text"],
    ['file("../notes.txt")', "text"],
    ['fileexists("${get_terragrunt_dir()}/../notes.txt")', true],
    ['read_terragrunt_config("../../other.hcl").locals', { name: "live", first: "unit" }],
    ['read_terragrunt_config("none.hcl", { locals = { a = 1 } }).locals.a', 1],
    ['try(read_terragrunt_config("none.hcl").locals.a, 2)', 2],
    ['read_tfvars_file("../../sizes.tfvars")', '{"a":1,"b":["\\u003cx\\u003e",null]}'],
    ['jsondecode(read_tfvars_file("../../sizes.tfvars.json")).a', 1],
    ['mark_as_read("a.txt")', "a.txt"],
    ["get_terraform_commands_that_need_input()", ["apply", "import", "init", "plan", "refresh"]],
    ["get_terraform_commands_that_need_parallelism()", ["apply", "plan", "destroy"]],
    ['constraint_check("1.5.3", ">= 1.5, < 2.0")', true],
    ['constraint_check("2.0.0", "~> 1.5")', false],
    [
      "deep_merge({ a = { b = [1], c = 2 } }, { a = { b = [3], c = null } }, null)",
      { a: { b: [1, 3], c: null } },
    ],
    ['startswith("abc", "ab") && endswith("abc", "bc") && strcontains("abc", "b")', true],
    ['timecmp("2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z")', -1],
    ["get_terragrunt_source_cli_flag()", ""],
  ])("%s", (expression, expected) => {
    expect(inputs({ x: expression }, ROOT).x).toEqual(expected);
  });

  it.each([
    ['run_cmd("date")', /runs a command/],
    ["get_aws_account_id()", /asks AWS/],
    ['sops_decrypt_file("a.yaml")', /takes a key/],
    ["get_platform()", /machine/],
    ["get_terraform_command()", /command that runs/],
    ["get_working_dir()", /cache/],
    ['get_env("NOBODY")', /environments\.<name>\.terragrunt\.env/],
    ['find_in_parent_folders("none.hcl")', /no none\.hcl in the folders above/],
    ['read_terragrunt_config("../../../../secret.hcl")', /outside of the checkout/],
    ['file("/etc/passwd")', /outside of the checkout/],
    ["local.nothing", /no local value "nothing"/],
    ["nothing()", /no function nothing/],
  ])("%s is unknown, with its reason", (expression, reason) => {
    expect(inputs({ x: expression }, ROOT).x).toMatch(reason);
  });

  it("speak of the unit in a parent, and take a label where there are several", () => {
    const two = `${ROOT}\ninclude "other" { path = "../../other.hcl" }`;
    expect(
      inputs({ a: 'path_relative_to_include("other")', b: 'path_relative_to_include("root")' }, two),
    ).toEqual({
      of_parent: "live/deep/unit",
      a: "deep/unit",
      b: "live/deep/unit",
    });
    expect(inputs({ a: "path_relative_to_include()" }, two).a).toMatch(/label of one of several/);
  });

  it("end where a file reads itself", () => {
    const before = 'locals { a = read_terragrunt_config("terragrunt.hcl").locals.a }';
    expect(inputs({ x: "local.a" }, before).x).toMatch(/refers to itself/);
  });
});
