import type { EnvironmentInputs, FileSystem, UnreadCode } from "../../../parser.ts";
import { PerCheckout } from "../../../per-checkout.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { own } from "../../../source/own.ts";
import { inFolder } from "../../../source/paths.ts";
import { Budget } from "../../terraform/evaluate/budget.ts";
import type { Body } from "../../terraform/syntax/ast.ts";
import { object, str } from "../../terraform/values/construct.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import { EvaluatedConfiguration } from "./configuration.ts";
import type { Configuration, Position, Reading, UnitOutputs } from "./contract.ts";
import { isSelfContained } from "./self-contained.ts";
import { parseConfiguration, VALUES_FILE } from "./syntax.ts";

/** What the policy says of the shell. */
export type Shell = Pick<EnvironmentInputs, "environment" | "terragrunt">;

/** What a stack gives to a unit that it makes. */
export interface MadeBy {
  /** The unit's folder. */
  folder: string;
  values: TfValue | undefined;
  /** What is merged over the unit, made for a reading of it. */
  over: (reading: Reading) => readonly Configuration[];
}

/** A shell of which nothing is known. */
export const BARE_SHELL: Shell = {
  environment: "<name>",
  terragrunt: { variables: {}, environmentVariables: {} },
};

function noOutputs(): string {
  return "nothing is asked of other units here";
}

/** Files that are the same for all units that read them are evaluated once. */
const shared = new PerCheckout<string, Configuration>();

/** The files of one unit, each read once for each place that it has in the unit. */
export class UnitReading implements Reading {
  readonly fs: FileSystem;
  readonly budget = new Budget();
  readonly environment: string;
  readonly files = new Set<string>();
  readonly unread: UnreadCode[] = [];
  readonly problems = new Map<string, { message: string; at: SourceLocation }[]>();
  readonly #shell: Shell;
  readonly #madeBy: MadeBy | undefined;
  readonly #outputs: (folder: string) => UnitOutputs | string;
  readonly #configurations = new Map<string, Configuration | undefined>();

  constructor(
    fs: FileSystem,
    shell: Shell,
    outputs: (folder: string) => UnitOutputs | string,
    madeBy?: MadeBy,
  ) {
    this.fs = fs;
    this.environment = shell.environment;
    this.#shell = shell;
    this.#outputs = outputs;
    this.#madeBy = madeBy;
  }

  shell(name: string): TfValue | undefined {
    const { variables, environmentVariables } = this.#shell.terragrunt;
    const given = own(variables, name);
    if (given) return { ...str(given.value), origin: { at: given.at } };
    const text = own(environmentVariables, name);
    return text === undefined ? undefined : str(text);
  }

  /** The unit's own file. */
  unit(path: string): Configuration | undefined {
    return this.at({ path, unit: path, original: path });
  }

  at(position: Position): Configuration | undefined {
    const key = `${position.path}\n${position.child ? position.unit : ""}`;
    if (this.#configurations.has(key)) return this.#configurations.get(key);
    const file = this.fs.read(position.path);
    if (!file) return undefined;
    this.files.add(file.path);
    const { body, problems } = parseConfiguration(file);
    if (problems.length > 0) this.problems.set(file.path, problems);
    const configuration = this.#configuration(position, body);
    this.#configurations.set(key, configuration);
    return configuration;
  }

  #configuration(position: Position, body: Body): Configuration {
    const isUnit = position.path === position.original && !position.child;
    if (isUnit) return new EvaluatedConfiguration(this, position, body, new Map(), this.#madeBy?.over(this));
    if (position.child || !isSelfContained(body)) return new EvaluatedConfiguration(this, position, body);
    const { path } = position;
    return shared.get(this.fs, path, () =>
      new UnitReading(this.fs, BARE_SHELL, noOutputs).#alone(path, body),
    );
  }

  #alone(path: string, body: Body): Configuration {
    return new EvaluatedConfiguration(this, { path, unit: path, original: path }, body);
  }

  values(folder: string): TfValue | undefined {
    if (this.#madeBy?.folder === folder) return this.#madeBy.values;
    const path = inFolder(folder, VALUES_FILE);
    const read = this.fs.exists(path) ? this.at({ path, unit: path, original: path }) : undefined;
    return (
      read && object([...read.body.attributes].map(([name, { value }]) => [name, read.value(name, value)]))
    );
  }

  outputs(folder: string): UnitOutputs | string {
    return this.#outputs(folder);
  }
}
