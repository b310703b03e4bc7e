import type { SourceFile } from "../../source/source-file.ts";
import type { SourceProblem } from "../../source/yaml/tree.ts";
import type { PolicyProblem } from "../problem.ts";

/** What the YAML reader says, and how one says it to somebody who writes a policy. */
const PLAIN: readonly (readonly [RegExp, string, string?])[] = [
  [/tab characters/, "this line begins with a tab", "Indent with spaces."],
  [
    /bad indentation|deficient indentation/,
    "this line does not fit in with the lines above it",
    "Keys that belong together begin in the same column. Or the line above lacks its colon.",
  ],
  [
    /multiline key|expected ':'/,
    "this line has no colon after its key",
    "Write key: value, with a space after the colon.",
  ],
  [/missed comma/, "a comma or a closing bracket is missing before this"],
  [/within a flow collection/, "a bracket is opened and never closed"],
  [/within a (?:double|single) quoted/, "a quote is opened and never closed"],
  [/unknown escape|hexadecimal/, "there is no such escape", "Write a backslash twice, or use single quotes."],
  [/end of the stream or a document separator/, "this line does not continue the one above it"],
];

/** A problem of reading YAML or JSON in the words of the policy file. A key that is written twice is an error here: one of two would not hold, in silence. */
export function saySyntax({ severity, message, at }: SourceProblem, file: SourceFile): PolicyProblem {
  const twice = /^The key (".*") is written twice/s.exec(message);
  if (twice) {
    const hint = "Only one of the two would hold: join them, or take one out.";
    return { severity: "error", message: `The key ${twice[1]} is written twice.`, hint, at };
  }
  if (message.startsWith("There is no anchor"))
    return { ...sayAlias(message, file, at.start.offset), severity, at };
  if (!message.startsWith("Not valid YAML: ")) return { severity, message, at };
  const language = file.path.endsWith(".json") ? "JSON" : "YAML";
  const [, plain, hint] = PLAIN.find(([technical]) => technical.test(message)) ?? [];
  const said = plain === undefined ? message.slice("Not valid YAML: ".length) : `${plain}.`;
  return { severity, message: `Not valid ${language}: ${said}`, ...(hint ? { hint } : {}), at };
}

/** A pattern without quotes is an alias to YAML: the mistake that is made most. */
function sayAlias(
  message: string,
  file: SourceFile,
  offset: number,
): Pick<PolicyProblem, "message" | "hint"> {
  const written = /^[^\s,\]}]+/.exec(file.text.slice(offset))?.[0] ?? "*";
  const hint = `Write it in quotes: "${written}". Without them, YAML takes * for the beginning of an alias.`;
  const isAlias = /^\*\w+$/.test(written);
  return { message: isAlias ? message : "A pattern that begins with * must be in quotes.", hint };
}
