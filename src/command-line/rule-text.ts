import type { Policy } from "../policy/policy.ts";
import { type AnyRule, docsUrl } from "../rule.ts";
import { valuesOf } from "../rule-options.ts";
import { severitiesOf } from "./severities.ts";

/** What `policy explain` says of a rule: its words, and what the policy that holds here makes of it. */
export function ruleText(rule: AnyRule, policy: Policy, file: string | undefined, width: number): string {
  const { id, title, rationale, remedy, references, deployable, plugin } = rule;
  const origin =
    plugin !== undefined
      ? `A rule of the plug-in ${plugin}.`
      : deployable
        ? "AWS itself rejects what breaks it."
        : "AWS accepts what breaks it.";
  const here = `${severitiesOf(rule, policy)} under ${file ?? "the preset recommended"}`;
  const pages = [...new Set([docsUrl(rule), ...references])];
  return [
    id,
    "",
    ...wrap(`${title}.`, width),
    "",
    `Severity: ${here}. ${origin}`,
    "",
    "Why",
    ...wrap(rationale, width),
    "",
    "What to do",
    ...wrap(remedy, width),
    "",
    ...optionLines(rule, policy, width),
    "More",
    ...pages.map((page) => `  ${page}`),
    "",
  ].join("\n");
}

function optionLines(rule: AnyRule, policy: Policy, width: number): string[] {
  const options = Object.entries(rule.options);
  if (options.length === 0) return [];
  const values = { ...valuesOf(rule.options), ...policy.settingsFor(rule).options };
  const lines = options.flatMap(([name, { description }]) => {
    const value = values[name];
    return [
      `  ${name}${value === undefined ? "" : `: ${JSON.stringify(value)}`}`,
      ...wrap(description, width, "      "),
    ];
  });
  return ["Options", ...lines, ""];
}

function wrap(text: string, width: number, indent = "  "): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line.length > indent.length && line.length + word.length > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
