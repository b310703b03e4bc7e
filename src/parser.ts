import type { Evidence, Refusal, RootParameter } from "./evidence.ts";
import type { Diagnostic, Edit, Repair } from "./finding.ts";
import type { Entity, Format, Move, UnreadFacts } from "./model/model.ts";
import type { Resources } from "./model/resources.ts";
import type { Notes } from "./notes.ts";
import type { SourceLocation } from "./source/location.ts";
import type { OwnRepository } from "./source/own-repository.ts";
import type { SourceFile } from "./source/source-file.ts";
import type { Value } from "./values/value.ts";

/** The checkout as parsers see it: bounded, read once, never outside of it. Paths are relative, with forward slashes. */
export interface FileSystem {
  /** Undefined: there is no such file inside the checkout, or it can't be read (the engine has said why). */
  read(path: string): SourceFile | undefined;
  /** Names in a folder, sorted; folders end in `/`. Empty for a folder that doesn't exist. */
  list(folder: string): readonly string[];
  /** Whether the path exists at all, also as something that we would not read. */
  exists(path: string): boolean;
  /** Whether version control holds the file as part of what was committed: its author wrote it, not a step of the workflow. */
  isTracked(path: string): boolean;
  /** What it is a change of; absent where it is held against nothing. What the change adds must not stand in the place of what is there. */
  readonly base?: FileSystem;
  /** What version control calls it; absent where there is none. */
  readonly repository?: OwnRepository | undefined;
  /** Hears what is asked. Who stands before another checkout has the other's; undefined where nobody listens. */
  readonly notes: Notes | undefined;
}

/** Something that may declare functions and isn't read, by its address (of a module's call) or path. */
export interface UnreadCode extends UnreadFacts, Pick<Entity, "address" | "at"> {
  /** By its name and size it may be a template, though nothing is known of its text: that counts where a change brings it. */
  mayBeTemplate?: true;
  /** Of blocks that no root reaches: the root that they are in, if whatever seems to call or nest it were not there. */
  asRoot?: Root;
  /** Of a command: the input that it gives. Where the policy gives it, too, the number is known. */
  input?: CommandInput;
}

/** A value that a command gives to a deployment. */
export interface CommandInput {
  /** Whose: a variable of Terraform, a parameter of a stack, a parameter of a service. */
  of: "terraform" | "cloudformation" | "serverless";
  name: string;
  /** As written; it may be a variable of the shell. */
  value: string;
}

/** Something that is left out on purpose, and why. */
export interface LeftOut {
  path: string;
  /** As the end of a sentence. */
  because: string;
}

/** Code that an evaluation went through: the root itself, a module, a nested stack. */
export interface Reached {
  kind: "root" | "module" | "stack";
  /** The same for what is the same: the source of a module, the path of a file. */
  what: string;
  /** Its files in the checkout. */
  files: readonly string[];
  /** Files that it takes texts from, pieces of templates among them. */
  includes?: readonly string[];
  /** Whether it declares anything of Lambda itself. */
  isOfLambda: boolean;
}

/** What there is among some files. */
export interface Discovered {
  roots: Root[];
  /** Errors are texts that can't be understood: the engine makes findings of them. */
  diagnostics: Diagnostic[];
  unread?: UnreadCode[];
  leftOut?: LeftOut[];
  /** Folders of another format's code that the roots deploy, each with the file that says so: by themselves they are no roots. */
  deploys?: readonly DeployedFolder[];
  /** In a change: what looks deployed by itself, and is part of something else only by callers that the change adds. */
  newlyCalled?: readonly Root[];
}

/** A folder that a root of another format deploys. */
export interface DeployedFolder {
  folder: string;
  /** The file that says so. */
  by: string;
}

/** Something deployed as a whole. */
export interface Root {
  format: Format;
  /** Relative to the checkout: a folder for Terraform and CDK stacks, else the file. */
  path: string;
  /** The stack's name where one path holds several roots. */
  stack?: string;
  /** What distinguishes stacks of one name in one path: a CDK app may deploy one to several accounts and regions. */
  artifact?: string;
  /** Where the root itself fixes them (CDK's manifest); else the environment does. */
  account?: string;
  region?: string;
  /** Where the root itself fixes them (a CDK stage, a Terraform Cloud workspace): the policy may match environments by them. */
  stage?: string;
  workspace?: string;
  /** A piece of a template, which is no root where another one includes it. */
  isFragment?: true;
  /** What deployments give it values for, read when it is asked for. */
  parameters?: () => readonly RootParameter[];
}

/** What a root is called in the ids of its deployments: its path, with the stack where a path holds several. */
export function rootKey({ path, stack, artifact }: Pick<Root, "path" | "stack" | "artifact">): string {
  return [path, stack, artifact].filter((part) => part !== undefined).join(":");
}

/** A value of the policy file with its place there. */
export interface Located<T> {
  value: T;
  at: SourceLocation;
}

