import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { DiskCheckout } from "../../../src/engine/checkout/disk-checkout.ts";
import type { FileSystem, Parsed } from "../../../src/parser.ts";
import { LIMITS } from "../../../src/parsers/terraform/evaluate/budget.ts";
import terraform from "../../../src/parsers/terraform/index.ts";
import { given, inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function parse(files: Record<string, string> | FileSystem, path = ".", inputs = inputsFor("prod")): Parsed {
  const fs =
    "read" in files && typeof files.read === "function"
      ? (files as FileSystem)
      : new MemoryFileSystem(files as Record<string, string>);
  return terraform.parse({ format: "terraform", path }, inputs, fs);
}

const errors = ({ diagnostics }: Parsed) =>
  diagnostics.filter(({ severity }) => severity !== "note").map(({ message }) => message);

const fn = (more: string) => `resource "aws_lambda_function" "f" {\n  function_name = "f"\n  ${more}\n}\n`;

/** These fill the bounds, which takes a while on a busy machine. */
const LONG = { timeout: 60_000 };

describe("instances", LONG, () => {
  it.each([LIMITS.instances - 1, LIMITS.instances])("%i of a function are all read", (count) => {
    const parsed = parse({ "main.tf": fn(`count = ${count}`) });
    expect(parsed.resources.functions).toHaveLength(count);
    expect(errors(parsed)).toEqual([]);
  });

  it.each([LIMITS.instances + 1, 1e9])(
    "%i are too many, which is said once, where they are made",
    (count) => {
      const parsed = parse({ "main.tf": `\n${fn(`count = ${count}`)}` });
      expect(parsed.resources.functions).toHaveLength(LIMITS.instances);
      expect(errors(parsed)).toEqual([
        `Not all of this root was evaluated: it has more than ${LIMITS.instances} instances.`,
      ]);
      expect(parsed.diagnostics[0]?.at).toMatchObject({ file: "main.tf", start: { line: 2 } });
    },
  );

  it("of modules count too", () => {
    const parsed = parse({
      "main.tf": 'module "m" {\n  source = "./m"\n  count = 6000\n}\n',
      "m/main.tf": fn(""),
    });
    // Each is one instance of the module and one of the function in it.
    expect(parsed.resources.functions.length).toBeLessThanOrEqual(LIMITS.instances / 2);
    expect(errors(parsed)).toEqual([
      `Not all of this root was evaluated: it has more than ${LIMITS.instances} instances.`,
    ]);
  });
});

describe("modules within modules", LONG, () => {
  /** A root and a number of modules below it, each called by the one above; the function is in the last. */
  function chain(depth: number): Record<string, string> {
    const files: Record<string, string> = {};
    for (let at = 0; at < depth; at++)
      files[at === 0 ? "main.tf" : `m${at}/main.tf`] =
        `module "m${at + 1}" {\n  source = "${at === 0 ? "./" : "../"}m${at + 1}"\n}\n`;
    files[`m${depth}/main.tf`] = fn("reserved_concurrent_executions = 3");
    return files;
  }

  it.each([LIMITS.moduleDepth - 1, LIMITS.moduleDepth])("%i deep are read", (depth) => {
    const parsed = parse(chain(depth));
    expect(parsed.resources.functions).toHaveLength(1);
    expect(errors(parsed)).toEqual([]);
  });

  it("one deeper is said at the call", () => {
    const parsed = parse(chain(LIMITS.moduleDepth + 1));
    expect(parsed.resources.functions).toEqual([]);
    expect(parsed.unread).toEqual([
      expect.objectContaining({
        kind: "module",
        because: `it was not evaluated: its modules are nested more than ${LIMITS.moduleDepth} deep`,
        at: expect.objectContaining({ file: "m32/main.tf" }),
      }),
    ]);
  });

  it("that call themselves end, and what is beside them is read", () => {
    const parsed = parse({
      "main.tf": `module "m" {\n  source = "./m"\n}\n${fn("reserved_concurrent_executions = 5")}`,
      "m/main.tf": 'module "again" {\n  source = "../m"\n}\n',
    });
    expect(parsed.resources.functions).toHaveLength(1);
    expect(errors(parsed)).toEqual(["module.m.module.again would call itself."]);
  });

  it("that call themselves twice end too", () => {
    const parsed = parse({
      "main.tf": `module "m" {\n  source = "./m"\n}\n`,
      "m/main.tf": `module "a" {\n  source = "../m"\n}\nmodule "b" {\n  source = "../m"\n}\n${fn("")}`,
    });
    expect(parsed.resources.functions).toHaveLength(1);
    expect(errors(parsed)).toEqual([
      "module.m.module.a would call itself.",
      "module.m.module.b would call itself.",
    ]);
  });
});

describe("nothing outside the checkout is read", () => {
  let top: string;
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  };
  beforeEach(() => {
    top = temporaryFolder("outside");
    put("secret/main.tf", fn("reserved_concurrent_executions = 99"));
    put("secret/number.txt", "99");
    put("secret/prod.tfvars", "cap = 99\n");
    mkdirSync(join(top, "checkout/.git"), { recursive: true });
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));
  const read = (inputs = inputsFor("prod")) =>
    parse(new DiskCheckout(join(top, "checkout")), "infra", inputs);

  test("by the source of a module", () => {
    put("checkout/infra/main.tf", 'module "m" {\n  source = "../../secret"\n}\n');
    const parsed = read();
    expect(parsed.resources.functions).toEqual([]);
    expect(parsed.unread?.map(({ address, because }) => `${address}: ${because}`)).toEqual([
      "module.m: ../../secret is not a module in the checkout",
    ]);
  });

  test("by the source of a module that is a link", () => {
    put("checkout/infra/main.tf", 'module "m" {\n  source = "./linked"\n}\n');
    symlinkSync(join(top, "secret"), join(top, "checkout/infra/linked"));
    expect(read().resources.functions).toEqual([]);
  });

  test("by a manifest of modules", () => {
    put("checkout/infra/main.tf", 'module "m" {\n  source = "example/m/aws"\n}\n');
    const modules = [{ Key: "m", Source: "registry.terraform.io/example/m/aws", Dir: "../../secret" }];
    put("checkout/infra/.terraform/modules/modules.json", JSON.stringify({ Modules: modules }));
    expect(read().resources.functions).toEqual([]);
  });

  test.each([
    'file("../../secret/number.txt")',
    'file("${path.module}/../../secret/number.txt")',
    'file("linked.txt")',
    'templatefile("linked.txt", {})',
    'trimspace(file("${path.root}/folder/number.txt"))',
    'length(fileset("../../secret", "*"))',
    'length(fileset("folder", "*"))',
    'fileexists("../../secret/number.txt") ? 99 : 98',
  ])("by the function %s", (expression) => {
    put("checkout/infra/main.tf", fn(`reserved_concurrent_executions = ${expression}`));
    symlinkSync(join(top, "secret/number.txt"), join(top, "checkout/infra/linked.txt"));
    symlinkSync(join(top, "secret"), join(top, "checkout/infra/folder"));
    const [read1] = read().resources.functions;
    expect(
      read1?.reservedConcurrency.state === "known" ? read1.reservedConcurrency.value : "unknown",
    ).not.toBe(99);
    expect(read1?.reservedConcurrency).not.toMatchObject({ state: "known", value: 3 });
  });

  test("by a file of variables that the policy names, or that is found by its name", () => {
    put("checkout/infra/main.tf", `variable "cap" {}\n${fn("reserved_concurrent_executions = var.cap")}`);
    symlinkSync(join(top, "secret/prod.tfvars"), join(top, "checkout/infra/prod.tfvars"));
    expect(read().resources.functions[0]?.reservedConcurrency.state).toBe("unknown");
    const { terraform: values, ...more } = inputsFor("prod");
    const parsed = read({ ...more, terraform: { ...values, varFiles: [given("../secret/prod.tfvars")] } });
    expect(parsed.resources.functions[0]?.reservedConcurrency.state).toBe("unknown");
    expect(errors(parsed)[0]).toContain("../secret/prod.tfvars");
  });

  test("but links within the checkout are followed", () => {
    put("checkout/infra/main.tf", 'module "m" {\n  source = "./linked"\n}\n');
    put("checkout/shared/main.tf", fn("reserved_concurrent_executions = 4"));
    symlinkSync(join(top, "checkout/shared"), join(top, "checkout/infra/linked"));
    expect(read().resources.functions[0]?.reservedConcurrency).toMatchObject({ state: "known", value: 4 });
  });
});
