import { describe, expect, test } from "vitest";
import { helpText } from "../../src/command-line/help.ts";
import { COMMANDS, type CommandName, OPTIONS, type OptionInfo } from "../../src/command-line/option-list.ts";
import { parseCall } from "../../src/command-line/options.ts";
import { UsageError } from "../../src/workspace/usage-error.ts";
import { reporters } from "../support/reporters.ts";

describe("what a call means", () => {
  test("no command is run, and words are paths", () => {
    expect(parseCall(["infra", "services"])).toMatchObject({
      command: "run",
      arguments: ["infra", "services"],
    });
  });

  test("options may stand anywhere, and repeat", () => {
    expect(
      parseCall([
        "run",
        "-e",
        "prod",
        "infra",
        "--environment=dev",
        "--format",
        "text",
        "-f",
        "sarif=out/r=1.sarif",
      ]),
    ).toMatchObject({
      arguments: ["infra"],
      environments: ["prod", "dev"],
      formats: [{ name: "text" }, { name: "sarif", file: "out/r=1.sarif" }],
    });
  });

  test("behind -- everything is a path", () => {
    expect(parseCall(["run", "--", "--odd"]).arguments).toEqual(["--odd"]);
  });
});

describe("mistakes are said in a sentence, with a hint", () => {
  test.each([
    [
      ["--fial-on", "error"],
      "There is no option --fial-on.",
      "Did you mean --fail-on? policy --help lists them all.",
    ],
    [["-x"], "There is no option -x.", "policy --help lists them all."],
    [["--constructor"], "There is no option --constructor.", "policy --help lists them all."],
    [
      ["--fail-on", "critical"],
      '--fail-on is one of error, warning, new, new-warning, never, not "critical".',
      undefined,
    ],
    [["--policy"], "--policy wants a value: --policy FILE.", undefined],
    [["--policy", "--quiet"], "--policy wants a value: --policy FILE.", undefined],
    [["--quiet=yes"], "--quiet takes no value.", undefined],
    [["--format", "sarif="], '--format sarif= names no file after the "=".', undefined],
    [
      ["rules", "--format", "json"],
      "policy rules has no option --format.",
      "It belongs to: policy run, policy comment, policy model, policy estate.",
    ],
  ])("%j", (argv, message, hint) => {
    const call = () => parseCall(argv);
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
    try {
      call();
    } catch (error) {
      expect((error as UsageError).hint).toBe(hint);
    }
  });
});

describe("the help", () => {
  const forms = reporters.map(({ name, description }) => [name, description] as const);

  test("names every command, every option and every form of output", () => {
    const help = helpText(forms);
    for (const name of Object.keys(COMMANDS)) expect(help).toContain(`policy ${name}`);
    for (const [name, { ofPrograms, commands }] of Object.entries<OptionInfo>(OPTIONS))
      expect(ofPrograms ? helpText(forms, commands[0]) : help).toContain(`--${name}`);
    for (const [name, description] of forms) expect(help).toMatch(new RegExp(`${name} +${description}`));
  });

  test("of a command names its own options only", () => {
    expect(helpText(forms, "rules")).toContain("--policy");
    expect(helpText(forms, "rules")).not.toContain("--fail-on");
    expect(helpText(forms, "rules")).not.toContain("sarif");
  });

  test.each(Object.keys(COMMANDS) as CommandName[])("of %s has an example that is a call", (command) => {
    const examples = /^Examples\n(.*(?:\n .*)*)/m.exec(helpText(forms, command))?.[1] ?? "";
    for (const line of examples.split("\n")) {
      const [, words = ""] = /^ +policy (.*?)(?: +> \S+)? {2,}/.exec(line) ?? [];
      expect(parseCall(words.split(" ")).command).toBe(command);
    }
  });

  test("stays within 110 columns", () => {
    for (const line of helpText(forms).split("\n")) expect(line.length, line).toBeLessThanOrEqual(110);
  });
});
