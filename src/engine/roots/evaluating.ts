import type { Root } from "../../parser.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Checkout } from "../checkout/checkout.ts";
import type { ParsedRoots } from "../reuse/parsed-roots.ts";
import type { JudgedToo } from "./judged-too.ts";

/** Hears how many roots are done, of how many, and which one is next. */
export type OnProgress = (done: number, all: number, next: string) => void;

/** What roots are evaluated with. */
export interface Evaluating {
  checkout: Checkout;
  policy: Policy;
  /** Only these environments; all when empty. */
  wanted: readonly string[];
  environmentVariables: Readonly<Record<string, string | undefined>>;
  /** Roots of the base, which stay roots. */
  kept: readonly Root[];
  judgedToo: JudgedToo;
  /** What other runs of the same change evaluated. */
  parsedRoots?: ParsedRoots | undefined;
  onProgress?: OnProgress | undefined;
}
