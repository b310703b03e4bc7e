import { FAIL_ON } from "../verdict.ts";

export interface OptionInfo {
  short?: string;
  /** The name of its value in the help; absent for a switch. */
  value?: string;
  repeatable?: boolean;
  choices?: readonly string[];
  description: string;
  /** The commands that take it. */
  commands: readonly CommandName[];
}

export const COMMANDS = {
  run: { arguments: "[paths…]", description: "check code against the policy (the default)" },
  model: { arguments: "[paths…]", description: "print what was understood, per environment" },
  explain: {
    arguments: "<rule | address> [paths…]",
    description: "a rule's page, or how a function's numbers came to be",
  },
  init: { arguments: "[paths…]", description: "write a first policy from what is found here" },
  rules: { arguments: "", description: "list the rules with their severities" },
  completion: {
    arguments: "<bash | zsh | fish>",
    description: "print a script that completes policy in a shell",
  },
} as const satisfies Record<string, { arguments: string; description: string }>;

export type CommandName = keyof typeof COMMANDS;

const EVERY: readonly CommandName[] = ["run", "model", "explain", "init", "rules", "completion"];
const POLICY: readonly CommandName[] = ["run", "model", "explain", "init", "rules"];
const READING: readonly CommandName[] = ["run", "model", "explain"];

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
    commands: ["run"],
  },
  "policy-from": {
    value: "SIDE",
    choices: ["base", "head"],
    description: "with --base: whose policy judges (default: base)",
    commands: ["run"],
  },
  "allow-plugins": {
    description: "run the modules that the policy names in plugins",
    commands: ["run", "model", "explain", "rules"],
  },
  environment: {
    short: "e",
    value: "NAME",
    repeatable: true,
    description: "only this environment of the policy",
    commands: READING,
  },
  format: {
    short: "f",
    value: "NAME[=FILE]",
    repeatable: true,
    description: "the form of the output, and where to",
    commands: ["run", "model"],
  },
  "fail-on": {
    value: "LEVEL",
    choices: FAIL_ON,
    description: "what fails (with --base: new)",
    commands: ["run", "init"],
  },
  fix: {
    description: "make the edits that are right in every case, show them, and check again",
    commands: ["run"],
  },
  "fix-dry-run": { description: "as --fix, but write nothing", commands: ["run"] },
  baseline: {
    value: "FILE",
    description: "don't fail on the findings that this file knows; init writes it",
    commands: ["run", "init"],
  },
  "write-baseline": {
    value: "FILE",
    description: "write what is found now as known; with --baseline: keep of it what is still found",
    commands: ["run"],
  },
  coverage: { description: "list what is left out and what could not be read", commands: ["run"] },
  production: {
    value: "NAME",
    repeatable: true,
    description: "an environment that is production (else by its name)",
    commands: ["init"],
  },
  all: {
    description: "show all findings, also those from before a change, and all pools",
    commands: ["run"],
  },
  workflow: { description: "write a workflow for pull requests too", commands: ["init"] },
  yes: { short: "y", description: "ask nothing, also on a terminal", commands: ["init"] },
  quiet: { short: "q", description: "findings only", commands: ["run"] },
  "no-color": { description: "no colours, also on a terminal", commands: EVERY },
  version: { short: "V", description: "print the version", commands: EVERY },
  help: { short: "h", description: "print this", commands: EVERY },
} as const satisfies Record<string, OptionInfo>;

export type OptionName = keyof typeof OPTIONS;
