import type { Located } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { startOfFile } from "../../source/location.ts";
import type { RootMatcher } from "./root-matcher.ts";
import { NO_INPUTS, type StaticInputs } from "./static-inputs.ts";

/** The values that an environment wants, by tag. */
export type TagMatcher = ReadonlyMap<string, (value: string) => boolean>;

/** An environment of the policy. */
export interface PolicyEnvironment {
  name: string;
  production: boolean;
  account: Located<string> | undefined;
  /** Empty: the policy doesn't say. */
  regions: readonly Located<string>[];
  /** Its name in the policy file. */
  at: SourceLocation;
  matcher: RootMatcher;
  tags: TagMatcher;
  inputs: StaticInputs;
  /** What differs by root; the first that fits counts. */
  placements: readonly Placement[];
}

/** What differs within an environment for the roots that fit. */
export interface Placement {
  /** Without criteria it fits all roots. */
  matcher: RootMatcher;
  account: Located<string> | undefined;
  /** Accounts by the name of a stack, or of a folder that the root is in. */
  accounts: Readonly<Record<string, Located<string>>>;
  /** Empty: those of the environment. */
  regions: readonly Located<string>[];
  inputs: StaticInputs;
  at: SourceLocation;
}

/** The one environment of a policy that names none. */
export const DEFAULT_ENVIRONMENT = "default";
/** Where roots go that belong to no environment of the policy. */
export const UNMATCHED_ENVIRONMENT = "unmatched";

/** An environment of which nothing is known, so that it counts as production. */
export function bareEnvironment(name: string, file: string): PolicyEnvironment {
  return {
    name,
    production: true,
    account: undefined,
    regions: [],
    at: startOfFile(file),
    matcher: { criteria: [], at: undefined },
    tags: new Map(),
    inputs: NO_INPUTS,
    placements: [],
  };
}
