// @ts-check
// A plug-in is an ES module: its default export is a rule, or a list of rules.
// With the package installed, defineRule types it; without, export the plain object.

/** @type {import("lambda-concurrency-policy").CustomRule<any>} */
export default {
  id: "large-reservation-has-owner",
  title: "A function that reserves much of the pool names its owner in a tag",
  severity: "warning",
  rationale: "When the pool runs out, somebody must be asked to give back.",
  remedy: "Tag the function with the team that answers for it.",
  references: ["https://wiki.example.com/lambda/owners"],
  options: {
    "from-reserved": {
      type: "integer",
      minimum: 1,
      default: 100,
      description: "The reservation from which an owner is asked for.",
    },
    tag: { type: "string", default: "owner", description: "The tag that names the owner." },
  },
  *check({ model, options }) {
    for (const fn of model.functions) {
      const { reservedConcurrency: reserved, tags } = fn;
      // A value is known, unset or unknown. What can't be known is for reserved-concurrency-required to say.
      if (reserved.state !== "known" || reserved.value < options["from-reserved"]) continue;
      if (tags.state === "unknown") {
        yield {
          at: tags.at,
          subject: fn,
          verdict: "undetermined",
          message: `Whether ${fn.address} has the tag ${options.tag} can't be known: ${tags.because}.`,
        };
      } else if (tags.state === "unset" || !tags.value[options.tag]) {
        yield {
          at: reserved.at,
          subject: fn,
          message: `${fn.address} reserves ${reserved.value} and has no tag ${options.tag}.`,
        };
      }
    }
  },
};