/** What the policy gives to the evaluation of a root in one environment and region. */
export interface EnvironmentInputs {
  /** The id to give to the deployment and, with `#` and the address, to its entities. */
  deploymentId: string;
  environment: string;
  /** From the policy; undefined where it doesn't say. */
  account: Located<string> | undefined;
  region: Located<string> | undefined;
  /** The names of all environments of the policy, to pair files by name. */
  environmentNames: readonly string[];
  terraform: {
    /** Relative to the checkout, in order. */
    varFiles: readonly Located<string>[];
    /** Win over var-files. JSON-like data. */
    variables: Readonly<Record<string, Located<unknown>>>;
    workspace: Located<string> | undefined;
    /** `TF_VAR_*`, only when the policy allows it: name without the prefix → text. */
    environmentVariables: Readonly<Record<string, string>>;
  };
  cloudformation: {
    parameters: Readonly<Record<string, Located<unknown>>>;
    parameterFiles: readonly Located<string>[];
    /** The samconfig environment, `default` when the policy doesn't say. */
    samconfig: Located<string> | undefined;
    stackName: Located<string> | undefined;
  };
  serverless: {
    stage: Located<string> | undefined;
    params: Readonly<Record<string, Located<unknown>>>;
    /** Environment variables, only when the policy allows it. */
    environmentVariables: Readonly<Record<string, string>>;
  };
  terragrunt: {
    /** Variables of the shell that the policy gives. */
    variables: Readonly<Record<string, Located<string>>>;
    /** Those of the process, only when the policy allows it. */
    environmentVariables: Readonly<Record<string, string>>;
  };
  /** Adapters of the policy for modules that aren't in the checkout; see parsers/terraform/modules. */
  moduleAdapters: readonly Located<unknown>[];
  /** Absent: the root is evaluated alone. */
  neighbours?: Neighbours;
}

/** What is deployed to one environment, for roots that take values from each other. All roots of an environment have the same object. */
export interface Neighbours {
  /** What the policy gives to the evaluation of a root there: an entry for each of its regions. None: it isn't deployed there. */
  inputsOf(root: Root): readonly EnvironmentInputs[];
}

export interface Parsed {
  stack?: string;
  /** What has moved, as the code says. */
  moves?: readonly Move[];
  account: Value<string>;
  region: Value<string>;
  /** Whether the code itself fixes the region: then one evaluation serves all regions of the environment. */
  regionFixed: boolean;
  resources: Resources;
  /** Errors are texts that can't be understood: the engine makes findings of them. */
  diagnostics: Diagnostic[];
  /** What the root calls, nests or includes and isn't here. */
  unread?: readonly UnreadCode[];
  /** What was read. Absent: the root's own file. */
  reached?: readonly Reached[];
  /** Files that took part by name rather than by reference (a paired tfvars file), to be said in the output. */
  inputsFound: { path: string; because: string }[];
  /** Files beside the code that values are taken from, and that lie there: what one that can't be read would set is unknown. */
  taken?: readonly string[];
  /** Why the code can't be deployed with these inputs: its own bounds refuse a value that they give. Absent: nothing certain keeps it from that. */
  refused?: Refusal;
  /** For a plan or a state: the code that it was made of, so that nothing is counted twice. */
  codeOf?: CodeOf;
}

/** Which code a plan or a state was made of. */
export interface CodeOf {
  kind: "plan" | "state";
  /** The path of a Terraform root. */
  root: string;
}

/** Reads one format. Never throws, never guesses: what can't be known is unknown with a reason. */
export interface Parser {
  /** Absent: it reads none, and tells of what nobody reads. */
  format?: Format;
  /** Where a parser reads several, all of them. */
  formats?: readonly Format[];
  /** Whether a file may hold this format, by its name alone: it is cheap, and asked of every file. */
  claims(path: string): boolean;
  /** Whether its roots deploy folders of other formats: it is asked first. */
  deploysOthers?: true;
  /**
   * The roots among the files claimed; looks at their content. What looks like a root but can't be read is unread.
   * @param deployed what roots of other formats deploy
   */
  roots(files: readonly string[], fs: FileSystem, deployed?: readonly DeployedFolder[]): Discovered;
  /** What of Lambda is declared in files that no root's evaluation went through. */
  unreached?(files: readonly string[], fs: FileSystem): UnreadCode[];
  parse(root: Root, inputs: EnvironmentInputs, fs: FileSystem): Parsed;
  /** What a root, and the files beside it, say of the environments that it is deployed to; the folders that it is in are no affair of a format. */
  environments?(root: Root, fs: FileSystem): Evidence[];
  /** The parameters of a root that a deployment gives values to. */
  parameters?(root: Root, fs: FileSystem): readonly RootParameter[];
  /**
   * Writes a repair into the file of its entity, keeping everything else as it is.
   * Undefined where the format, or the code as it is, has no one right place for it; always, without this function.
   */
  edit?(repair: Repair, file: SourceFile): Edit[] | undefined;
  /** What is wrong with a module that the policy describes in this format's language. */
  moduleProblems?(file: SourceFile): readonly { message: string; at: SourceLocation }[];
}

/** A parser that is loaded when a file asks for it: the code of all of them takes longer to load than most runs last. */
export interface ParserEntry {
  /** The name of its folder. */
  name: string;
  /** What files that it claims may be called, each within the whole path: whatever fits none of them isn't asked about. */
  names: readonly RegExp[];
  claims: Parser["claims"];
  load(): Promise<Parser>;
}
