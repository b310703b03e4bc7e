import type { Located } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { childOf, type YamlMapping, type YamlNode } from "../../source/yaml/tree.ts";
import { baseFolders } from "../document/paths.ts";
import { keyPlaceOf, nodeAt, type Path, placeOf } from "../document/place.ts";
import { criteriaOf, tagMatcher } from "./compile-match.ts";
import { bareEnvironment, DEFAULT_ENVIRONMENT, type PolicyEnvironment } from "./environment.ts";
import type { RootMatcher } from "./root-matcher.ts";
import type { EnvironmentData, EnvironmentsData } from "./schema.ts";
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
  return names.map((name) => new EnvironmentReader(name, data.environments?.[name] ?? {}, tree, file).read());
}

class EnvironmentReader {
  readonly #name: string;
  readonly #data: EnvironmentData;
  readonly #tree: YamlMapping;
  readonly #file: string;

  constructor(name: string, data: EnvironmentData, tree: YamlMapping, file: string) {
    this.#name = name;
    this.#data = data;
    this.#tree = tree;
    this.#file = file;
  }

  read(): PolicyEnvironment {
    const { production, account, regions, match } = this.#data;
    return {
      name: this.#name,
      production: production ?? false,
      account: this.#located(account, "account"),
      regions: this.#list(regions, "regions"),
      at: keyPlaceOf(this.#tree, this.#path()) ?? this.#at(),
      matcher: this.#matcher(),
      tags: tagMatcher(match?.tags),
      inputs: this.#inputs(),
    };
  }

  #matcher(): RootMatcher {
    const { match } = this.#data;
    if (!match) return { criteria: [], at: undefined };
    const foldersOf = (index: number) => baseFolders(this.#at("match", "paths", index).file, this.#file);
    return { criteria: criteriaOf(match, foldersOf), at: this.#at("match") };
  }

  #inputs(): StaticInputs {
    const { terraform, cloudformation, serverless } = this.#data;
    return {
      varFiles: this.#list(terraform?.["var-files"], "terraform", "var-files"),
      variables: this.#record(terraform?.variables, "terraform", "variables"),
      workspace: this.#located(terraform?.workspace, "terraform", "workspace"),
      readTerraform: terraform?.["read-environment"] ?? false,
      parameters: this.#parameters(),
      parameterFiles: this.#list(cloudformation?.["parameter-files"], "cloudformation", "parameter-files"),
      samconfig: this.#located(cloudformation?.samconfig, "cloudformation", "samconfig"),
      stackName: this.#located(cloudformation?.["stack-name"], "cloudformation", "stack-name"),
      stage: this.#located(serverless?.stage, "serverless", "stage"),
      params: this.#record(serverless?.params, "serverless", "params"),
      readServerless: serverless?.["read-environment"] ?? false,
    };
  }

  /** Stack parameters are text: digits stay as they are written, with their leading zeros. */
  #parameters(): Record<string, Located<unknown>> {
    const parameters = this.#record(this.#data.cloudformation?.parameters, "cloudformation", "parameters");
    const holder = nodeAt(this.#tree, this.#path("cloudformation", "parameters"));
    return mapRecord(parameters, ({ value, at }, name) => ({
      value: exactDigits(value, childOf(holder, name)),
      at,
    }));
  }

  #path(...steps: Path): Path {
    return ["environments", this.#name, ...steps];
  }

  #at(...steps: Path): SourceLocation {
    return placeOf(this.#tree, this.#path(...steps));
  }

  #located<T>(value: T | undefined, ...steps: Path): Located<T> | undefined {
    return value === undefined ? undefined : { value, at: this.#at(...steps) };
  }

  #list<T>(values: readonly T[] | undefined, ...steps: Path): Located<T>[] {
    return (values ?? []).map((value, index) => ({ value, at: this.#at(...steps, index) }));
  }

  #record<T>(values: Readonly<Record<string, T>> | undefined, ...steps: Path): Record<string, Located<T>> {
    return mapRecord(values ?? {}, (value, name) => ({ value, at: this.#at(...steps, name) }));
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
