import type { Parser } from "../../parser.ts";
import { parsers } from "../../parsers/index.ts";

/** Loads the parsers that some files ask for. */
export function parsersFor(files: readonly string[]): Promise<Parser[]> {
  return Promise.all(parsers.filter(({ claims }) => files.some(claims)).map(({ load }) => load()));
}

/** Loads all of them. */
export function allParsers(): Promise<Parser[]> {
  return Promise.all(parsers.map(({ load }) => load()));
}

/** Loads what says what is wrong with the description of a Terraform module. */
export async function loadModuleProblems(): Promise<Parser["moduleProblems"]> {
  const terraform = await parsers.find(({ name }) => name === "terraform")?.load();
  return terraform?.moduleProblems;
}
