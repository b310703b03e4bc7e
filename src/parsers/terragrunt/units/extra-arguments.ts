import type { SourceLocation } from "../../../source/location.ts";
import { known, type Value } from "../../../values/value.ts";
import { locationOf } from "../../terraform/evaluate/origin.ts";
import type { RunnerOption } from "../../terraform/inputs/variable-values.ts";
import type { Block } from "../../terraform/syntax/ast.ts";
import { materialised } from "../../terraform/values/unknown.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "../configuration/contract.ts";
import { pathMeant } from "../configuration/paths.ts";
import { extraArgumentsOf } from "../configuration/settings.ts";
import { labelOf } from "../configuration/syntax.ts";

/** What `extra_arguments` give to a plan and an apply. */
export interface ExtraArguments {
  /** Variables of Terraform, by their names. */
  texts: Map<string, { text: string; at: SourceLocation }>;
  options: RunnerOption[];
  region: Value<string> | undefined;
}

const COMMANDS: ReadonlySet<string> = new Set(["plan", "apply"]);
const REGIONS = ["AWS_REGION", "AWS_DEFAULT_REGION"] as const;
const VARIABLE = "TF_VAR_";

/** Reads them in order: in one block arguments come before required var-files, and these before optional ones that exist. @param folder where Terraform runs */
export function readExtraArguments(configuration: Configuration, folder: string): ExtraArguments {
  const read: ExtraArguments = { texts: new Map(), options: [], region: undefined };
  const regions = new Map<string, Value<string>>();
  for (const { block, configuration: own } of extraArgumentsOf(configuration)) {
    const reader = new BlockReader(block, own, folder);
    if (!reader.texts("commands").some(({ text }) => COMMANDS.has(text))) continue;
    read.options.push(...reader.options());
    for (const [name, variable] of reader.variables()) {
      if (name.startsWith(VARIABLE)) read.texts.set(name.slice(VARIABLE.length), variable);
      regions.set(name, known(variable.text, variable.at));
    }
  }
  read.region = REGIONS.map((name) => regions.get(name)).find((region) => region !== undefined);
  return read;
}

class BlockReader {
  readonly #block: Block;
  readonly #configuration: Configuration;
  readonly #folder: string;

  constructor(block: Block, configuration: Configuration, folder: string) {
    this.#block = block;
    this.#configuration = configuration;
    this.#folder = folder;
  }

  /** The texts of a list. */
  texts(name: string): { text: string; at: SourceLocation }[] {
    const value = this.#value(name);
    if (!value || !("items" in value.value)) return [];
    return value.value.items.flatMap((item) =>
      item.kind === "string" ? [{ text: item.value, at: item.origin?.at ?? value.at }] : [],
    );
  }

  options(): RunnerOption[] {
    const { fs } = this.#configuration.reading;
    const files = (name: string) => keepLast(this.texts(name)).map((each) => this.#file(each));
    return [
      ...this.#arguments(),
      ...files("required_var_files"),
      ...files("optional_var_files").filter((option) => option.kind === "file" && fs.exists(option.path)),
    ];
  }

  variables(): [name: string, variable: { text: string; at: SourceLocation }][] {
    const value = this.#value("env_vars");
    if (value?.value.kind !== "object" && value?.value.kind !== "map") return [];
    return [...value.value.entries].flatMap(([name, entry]) =>
      entry.kind === "string" || entry.kind === "number" || entry.kind === "bool"
        ? [[name, { text: String(entry.value), at: entry.origin?.at ?? value.at }]]
        : [],
    );
  }

  /** Variables and var-files among other arguments: `-var`, `-var=a=1`, `-var-file=path`. */
  #arguments(): RunnerOption[] {
    const options: RunnerOption[] = [];
    const texts = this.texts("arguments");
    for (let index = 0; index < texts.length; index++) {
      const { text, at } = texts[index] as (typeof texts)[0];
      const [, option, joined] = /^--?(var(?:-file)?)(?:=(.*))?$/s.exec(text) ?? [];
      if (option === undefined) continue;
      const given = joined ?? texts[++index]?.text ?? "";
      if (option === "var-file") options.push(this.#file({ text: given, at }));
      else {
        const sign = given.indexOf("=");
        if (sign > 0)
          options.push({
            kind: "variable",
            name: given.slice(0, sign).trim(),
            text: given.slice(sign + 1),
            at,
          });
      }
    }
    return options;
  }

  #file({ text, at }: { text: string; at: SourceLocation }): RunnerOption {
    return { kind: "file", path: pathMeant(this.#folder, text) ?? text, at };
  }

  #value(name: string): { value: TfValue; at: SourceLocation } | undefined {
    const written = this.#block.body.attributes.get(name);
    if (!written) return undefined;
    const key = `extra_arguments.${labelOf(this.#block)}.${name}`;
    return { value: materialised(this.#configuration.value(key, written.value)), at: locationOf(written) };
  }
}

/** Of equal ones the last, as Terragrunt has it. */
function keepLast<T extends { text: string }>(all: readonly T[]): T[] {
  return all.filter(({ text }, index) => !all.slice(index + 1).some((each) => each.text === text));
}
