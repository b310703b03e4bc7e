import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EnvironmentInputs, FileSystem, Located, Parser } from "../../src/parser.ts";
import { given, inputsFor } from "./inputs.ts";
import { MemoryFileSystem } from "./memory-fs.ts";
import { diagnostic, type Projection, project, unreadCode } from "./projection.ts";

/** `inputs.json` of a case: what the policy would give. Absent: the environment `prod` with nothing more. */
interface CaseInputs {
  environment?: string;
  environmentNames?: string[];
  account?: string;
  region?: string;
  stage?: string;
  params?: Record<string, unknown>;
  environmentVariables?: Record<string, string>;
  parameters?: Record<string, unknown>;
  parameterFiles?: string[];
  samconfig?: string;
  stackName?: string;
  terraform?: {
    varFiles?: string[];
    variables?: Record<string, unknown>;
    workspace?: string;
    /** `TF_VAR_*` without the prefix, as if the policy allowed them. */
    environmentVariables?: Record<string, string>;
  };
  terragrunt?: { variables?: Record<string, string>; environmentVariables?: Record<string, string> };
  moduleAdapters?: unknown[];
}

/** One test for each folder of cases: what the parser reads must be its `expected.json`, which people have read. */
export function describeCases(parser: Parser, folder: string, how: Projection = {}): void {
  describe(`${parser.format} cases`, () => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())) {
      it(entry.name, async () => {
        const path = join(folder, entry.name);
        const read = readCase(parser, MemoryFileSystem.fromFolder(path), inputsIn(path), how);
        await expect(`${JSON.stringify(read, null, 2)}\n`).toMatchFileSnapshot(join(path, "expected.json"));
      });
    }
  });
}

/** The roots of a file system and what the parser reads in each. */
export function readCase(
  parser: Parser,
  fs: FileSystem & { paths: string[] },
  inputs: EnvironmentInputs,
  how: Projection = {},
): Record<string, unknown> {
  const claimed = fs.paths.filter(
    (path) => !/^(?:expected|inputs|recorded)\.json$/.test(path) && parser.claims(path),
  );
  const { roots, diagnostics, unread = [], leftOut = [] } = parser.roots(claimed, fs);
  return {
    ...(diagnostics.length === 0 ? {} : { diagnostics: diagnostics.map(diagnostic) }),
    ...(unread.length === 0 ? {} : { unread: unread.map(unreadCode) }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    roots: Object.fromEntries(
      roots.map((root) => {
        const { format, path, isFragment: _, ...more } = root;
        const name = [path, root.stack, root.artifact].filter((part) => part !== undefined).join(" ");
        return [name, { ...more, ...project(parser.parse(root, inputs, fs), how) }];
      }),
    ),
  };
}

/** What `inputs.json` of a case gives. */
export function inputsIn(folder: string): EnvironmentInputs {
  const path = join(folder, "inputs.json");
  const read: CaseInputs = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const maybe = (text: string | undefined): Located<string> | undefined =>
    text === undefined ? undefined : given(text);
  const located = (data: Record<string, unknown> = {}): Record<string, Located<unknown>> =>
    Object.fromEntries(Object.entries(data).map(([name, value]) => [name, given(value)]));
  const inputs = inputsFor(read.environment ?? "prod");
  return {
    ...inputs,
    account: maybe(read.account),
    region: maybe(read.region),
    environmentNames: read.environmentNames ?? inputs.environmentNames,
    cloudformation: {
      parameters: located(read.parameters),
      parameterFiles: (read.parameterFiles ?? []).map((path) => given(path)),
      samconfig: maybe(read.samconfig),
      stackName: maybe(read.stackName),
    },
    terraform: {
      varFiles: (read.terraform?.varFiles ?? []).map(given),
      variables: located(read.terraform?.variables),
      workspace: maybe(read.terraform?.workspace),
      environmentVariables: read.terraform?.environmentVariables ?? {},
    },
    terragrunt: {
      variables: located(read.terragrunt?.variables) as Record<string, Located<string>>,
      environmentVariables: read.terragrunt?.environmentVariables ?? {},
    },
    moduleAdapters: (read.moduleAdapters ?? []).map(given),
    serverless: {
      stage: maybe(read.stage),
      params: located(read.params),
      environmentVariables: read.environmentVariables ?? {},
    },
  };
}
