/** What a module that isn't in the checkout does with concurrency, written as a small module of its own. */
export interface ModuleAdapter {
  /** Sources of the module, in any of their spellings, without versions. */
  sources: readonly string[];
  /** Variables with their defaults, resources and outputs, in Terraform's language. */
  terraform: string;
}
