import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktn/hcl2json";
import hcl2 from "hcl2-parser";
import { parseHcl } from "../../../../src/parsers/terraform/syntax/parse.ts";
import { SourceFile } from "../../../../src/source/source-file.ts";
import { asHcl2Json, OperandRefused } from "./as-hcl2json.ts";

// It sets this to infinity, which makes errors slow for all.
Error.stackTraceLimit = 10;

const repository = join(import.meta.dirname, "../../../..");

/** What HashiCorp's own parser makes of a text; undefined when it rejects it. */
export async function theirs(text: string): Promise<unknown> {
  try {
    return await parse("main.tf", text);
  } catch {
    return undefined;
  }
}

/** What our parser makes of a text, in the same form; undefined when it has problems with it, or the referee would have. */
export function ours(text: string): unknown {
  const { body, problems } = parseHcl(new SourceFile("main.tf", text));
  if (problems.length > 0) return undefined;
  try {
    return asHcl2Json(body);
  } catch (error) {
    if (error instanceof OperandRefused) return undefined;
    throw error;
  }
}

/** What hcl2-parser makes of a text, an older build of HashiCorp's. It knows no namespaces, and does not escape `$${`. */
export function valuesOf(text: string): unknown {
  const [value, error] = hcl2.parseToObject(text);
  return error ? undefined : plain(value);
}

export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The Terraform files below a folder of the repository, or below all folders that hold some: path and text. */
export function terraformFiles(...folders: string[]): [file: string, text: string][] {
  return (folders.length > 0 ? folders : ["examples", "test"]).flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:tf|tfvars)$/.test(name) && !name.includes("node_modules"))
      .map((name): [string, string] => [name, readFileSync(join(repository, folder, name), "utf8")]),
  );
}
