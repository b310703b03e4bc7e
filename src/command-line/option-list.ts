import { FAIL_ON } from "../verdict.ts";

export interface OptionInfo {
  short?: string;
  /** The name of its value in the help; absent for a switch. */
  value?: string;
  repeatable?: boolean;
  /** Whether only programs give it: it is listed with its command alone. */
  ofPrograms?: true;
  choices?: readonly string[];
  description: string;
  /** The commands that take it. */
  commands: readonly CommandName[];
}

export const COMMANDS = {
  run: { arguments: "[paths…]", description: "check code against the policy (the default)" },
  comment: {
    arguments: "<gitlab | azure | bitbucket> [paths…]",
    description: "check, and keep one note on the merge or pull request",
  },
  model: { arguments: "[paths…]", description: "print what was understood, per environment" },
  explain: {
    arguments: "<rule | address> [paths…]",
    description: "a rule's page, or how a function's numbers came to be",
  },
  snapshot: {
    arguments: "",
    description: "write what an account has; no other command asks AWS",
  },
  export: {
    arguments: "[paths…]",
    description: "write what functions take, for other repositories",
  },
  estate: {
    arguments: "<claims…>",
    description: "the pools of accounts, over many repositories",
  },
  init: { arguments: "[paths…]", description: "write a first policy from what is found here" },
  rules: { arguments: "", description: "list the rules with their severities" },
  lsp: { arguments: "", description: "the language server, which editors start" },
  completion: {
    arguments: "<bash | zsh | fish>",
    description: "print a script that completes policy in a shell",
  },
} as const satisfies Record<string, { arguments: string; description: string }>;

export type CommandName = keyof typeof COMMANDS;

const EVERY = Object.keys(COMMANDS) as CommandName[];
/** Those that judge, fail and report. */
const JUDGING: readonly CommandName[] = ["run", "comment"];
const READING: readonly CommandName[] = [...JUDGING, "model", "explain", "export", "lsp"];
const POLICY: readonly CommandName[] = [...READING, "estate", "init", "rules"];

/** Every option once: parsing, help and completion come from here. */
export const OPTIONS = {
  policy: {
    value: "FILE",
    description: "the policy file (else lambda-concurrency-policy.yml or policy.yml)",
    commands: POLICY,
  },
  base: {
    value: "REVISION",
    description: "compare with where this branch left a revision of git, such as origin/main",
    commands: JUDGING,
  },
  "policy-from": {
    value: "SIDE",
    choices: ["base", "head"],
    description: "with --base: whose policy judges (default: base)",
    commands: JUDGING,
  },
  "allow-plugins": {
    description: "run the modules that the policy names in plugins",
    commands: [...READING, "estate", "rules"],
  },
  environment: {
    short: "e",
    value: "NAME",
    repeatable: true,
    description: "only this environment of the policy",
    commands: READING,
  },
  snapshot: {
    value: "FILE",
    repeatable: true,
    description: "what the account has, as policy snapshot wrote it",
    commands: [...JUDGING, "model", "explain"],
  },
  output: {
    short: "o",
    value: "FILE",
    description: "where to (else to stdout)",
    commands: ["snapshot", "export"],
  },
  regions: {
    value: "LIST",
    description: "the regions to read, with commas between them (else AWS_REGION, or the profile's)",
    commands: ["snapshot"],
  },
  days: {
    value: "N",
    description: "peaks and sums of the last N days (default: 14)",
    commands: ["snapshot"],
  },
  functions: {
    value: "PATTERN",
    description: "only functions with such names, such as 'pay-*'",
    commands: ["snapshot"],
  },
  "hash-names": { description: "write hashes in place of names; runs match by them", commands: ["snapshot"] },
  "iam-policy": {
    description: "print the permissions that are needed, and ask nothing",
    commands: ["snapshot"],
  },
  "time-limit": {
    value: "MINUTES",
    description: "give up after that long (default: 30)",
    commands: ["snapshot"],
  },
  claims: {
    value: "FILE",
    repeatable: true,
    description: "what others take: a file of policy export, or a folder of them",
    commands: [...JUDGING, "model", "explain"],
  },
  repository: {
    value: "NAME",
    description: "what this repository is called, as acme/shop (else as its remote says)",
    commands: ["export"],
  },
  format: {
    short: "f",
    value: "NAME[=FILE]",
    repeatable: true,
    description: "the form of the output, and where to",
    commands: [...JUDGING, "model", "estate"],
  },
  "fail-on": {
    value: "LEVEL",
    choices: FAIL_ON,
    description: "what fails (with --base: new)",
    commands: [...JUDGING, "init"],
  },
  fix: {
    description: "make the edits that are right in every case, show them, and check again",
    commands: ["run"],
  },
  "fix-dry-run": { description: "as --fix, but write nothing", commands: ["run"] },
  baseline: {
    value: "FILE",
    description: "don't fail on the findings that this file knows; init writes it",
    commands: [...JUDGING, "init"],
  },
  "write-baseline": {
    value: "FILE",
    description: "write what is found now as known; with --baseline: keep of it what is still found",
    commands: ["run"],
  },
  coverage: { description: "list what is left out and what could not be read", commands: JUDGING },
  production: {
    value: "NAME",
    repeatable: true,
    description: "an environment that is production (else by its name)",
    commands: ["init"],
  },
  all: {
    description: "show all findings, also those from before a change, and all pools",
    commands: [...JUDGING, "estate"],
  },
  workflow: { description: "write a workflow for pull requests too", commands: ["init"] },
  yes: { short: "y", description: "ask nothing, also on a terminal", commands: ["init"] },
  quiet: { short: "q", description: "findings only", commands: JUDGING },
  stdio: { description: "speak over stdin and stdout, as it always does", commands: ["lsp"] },
  // Clients of VS Code's library give it unasked. A client that is gone has closed stdin, which is what ends the server.
  clientProcessId: {
    value: "NUMBER",
    ofPrograms: true,
    description: "the editor's process; changes nothing",
    commands: ["lsp"],
  },
  "no-color": { description: "no colours, also on a terminal", commands: EVERY },
  version: { short: "V", description: "print the version", commands: EVERY },
  help: { short: "h", description: "print this", commands: EVERY },
} as const satisfies Record<string, OptionInfo>;

export type OptionName = keyof typeof OPTIONS;
