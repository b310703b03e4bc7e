import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, knownValue, type Value } from "../values/value.ts";
import { alternativeWords, numbersAt } from "../values/words.ts";

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
  group: "deployment",
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
  const { maximumConcurrency: cap, minimumPollers, maximumPollers } = source;
  if (cap.state === "unset") return;
  yield* kindProblem(source, cap, ["sqs"], "A maximum concurrency", "SQS");
  yield* rangeProblem(source, cap, () => [2, 1000], "The maximum concurrency");
  if (minimumPollers.state === "unset" && maximumPollers.state === "unset") return;
  const together = judge(
    [cap, minimumPollers, maximumPollers],
    ([most, ...pollers]) => most.state === "unset" || pollers.every((each) => each.state === "unset"),
    source.instances.when,
  );
  const pollers = maximumPollers.state === "unset" ? minimumPollers : maximumPollers;
  const related = [{ at: pollers.at, message: "the provisioned pollers" }];
  yield* judgedProblem(
    together,
    { at: cap.at, subject: source, law: "one of two", related },
    {
      broken: "A maximum concurrency and provisioned pollers are set together; AWS takes one of them.",
      remedy: "Keep the maximum concurrency or the provisioned pollers, and remove the other.",
      open: "Whether a maximum concurrency and provisioned pollers are set together can't be determined",
      openIfListed: true,
    },
  );
}

function* pollerProblems(source: EventSource): Iterable<Problem> {
  const { minimumPollers, maximumPollers, kind } = source;
  if (minimumPollers.state === "unset" && maximumPollers.state === "unset") return;
  if (alternativesOf(kind)) {
    const range = (which: "least" | "most") => (of: string) => POLLERS[of]?.[which];
    yield* rangeProblem(source, minimumPollers, range("least"), "The number of pollers to begin with", kind);
    yield* rangeProblem(source, maximumPollers, range("most"), "The largest number of pollers", kind);
  }
  const ordered = judge(
    [minimumPollers, maximumPollers],
    ([least, most]) => least.state === "unset" || most.state === "unset" || least.value <= most.value,
    source.instances.when,
  );
  const related = [{ at: maximumPollers.at, message: "the most" }];
  yield* judgedProblem(
    ordered,
    { at: minimumPollers.at, subject: source, law: "order of pollers", related },
    {
      broken: (all) =>
        `The least number of pollers, ${numbersAt(all, 0)}, is above the most, ${numbersAt(all, 1)}.`,
      remedy: "Lower the least number of pollers, or raise the most.",
      open: "Whether the least number of pollers is at most the largest can't be determined",
      openIfListed: true,
    },
  );
}

/** Batches of one shard at once; the other sources have no shards. */
function* parallelizationProblems(source: EventSource): Iterable<Problem> {
  const { parallelizationFactor: factor } = source;
  if (factor.state === "unset") return;
  yield* kindProblem(source, factor, STREAMS, "A parallelization factor", "Kinesis and DynamoDB streams");
  yield* rangeProblem(source, factor, () => [1, 10], "The parallelization factor");
}

/** What only some kinds of source take; one that isn't known at all, or is none that we know, may take it. */
function* kindProblem(
  source: EventSource,
  value: Value<number>,
  takers: readonly string[],
  what: string,
  where: string,
): Iterable<Problem> {
  if (value.state === "unset" || takers.includes(knownValue(source.kind) ?? "")) return;
  const judgement = judge(
    // Whatever the number is, it is set.
    [alternativesOf(value) ? value : known(0, value.at), source.kind],
    ([each, kind]) =>
      each.state === "unset" ||
      kind.state === "unset" ||
      kind.value === "other" ||
      takers.includes(kind.value),
    source.instances.when,
  );
  yield* judgedProblem(
    judgement,
    { at: value.at, subject: source, law: `${what}: kind` },
    {
      broken: (all) => {
        const kinds = all.flatMap(([, kind]) => (kind.state === "known" ? [kind.value] : []));
        return `${what} is set on a source of kind ${alternativeWords(kinds)}; AWS takes it for ${where} only.`;
      },
      remedy: `Take it out: only ${where} has it.`,
      open: `Whether ${lowered(what)} is set on a source that takes it can't be determined`,
      openIfListed: true,
    },
  );
}

type Range = readonly [least: number, most: number];

/** @param kind what the range depends on; without it, it is the same for every source */
function* rangeProblem(
  source: EventSource,
  value: Value<number>,
  rangeFor: (kind: string) => Range | undefined,
  what: string,
  kind: Value<string> = known("other", source.at),
): Iterable<Problem> {
  const [range] = (alternativesOf(kind) ?? []).flatMap((each) => {
    const found = each.state === "known" ? rangeFor(each.value) : undefined;
    return found ? [found] : [];
  });
  if (!range) return;
  const judgement = judge(
    [value, kind],
    ([each, of]) => {
      const within = of.state === "known" ? rangeFor(of.value) : undefined;
      if (each.state === "unset" || !within) return true;
      return Number.isInteger(each.value) && each.value >= within[0] && each.value <= within[1];
    },
    source.instances.when,
  );
  const [least, most] = range;
  yield* judgedProblem(
    judgement,
    { at: value.at, subject: source, law: `${what}: range` },
    {
      broken: (all) => `${what} is ${numbersAt(all, 0)}; AWS takes whole numbers from ${least} to ${most}.`,
      rejected: (written) => `${what} is ${written}; AWS takes whole numbers from ${least} to ${most}.`,
      remedy: `Write a whole number from ${least} to ${most}.`,
      open: `Whether ${lowered(what)} is from ${least} to ${most} can't be determined`,
    },
  );
}

function lowered(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}
