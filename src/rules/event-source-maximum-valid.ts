import type { Problem } from "../finding.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { knownValue, type Value } from "../values/value.ts";

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
  const cap = source.maximumConcurrency;
  if (cap.state === "unset") return;
  const kind = knownValue(source.kind);
  const base = { at: cap.at, subject: source };
  if (kind !== undefined && kind !== "sqs" && kind !== "other")
    yield {
      ...base,
      message: `A maximum concurrency is set on a source of kind ${kind}; AWS takes it for SQS only.`,
    };
  const { verdict: apart } = judge(
    [cap, source.minimumPollers, source.maximumPollers],
    ([most, ...pollers]) => most.state === "unset" || pollers.every((each) => each.state === "unset"),
  );
  const pollers = source.maximumPollers.state === "unset" ? source.minimumPollers : source.maximumPollers;
  if (apart === "broken")
    yield {
      ...base,
      related: [{ at: pollers.at, message: "the provisioned pollers" }],
      message: "A maximum concurrency and provisioned pollers are set together; AWS takes one of them.",
    };
  yield* rangeProblem(cap, [2, 1000], "The maximum concurrency", source);
}

function* pollerProblems(source: EventSource): Iterable<Problem> {
  const { minimumPollers, maximumPollers } = source;
  const ranges = POLLERS[knownValue(source.kind) ?? ""];
  if (ranges) {
    yield* rangeProblem(minimumPollers, ranges.least, "The number of pollers to begin with", source);
    yield* rangeProblem(maximumPollers, ranges.most, "The largest number of pollers", source);
  }
  const { verdict: ordered } = judge(
    [minimumPollers, maximumPollers],
    ([least, most]) => least.state === "unset" || most.state === "unset" || least.value <= most.value,
  );
  if (ordered === "broken")
    yield {
      at: minimumPollers.at,
      subject: source,
      related: [{ at: maximumPollers.at, message: "the most" }],
      message: `The least number of pollers, ${knownValue(minimumPollers) ?? "as given"}, is above the most, ${knownValue(maximumPollers) ?? "as given"}.`,
    };
}

/** Batches of one shard at once; the other sources have no shards. */
function* parallelizationProblems(source: EventSource): Iterable<Problem> {
  const factor = source.parallelizationFactor;
  const kind = knownValue(source.kind);
  if (factor.state !== "unset" && kind !== undefined && !STREAMS.includes(kind) && kind !== "other")
    yield {
      at: factor.at,
      subject: source,
      message: `A parallelization factor is set on a source of kind ${kind}; AWS takes it for Kinesis and DynamoDB streams only.`,
    };
  yield* rangeProblem(factor, [1, 10], "The parallelization factor", source);
}

function* rangeProblem(
  value: Value<number>,
  [least, most]: [number, number],
  what: string,
  source: EventSource,
): Iterable<Problem> {
  const { verdict } = judge(
    [value],
    ([each]) => each.state === "unset" || (each.value >= least && each.value <= most),
  );
  const base = { at: value.at, subject: source };
  if (verdict === "broken")
    yield {
      ...base,
      message: `${what} is ${knownValue(value) ?? "out of range"}; AWS takes ${least} to ${most}.`,
    };
  else if (verdict === "undetermined" && value.state === "unknown")
    yield {
      ...base,
      verdict: "undetermined",
      message: `Whether ${what.charAt(0).toLowerCase()}${what.slice(1)} is from ${least} to ${most} can't be determined: ${value.because}.`,
    };
}
