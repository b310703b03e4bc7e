import type { Model } from "../../model/linked-model.ts";
import { nearest } from "../../source/nearest.ts";
import { knownValue } from "../../values/value.ts";

/** What the functions of a run are called: for the word that was meant. Listed when first asked for. */
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
