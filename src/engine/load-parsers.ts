import type { Parser } from "../parser.ts";
import { parsers } from "../parsers/index.ts";
import { findPolicyFile } from "./policy-file.ts";
import type { RunOptions } from "./run.ts";

/** A policy that may describe modules of Terraform, itself or by what it extends. */
const MAY_DESCRIBE_MODULES = /module-adapters|extends/;

/** Loads the parsers that the files of some runs ask for, and the one that their policies do. */
export async function parsersFor(
  ...runs: readonly Pick<RunOptions, "checkout" | "paths" | "policyFile" | "policyTree">[]
): Promise<Parser[]> {
  const files = runs.flatMap(({ checkout, paths }) => checkout.files(paths));
  const describesModules = runs.some(({ checkout, paths, policyFile, policyTree = checkout }) => {
    const path = policyFile ?? findPolicyFile(paths, policyTree);
    return path !== undefined && MAY_DESCRIBE_MODULES.test(policyTree.read(path)?.text ?? "");
  });
  const needed = parsers.filter(
    ({ name, claims }) => files.some(claims) || (describesModules && name === "terraform"),
  );
  return Promise.all(needed.map(({ load }) => load()));
}
