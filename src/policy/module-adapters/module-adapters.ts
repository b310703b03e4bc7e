import type { Located } from "../../parser.ts";
import type { PolicyPart } from "../part.ts";

/** Descriptions of Terraform modules that aren't in the checkout. */
export class ModuleAdapters implements PolicyPart {
  readonly all: readonly Located<unknown>[];

  constructor(all: readonly Located<unknown>[]) {
    this.all = all;
  }
}
