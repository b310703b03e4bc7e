import type { Model } from "../../model/linked-model.ts";
import { nearest } from "../../source/nearest.ts";
import { knownValue } from "../../values/value.ts";

/** The names and addresses of the functions of a run, to find the one that was meant. Listed when first needed. */
export class FunctionNames {
  readonly #model: Model;
  #names: readonly string[] | undefined;

  constructor(model: Model) {
    this.#model = model;
  }

  nearest(word: string): string | undefined {
    this.#names ??= [
      ...new Set(this.#model.functions.flatMap((fn) => [knownValue(fn.name) ?? [], fn.address].flat())),
    ];
    return nearest(word, this.#names);
  }
}
