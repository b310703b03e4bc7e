import type { Parser } from "../parser.ts";
import { parsers } from "../parsers/index.ts";
import { findPolicyFile } from "./policy-file.ts";
import type { RunOptions } from "./run.ts";

/** A policy that may describe modules of Terraform, itself or by what it extends. */
const MAY_DESCRIBE_MODULES = /module-adapters|extends/;

/** Loads the parsers that the files of a run ask for, and the one that its policy does. */
export async function parsersFor({
  checkout,
  paths,
  policyFile,
  policyTree = checkout,
}: Pick<RunOptions, "checkout" | "paths" | "policyFile" | "policyTree">): Promise<Parser[]> {
  const files = checkout.files(paths);
  const policy = policyFile ?? findPolicyFile(paths, policyTree);
  const describesModules =
    policy !== undefined && MAY_DESCRIBE_MODULES.test(policyTree.read(policy)?.text ?? "");
  const needed = parsers.filter(
    ({ name, claims }) => files.some(claims) || (describesModules && name === "terraform"),
  );
  return Promise.all(needed.map(({ load }) => load()));
}

/** Loads all of them. */
export function allParsers(): Promise<Parser[]> {
  return Promise.all(parsers.map(({ load }) => load()));
}
