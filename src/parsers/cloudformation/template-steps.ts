import type { Evaluated } from "./values/evaluated.ts";

/** What the evaluation of a template, and of those nested in it, may take; one of 1 MB, AWS's bound, has not a tenth of it. */
export const MAX_STEPS = 1_000_000;
/** Characters of a text that are kept, or gone through, like a node. */
const CHARACTERS = 64;

/** Counts what evaluating a template takes: its nodes, and the items, pieces and texts that these come to. */
export class TemplateSteps {
  readonly because = `the template takes more than ${MAX_STEPS} steps to be evaluated`;
  #left = MAX_STEPS;

  get areSpent(): boolean {
    return this.#left < 0;
  }

  take({ value, items, parts, mentions }: Evaluated): void {
    const characters = value.state === "known" ? value.value.length / CHARACTERS : 0;
    this.#left -= 1 + (items?.length ?? 0) + (parts?.length ?? 0) + mentions.length + characters;
    if (value.state === "unknown") this.#left -= value.alternatives?.length ?? 0;
  }
}
