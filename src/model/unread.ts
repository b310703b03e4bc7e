/** What is unread: a module, a nested stack, what is included in a template, an app that nobody synthesised, a file, blocks that no root reaches, a command that sets a number. */
export type UnreadKind = "module" | "stack" | "include" | "app" | "file" | "block" | "command";

/** What is known of something that wasn't read. */
export interface UnreadFacts {
  readonly kind: UnreadKind;
  /** The same for what is the same: the source of a module, the path of a file. */
  readonly what: string;
  /** Why, as the end of a sentence: `it is not in the checkout`. */
  readonly because: string;
  /** The one command or entry of the policy that helps most, as a sentence. */
  readonly hint: string;
  /** Whether its source, name, arguments or text speak of Lambda. */
  readonly mayHoldFunctions: boolean;
  /** Its text can't be understood: whatever it declares, nobody can deploy it so. */
  readonly isBroken?: boolean;
  /** An entry of the policy that describes it, ready to paste. */
  readonly entry?: string;
}
