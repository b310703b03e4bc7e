import { parseArgs } from "node:util";
import { own } from "../source/own.ts";
import { FAIL_ON, type FailOn } from "../verdict.ts";
import { UsageError } from "../workspace/usage-error.ts";
import { formatOf, optionMeant } from "./meant.ts";

interface OptionInfo {
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
    commands: ["run"],
  },
  fix: {
    description: "make the edits that are right in every case, show them, and check again",
    commands: ["run"],
  },
  "fix-dry-run": { description: "as --fix, but write nothing", commands: ["run"] },
  baseline: {
    value: "FILE",
    description: "don't fail on the findings that this file knows",
    commands: ["run"],
  },
  "write-baseline": {
    value: "FILE",
    description: "write what is found now as known; with --baseline: keep of it what is still found",
    commands: ["run"],
  },
  coverage: { description: "list what is left out and what could not be read", commands: ["run"] },
  all: {
    description: "show all findings, also those from before a change, and all pools",
    commands: ["run"],
  },
  workflow: { description: "write a workflow for pull requests too", commands: ["init"] },
  quiet: { short: "q", description: "findings only", commands: ["run"] },
  "no-color": { description: "no colours, also on a terminal", commands: EVERY },
  version: { short: "V", description: "print the version", commands: EVERY },
  help: { short: "h", description: "print this", commands: EVERY },
} as const satisfies Record<string, OptionInfo>;

export type OptionName = keyof typeof OPTIONS;

export interface Call {
  command: CommandName;
  arguments: string[];
  policy?: string;
  allowPlugins: boolean;
  base?: string;
  policyFrom: "base" | "head";
  environments: string[];
  formats: { name: string; file?: string }[];
  failOn?: FailOn;
  /** Whether fixes are made, and whether they are written. */
  fix?: "write" | "show";
  baseline?: string;
  writeBaseline?: string;
  /** Whether `policy init` writes a workflow too. */
  workflow: boolean;
  quiet: boolean;
  coverage: boolean;
  noColor: boolean;
  all: boolean;
  version: boolean;
  help: boolean;
}

/** Reads the words after the program's name. Throws UsageError. */
export function parseCall(argv: readonly string[]): Call {
  const { values, positionals } = parseWords(argv);
  const first = positionals[0];
  const command: CommandName = isCommand(first) ? first : "run";
  for (const name of Object.keys(values) as OptionName[]) refuseForeign(name, command);
  const policy = one(values.policy);
  const base = one(values.base);
  const failOn = one(values["fail-on"]);
  const baseline = one(values.baseline);
  const writeBaseline = one(values["write-baseline"]);
  const fix = values["fix-dry-run"] === true ? "show" : values.fix === true ? "write" : undefined;
  if (fix && base !== undefined)
    throw new UsageError("--fix changes files, and --base compares what is there; make them two runs.");
  return {
    command,
    arguments: isCommand(first) ? positionals.slice(1) : positionals,
    ...(policy === undefined ? {} : { policy }),
    ...(base === undefined ? {} : { base }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(writeBaseline === undefined ? {} : { writeBaseline }),
    ...(fix === undefined ? {} : { fix }),
    policyFrom: choice("policy-from", one(values["policy-from"]) ?? "base") as Call["policyFrom"],
    allowPlugins: values["allow-plugins"] === true,
    environments: many(values.environment),
    formats: many(values.format).map(formatIn),
    ...(failOn === undefined ? {} : { failOn: choice("fail-on", failOn) as FailOn }),
    workflow: values.workflow === true,
    quiet: values.quiet === true,
    coverage: values.coverage === true,
    noColor: values["no-color"] === true,
    all: values.all === true,
    version: values.version === true,
    help: values.help === true,
  };
}

type Values = Partial<Record<OptionName, string | boolean | (string | boolean)[]>>;

function parseWords(argv: readonly string[]): { values: Values; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(OPTIONS as Record<string, OptionInfo>).map(([name, { short, value, repeatable }]) => [
      name,
      {
        type: value ? ("string" as const) : ("boolean" as const),
        multiple: repeatable ?? false,
        ...(short ? { short } : {}),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens ?? [])
    if (token.kind === "option") requireKnown(token.name, token.rawName, token.value);
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    strict: true,
    allowPositionals: true,
  });
  return { values: values as Values, positionals };
}

function requireKnown(name: string, rawName: string, value: string | undefined): void {
  const info = own<OptionInfo>(OPTIONS, name);
  if (!info) {
    const meant = optionMeant(name, Object.keys(OPTIONS));
    throw new UsageError(
      `There is no option ${rawName}.`,
      `${meant ? `Did you mean --${meant}? ` : ""}policy --help lists them all.`,
    );
  }
  if (info.value && (value === undefined || (value.startsWith("-") && value.length > 1))) {
    throw new UsageError(`${rawName} wants a value: ${rawName} ${info.value}.`);
  }
  if (!info.value && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
}

function refuseForeign(name: OptionName, command: CommandName): void {
  const { commands }: OptionInfo = OPTIONS[name];
  if (!commands.includes(command)) {
    throw new UsageError(
      `policy ${command} has no option --${name}.`,
      `It belongs to: ${commands.map((each) => `policy ${each}`).join(", ")}.`,
    );
  }
}

function choice(name: OptionName, value: string): string {
  const { choices }: OptionInfo = OPTIONS[name];
  if (choices && !choices.includes(value))
    throw new UsageError(`--${name} is one of ${choices.join(", ")}, not "${value}".`);
  return value;
}

function formatIn(word: string): { name: string; file?: string } {
  const format = formatOf(word);
  if (!format) throw new UsageError(`--format ${word} names no file after the "=".`);
  return format;
}

function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}

function one(value: Values[OptionName]): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function many(value: Values[OptionName]): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
