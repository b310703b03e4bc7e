import { z } from "zod/mini";
import type { CustomRule } from "../custom-rule.ts";
import type { AnyRule } from "../rule.ts";
import { allowTheirDefaults, optionSchemas } from "./options.ts";
import { soundProblems } from "./problems.ts";

const someText = () => z.string().check(z.minLength(1));

const customRule = z.object({
  id: z
    .string()
    .check(z.regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/, "words in kebab-case, such as owner-tag-required")),
  title: someText(),
  severity: z.enum(["error", "warning", "note"]),
  rationale: someText(),
  remedy: someText(),
  references: z
    .array(z.string().check(z.regex(/^https?:\/\//, "an address that begins with https://")))
    .check(z.minLength(1)),
  options: z.optional(optionSchemas),
  check: z.custom((value) => typeof value === "function", "a function"),
});

/** A rule as the run takes it, or why an export is none, as the end of a sentence. */
export type Accepted = { rule: AnyRule } | { because: string };

/** Makes a rule of what a plug-in exports. @param plugin how the policy names the plug-in */
export function acceptRule(exported: unknown, plugin: string): Accepted {
  const result = customRule.safeParse(exported, { error: (issue) => WORDS[issue.code ?? ""] });
  if (!result.success) return { because: whyNot(exported, result.error.issues) };
  const custom = exported as CustomRule;
  const { id, title, severity, rationale, remedy, references, options = {} } = custom;
  if (!allowTheirDefaults(options))
    return { because: `in ${id}, a default of an option breaks the option's own bounds` };
  return {
    rule: {
      id,
      title,
      severity,
      since: "",
      rationale,
      remedy,
      references,
      deployable: false,
      options,
      plugin,
      check: (context) => soundProblems(custom.check(context as never), context.model.sites),
    },
  };
}

const WORDS: Readonly<Record<string, string>> = {
  invalid_type: "missing or of another type",
  invalid_value: "none of the words that are known",
  too_small: "empty",
};

function whyNot(exported: unknown, issues: readonly z.core.$ZodIssue[]): string {
  if (typeof exported !== "object" || exported === null) return "it exports something that is no rule";
  const { id } = exported as { id?: unknown };
  const [issue] = issues;
  const key = issue?.path.join(".") ?? "";
  const nested = issue?.code === "invalid_key" ? issue.issues[0]?.message : undefined;
  const words = nested ?? issue?.message ?? "";
  const wants = issue?.code === "invalid_format" || issue?.code === "custom" || nested ? "not " : "";
  return `in ${typeof id === "string" ? id : "a rule without an id"}, ${key} is ${wants}${words}`;
}
