import type { Located } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { childOf, type YamlMapping, type YamlNode } from "../../source/yaml/tree.ts";
import { baseFolders } from "../document/paths.ts";
import { keyPlaceOf, nodeAt, type Path, placeOf } from "../document/place.ts";
import { criteriaOf, type MatchData, tagMatcher } from "./compile-match.ts";
import {
  bareEnvironment,
  DEFAULT_ENVIRONMENT,
  type Placement,
  type PolicyEnvironment,
} from "./environment.ts";
import type { RootMatcher } from "./root-matcher.ts";
import type { EnvironmentData, EnvironmentsData, PlacementData } from "./schema.ts";
import type { StaticInputs } from "./static-inputs.ts";

/** The environments of a policy, in its order; one that counts as production when it names none. @param file the policy file */
export function compileEnvironments(
  data: EnvironmentsData,
  tree: YamlMapping,
  file: string,
): PolicyEnvironment[] {
  // Not by the keys of the data: an object lists numbers before names.
  const written = childOf(tree, "environments");
  const names = written?.kind === "mapping" ? written.entries.map((entry) => entry.key) : [];
  if (names.length === 0) return [bareEnvironment(DEFAULT_ENVIRONMENT, file)];
  return names.map((name) => {
    const entry = data.environments?.[name] ?? {};
    const reader = new EntryReader(["environments", name], tree, file);
    const { production, account, regions, match, placements = [] } = entry;
    return {
      name,
      production: production ?? false,
      account: reader.located(account, "account"),
      regions: reader.list(regions, "regions"),
      at: keyPlaceOf(tree, ["environments", name]) ?? reader.at(),
      matcher: match ? reader.matcher(match, "match") : { criteria: [], at: undefined },
      tags: tagMatcher(match?.tags),
      inputs: reader.inputs(entry),
      placements: placements.map((each, index) =>
        placementIn(each, new EntryReader(["environments", name, "placements", index], tree, file)),
      ),
    };
  });
}

function placementIn(data: PlacementData, reader: EntryReader): Placement {
  const { paths, stacks, account, regions } = data;
  const isLookup = typeof account === "object";
  return {
    matcher: reader.matcher({ ...(paths ? { paths } : {}), ...(stacks ? { stacks } : {}) }),
    account: isLookup ? undefined : reader.located(account, "account"),
    accounts: isLookup ? reader.record(account, "account") : {},
    regions: reader.list(regions, "regions"),
    inputs: reader.inputs(data),
    at: reader.at(),
  };
}

/** Reads an environment or a placement, with the places of what it says. */
class EntryReader {
  readonly #base: Path;
  readonly #tree: YamlMapping;
  readonly #file: string;

  /** @param base where the entry is in the policy */
  constructor(base: Path, tree: YamlMapping, file: string) {
    this.#base = base;
    this.#tree = tree;
    this.#file = file;
  }

  /** @param steps where the criteria are within the entry */
  matcher(match: MatchData, ...steps: Path): RootMatcher {
    const foldersOf = (index: number) => baseFolders(this.at(...steps, "paths", index).file, this.#file);
    return { criteria: criteriaOf(match, foldersOf), at: this.at(...steps) };
  }

  inputs(
    data: Pick<EnvironmentData, "terraform" | "cloudformation" | "serverless" | "terragrunt">,
  ): StaticInputs {
    const { terraform, cloudformation, serverless, terragrunt } = data;
    return {
      varFiles: this.list(terraform?.["var-files"], "terraform", "var-files"),
      variables: this.record(terraform?.variables, "terraform", "variables"),
      workspace: this.located(terraform?.workspace, "terraform", "workspace"),
      readTerraform: terraform?.["read-environment"],
      parameters: this.#parameters(cloudformation),
      parameterFiles: this.list(cloudformation?.["parameter-files"], "cloudformation", "parameter-files"),
      samconfig: this.located(cloudformation?.samconfig, "cloudformation", "samconfig"),
      stackName: this.located(cloudformation?.["stack-name"], "cloudformation", "stack-name"),
      stage: this.located(serverless?.stage, "serverless", "stage"),
      params: this.record(serverless?.params, "serverless", "params"),
      readServerless: serverless?.["read-environment"],
      env: this.record(terragrunt?.env, "terragrunt", "env"),
      readTerragrunt: terragrunt?.["read-environment"],
    };
  }

  /** Stack parameters are text: digits stay as they are written, with their leading zeros. */
  #parameters(cloudformation: EnvironmentData["cloudformation"]): Record<string, Located<unknown>> {
    const parameters = this.record(cloudformation?.parameters, "cloudformation", "parameters");
    const holder = nodeAt(this.#tree, this.#path("cloudformation", "parameters"));
    return mapRecord(parameters, ({ value, at }, name) => ({
      value: exactDigits(value, childOf(holder, name)),
      at,
    }));
  }

  #path(...steps: Path): Path {
    return [...this.#base, ...steps];
  }

  at(...steps: Path): SourceLocation {
    return placeOf(this.#tree, this.#path(...steps));
  }

  located<T>(value: T | undefined, ...steps: Path): Located<T> | undefined {
    return value === undefined ? undefined : { value, at: this.at(...steps) };
  }

  list<T>(values: readonly T[] | undefined, ...steps: Path): Located<T>[] {
    return (values ?? []).map((value, index) => ({ value, at: this.at(...steps, index) }));
  }

  record<T>(values: Readonly<Record<string, T>> | undefined, ...steps: Path): Record<string, Located<T>> {
    return mapRecord(values ?? {}, (value, name) => ({ value, at: this.at(...steps, name) }));
  }
}

function mapRecord<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

function exactDigits(value: unknown, node: YamlNode | undefined): unknown {
  if (typeof value !== "number" || node?.kind !== "scalar") return value;
  return String(value) === node.text ? value : node.text;
}
