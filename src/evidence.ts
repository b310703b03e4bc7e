import type { SourceLocation } from "./source/location.ts";

/**
 * How strongly something says where a root is deployed, the strongest first: its own code, a command that deploys it, a file that
 * is paired with it by name, a folder that it is in.
 */
export const EVIDENCE_KINDS = ["code", "command", "file", "folder"] as const;

export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What is known of an environment that a root is deployed to, from other than the policy. */
export interface Evidence {
  kind: EvidenceKind;
  /** In the code's own word. */
  name: string;
  /** What was found, for people: `env/prod.tfvars`, `stage prod in serverless.yml`. */
  because: string;
  /** What the policy would say of it. */
  settings: EnvironmentSettings;
}

/** Entries of the policy below an environment, in its own keys. */
export interface EnvironmentSettings {
  account?: string;
  regions?: readonly string[];
  match?: { paths?: readonly string[]; stacks?: readonly string[]; stages?: readonly string[] };
  terraform?: {
    "var-files"?: readonly string[];
    workspace?: string;
    variables?: Readonly<Record<string, string>>;
  };
  cloudformation?: {
    samconfig?: string;
    "parameter-files"?: readonly string[];
    parameters?: Readonly<Record<string, string>>;
  };
  serverless?: { stage?: string; params?: Readonly<Record<string, string>> };
  terragrunt?: { env?: Readonly<Record<string, string>> };
}

/** Why code can't be deployed with what an environment gives it. */
export interface Refusal {
  /** With the value, without a full stop: `its parameter Stage takes dev or test, not "production"`. */
  because: string;
  at: SourceLocation;
  /** A value that it takes and that means the same environment: then what is given is a mistake, rather than the code for another one. */
  meant?: string;
}

/** A parameter of a template, or a variable of a root module, as its declaration bounds it. */
export interface RootParameter {
  name: string;
  /** Whether nothing that the code says for certain keeps it from having a value. */
  mayBe(value: string): boolean;
}
