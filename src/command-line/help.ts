import { COMMANDS, type CommandName, OPTIONS, type OptionInfo } from "./option-list.ts";

const EXAMPLES = [
  ["policy run", "check everything below this folder"],
  ["policy run infra services", "check two folders as one estate"],
  ["policy run --format text --format sarif=results.sarif", "print, and write a SARIF file"],
  ["policy run --fix-dry-run", "show the edits that would fix findings"],
  ["policy run --write-baseline known.json", "adopt on an old estate; then --baseline known.json"],
  ["policy comment gitlab", "check a merge request, and keep one note on it"],
  ["policy model --format json", "the map and the evaluated model, for other programs"],
  ["policy explain reserved-concurrency-required", "what a rule asks for, and why"],
  ["policy explain module.api.aws_lambda_function.this", "where each number of a function is decided"],
  ["policy snapshot --output snapshot.json", "what the account has, to check against"],
  ["policy run --claims fetched/", "count what other repositories take"],
  ["policy export --output claims.ndjson", "what this repository takes, a line a function"],
  ["policy estate claims/ --format html=estate.html", "a page of who takes what of each account"],
  ["policy init --workflow", "a first policy, and a workflow for pull requests"],
  ["policy rules --policy central/policy.yml", "what each rule weighs under a policy"],
  ["policy lsp", "what editors start: docs/editors.md"],
  ["policy completion bash > /etc/bash_completion.d/policy", "complete policy in every shell to come"],
] as const;

const EXIT_CODES = [
  ["0", "clean"],
  ["1", "findings at or above --fail-on"],
  ["2", "the call or the policy file is wrong; nothing was checked"],
  ["3", "a file could not be read from the disk, or an internal error"],
] as const;

/** The forms of output by their names, with what they are for. */
export type Forms = readonly (readonly [name: string, description: string])[];

/** The text of `policy --help`, or of `policy <command> --help`. @param forms those of `policy run` */
export function helpText(forms: Forms, command?: CommandName): string {
  const commands = Object.entries(COMMANDS).map(
    ([name, info]) => [`policy ${name} ${info.arguments}`.trim(), info.description] as const,
  );
  const help = ["policy help [command]", "print this, or the options of a command"] as const;
  const options = Object.entries<OptionInfo>(OPTIONS)
    .filter(([, { commands, ofPrograms }]) => (command ? commands.includes(command) : !ofPrograms))
    .map(([name, option]) => [optionWords(name, option), describe(option)] as const);
  const head = command
    ? [`policy ${command} ${COMMANDS[command].arguments}`.trim(), "", sentence(COMMANDS[command].description)]
    : ["Policy as code for AWS Lambda concurrency.", "", "Usage", table([...commands, help])];
  const isRun = command === undefined || command === "run";
  const examples = EXAMPLES.filter(([call]) => !command || call.split(" ")[1] === command);
  return [
    ...head,
    ...section("Options", options),
    ...(isRun ? section("Formats", forms) : []),
    ...section("Examples", examples),
    ...(isRun ? section("Exit codes", EXIT_CODES) : []),
    "",
  ].join("\n");
}

function optionWords(name: string, { short, value }: OptionInfo): string {
  return `${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`;
}

function describe({ description, choices, repeatable }: OptionInfo): string {
  const remarks = [
    ...(choices ? [`one of ${choices.join(", ")}`] : []),
    ...(repeatable ? ["repeatable"] : []),
  ];
  return remarks.length > 0 ? `${description}; ${remarks.join("; ")}` : description;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return ["", title, table(rows)];
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
