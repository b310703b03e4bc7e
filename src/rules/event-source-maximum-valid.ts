import type { Problem } from "../finding.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, type Value } from "../values/value.ts";
import { alternativeWords, settledWords } from "../values/words.ts";

/** What AWS takes for provisioned pollers: of the least, and of the most. */
const POLLERS: Readonly<Record<string, { least: [number, number]; most: [number, number] }>> = {
  sqs: { least: [2, 200], most: [2, 10_000] },
  kafka: { least: [1, 200], most: [1, 2000] },
  msk: { least: [1, 200], most: [1, 2000] },
};

const STREAMS: readonly string[] = ["kinesis", "dynamodb"];

export default defineRule({
  id: "event-source-maximum-valid",
  title:
    "An event source caps concurrency from 2 to 1000, for SQS only, or has pollers and a parallelization factor within AWS's ranges",
  severity: "error",
  since: "0.1.0",
  group: "event-sources",
  rationale: "AWS rejects every other number, and a cap together with provisioned pollers.",
  remedy:
    "Cap an SQS source from 2 to 1000, without provisioned pollers; keep pollers within the ranges, the least not above the most; a stream's parallelization factor is 1 to 10.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
  ],
  deployable: true,
  elsewhere: [
    {
      tool: "CloudFormation's schema; Terraform's provider",
      differs: "The provider checks the lower bound alone: 1001 passes its plan.",
    },
  ],
  options: {},
  *check({ model }) {
    for (const source of model.eventSources) {
      yield* capProblems(source);
      yield* pollerProblems(source);
      yield* parallelizationProblems(source);
    }
  },
});

function* capProblems(source: EventSource): Iterable<Problem> {
  const { maximumConcurrency: cap, kind, minimumPollers, maximumPollers } = source;
  if (cap.state === "unset") return;
  yield* kindProblem(source, cap, {
    takers: ["sqs"],
    what: "A maximum concurrency",
    where: "SQS",
  });
  const { verdict, broken, because } = judge(
    [cap, minimumPollers, maximumPollers],
    ([most, ...pollers]) => most.state === "unset" || pollers.every((each) => each.state === "unset"),
    source.instances.when,
  );
  const pollers = maximumPollers.state === "unset" ? minimumPollers : maximumPollers;
  const base = {
    at: cap.at,
    subject: source,
    related: [{ at: pollers.at, message: "the provisioned pollers" }],
  };
  if (verdict === "broken")
    yield {
      ...base,
      message: "A maximum concurrency and provisioned pollers are set together; AWS takes one of them.",
    };
  // A number that isn't known at all is reported as out of range or not, below.
  else if (verdict === "undetermined" && broken.length > 0)
    yield {
      ...base,
      verdict,
      message: `Whether a maximum concurrency and provisioned pollers are set together can't be determined: ${because}.`,
    };
  yield* rangeProblem(cap, () => [2, 1000], "The maximum concurrency", source, known("other", kind.at));
}

function* pollerProblems(source: EventSource): Iterable<Problem> {
  const { minimumPollers, maximumPollers, kind } = source;
  if (alternativesOf(kind)) {
    const least = (of: string) => POLLERS[of]?.least;
    yield* rangeProblem(minimumPollers, least, "The number of pollers to begin with", source, kind);
    const most = (of: string) => POLLERS[of]?.most;
    yield* rangeProblem(maximumPollers, most, "The largest number of pollers", source, kind);
  }
  const { verdict, broken, because } = judge(
    [minimumPollers, maximumPollers],
    ([least, most]) => least.state === "unset" || most.state === "unset" || least.value <= most.value,
    source.instances.when,
  );
  const base = {
    at: minimumPollers.at,
    subject: source,
    related: [{ at: maximumPollers.at, message: "the most" }],
  };
  if (verdict === "broken") {
    const [least, most] = [broken.map(([each]) => each), broken.map(([, each]) => each)];
    yield {
      ...base,
      message: `The least number of pollers, ${settledWords(least, "none")}, is above the most, ${settledWords(most, "none")}.`,
    };
  } else if (verdict === "undetermined" && broken.length > 0)
    yield {
      ...base,
      verdict,
      message: `Whether the least number of pollers is at most the largest can't be determined: ${because}.`,
    };
}

/** Batches of one shard at once; the other sources have no shards. */
function* parallelizationProblems(source: EventSource): Iterable<Problem> {
  const { parallelizationFactor: factor, kind } = source;
  yield* kindProblem(source, factor, {
    takers: STREAMS,
    what: "A parallelization factor",
    where: "Kinesis and DynamoDB streams",
  });
  yield* rangeProblem(factor, () => [1, 10], "The parallelization factor", source, known("other", kind.at));
}

/** What only some kinds of source take; one that isn't known at all, or is none that we know, may take it. */
function* kindProblem(
  source: EventSource,
  value: Value<number>,
  { takers, what, where }: { takers: readonly string[]; what: string; where: string },
): Iterable<Problem> {
  if (value.state === "unset") return;
  const { verdict, broken, because } = judge(
    // Whatever the number is, it is set.
    [alternativesOf(value) ? value : known(0, value.at), source.kind],
    ([each, kind]) =>
      each.state === "unset" ||
      kind.state === "unset" ||
      kind.value === "other" ||
      takers.includes(kind.value),
    source.instances.when,
  );
  const base = { at: value.at, subject: source };
  if (verdict === "broken") {
    const kinds = broken.flatMap(([, kind]) => (kind.state === "known" ? [kind.value] : []));
    yield {
      ...base,
      message: `${what} is set on a source of kind ${alternativeWords(kinds)}; AWS takes it for ${where} only.`,
    };
  } else if (verdict === "undetermined" && broken.length > 0)
    yield {
      ...base,
      verdict,
      message: `Whether ${lowered(what)} is set on a source that takes it can't be determined: ${because}.`,
    };
}

function* rangeProblem(
  value: Value<number>,
  rangeFor: (kind: string) => readonly [number, number] | undefined,
  what: string,
  source: EventSource,
  kind: Value<string>,
): Iterable<Problem> {
  const ranges = (alternativesOf(kind) ?? []).flatMap((each) =>
    each.state === "known" ? [rangeFor(each.value) ?? []].filter((range) => range.length > 0) : [],
  );
  const [range] = ranges;
  if (!range) return;
  const { verdict, broken, because } = judge(
    [value, kind],
    ([each, of]) => {
      const [least, most] = (of.state === "known" && rangeFor(of.value)) || [
        Number.NEGATIVE_INFINITY,
        Number.POSITIVE_INFINITY,
      ];
      return each.state === "unset" || (each.value >= least && each.value <= most);
    },
    source.instances.when,
  );
  const [least, most] = range;
  const base = { at: value.at, subject: source };
  if (verdict === "broken")
    yield {
      ...base,
      message: `${what} is ${settledWords(
        broken.map(([each]) => each),
        "none",
      )}; AWS takes ${least} to ${most}.`,
    };
  else if (verdict === "undetermined")
    yield {
      ...base,
      verdict,
      message: `Whether ${lowered(what)} is from ${least} to ${most} can't be determined: ${because}.`,
    };
}

function lowered(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}
