import type { Diagnostic } from "../../../finding.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { Attribute, Block } from "../syntax/ast.ts";

/** A folder of configuration, read but not evaluated: what Terraform calls a module. */
export interface Module {
  /** Relative to the checkout; for an adapter, a made-up name that no folder has. */
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Attribute>;
  readonly outputs: ReadonlyMap<string, Block>;
  /** By `type.name`. */
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  /** By `type.name`, without `data.`. */
  readonly data: ReadonlyMap<string, ResourceBlock>;
  readonly calls: ReadonlyMap<string, Block>;
  /** The `moved` blocks. */
  readonly moves: readonly Block[];
  readonly providers: readonly ProviderBlock[];
  /** Local names of `required_providers` with their sources: `aws` → `hashicorp/aws`. */
  readonly requiredProviders: ReadonlyMap<string, string>;
  /** The `backend` or `cloud` block: only root modules declare where their state is kept. */
  readonly backend: Block | undefined;
  /** The workspace that a `cloud` block fixes. */
  readonly workspace: string | undefined;
  /** The tags by which a `cloud` block takes its workspaces. */
  readonly workspaceTags: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** What it is written in; none for an adapter. */
  readonly files: readonly string[];
  /** A place in the module, for what is said of it as a whole. */
  readonly anywhere: SourceLocation;
}

/** A `resource` or `data` block. */
export interface ResourceBlock {
  mode: "resource" | "data";
  type: string;
  name: string;
  block: Block;
}

/** A `provider` block; the default one has no alias. */
export interface ProviderBlock {
  name: string;
  alias: string | undefined;
  block: Block;
}
