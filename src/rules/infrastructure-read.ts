import type { Unread } from "../model/model.ts";
import { defineRule } from "../rule.ts";

/** What is so of each kind, without the reason. */
const NOT_CHECKED: Readonly<Record<Unread["kind"], (unread: Unread) => string>> = {
  module: ({ address }) => `What ${address} declares was not checked`,
  stack: ({ address }) => `What the stack ${address} deploys was not checked`,
  include: ({ what }) => `${what} was not checked`,
  app: ({ what }) => `${what} was not checked`,
  file: ({ what }) => `${what} was not read`,
  block: ({ address, what }) => `${address} in ${what} is declared, and no root reaches it`,
  command: ({ what }) => `${what} sets a number, whatever the code says`,
};

const REMEDY =
  "Fetch the module, synthesise the app, or describe the module under module-adapters. What nobody deploys goes under exclude in the policy, with the reason.";
/** Where the message has said what would help. */
const AS_SAID =
  "Make it readable as said, or, where nobody deploys it, list it under exclude in the policy with the reason.";
const BROKEN =
  "Correct the text: until it can be read, nothing that it declares is checked. What nobody deploys goes under exclude in the policy, with the reason.";

export default defineRule({
  id: "infrastructure-read",
  title: "Everything that may declare a Lambda function is read, or left out by the policy",
  severity: "error",
  since: "0.1.0",
  group: "reading",
  rationale:
    "A gate that is green over what it did not read is worse than none: a module that isn't in the checkout may reserve the whole account.",
  remedy: REMEDY,
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    "https://developer.hashicorp.com/terraform/cli/commands/get",
  ],
  deployable: true,
  elsewhere: [
    {
      tool: "Checkov",
      differs:
        "fetches modules with --download-external-modules, and logs a warning for those that it lacks, which fails nothing",
    },
  ],
  options: {
    suspect: {
      type: "string",
      default: "likely",
      enum: ["likely", "any"],
      stricter: "higher",
      description:
        "likely: what speaks of Lambda by its source, name, arguments or text; any: every module, stack and app that wasn't read.",
    },
  },
  *check({ model, options }) {
    for (const unread of model.unread) {
      const { at, isBroken, mayHoldFunctions, because, hint, kind } = unread;
      if (!isBroken && !mayHoldFunctions && options.suspect !== "any") continue;
      const said = isBroken ? because : `${NOT_CHECKED[kind](unread)}: ${because}`;
      yield {
        at,
        subject: unread,
        message: hint === "" ? `${said}.` : `${said}. ${hint}`,
        remedy: isBroken ? BROKEN : hint === "" ? REMEDY : AS_SAID,
        alike: JSON.stringify([kind, unread.what, because]),
        ...(isBroken ? {} : { verdict: "undetermined" }),
      };
    }
  },
});
