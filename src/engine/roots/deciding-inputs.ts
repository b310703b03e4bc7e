import type { Format } from "../../model/model.ts";
import type { CommandInput } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { alternativesOf, type Value } from "../../values/value.ts";
import type { Evaluation } from "./evaluate.ts";

/** The formats whose roots a command's inputs are for. */
const READ_BY: Readonly<Record<CommandInput["of"], RegExp>> = {
  terraform: /^terra/,
  cloudformation: /^(?:cloudformation|sam|cdk)/,
  serverless: /^serverless/,
};

/** Tells of a command's input whether it decides a concurrency number of what was checked; where that is unsure, it does. */
export function decidingInputs(
  { deployments, resources }: Evaluation,
  sources: ReadonlyMap<string, SourceFile>,
): (input: CommandInput) => boolean {
  // Most checkouts have no such command, and the words of all numbers are many.
  let words: ReadonlyMap<Format, ReadonlySet<string>> | undefined;
  return ({ of, name }) => {
    words ??= wordsByFormat({ deployments, resources }, sources);
    return [...words].some(([format, known]) => READ_BY[of].test(format) && known.has(name));
  };
}

/** The words that are written about the numbers of each format. */
function wordsByFormat(
  { deployments, resources }: Pick<Evaluation, "deployments" | "resources">,
  sources: ReadonlyMap<string, SourceFile>,
): ReadonlyMap<Format, ReadonlySet<string>> {
  const formats = new Map(deployments.map(({ id, format }) => [id, format]));
  const words = new Map<Format, Set<string>>();
  // What many numbers have in common (a line of all of them) is looked through once.
  const seen = new Set<string>();
  const { functions, provisionedConcurrency, scalingTargets, scalingSchedules, eventSources } = resources;
  const numbers: [deployment: string, value: Value<number>][] = [
    ...functions.map((each) => [each.deploymentId, each.reservedConcurrency] as [string, Value<number>]),
    ...provisionedConcurrency.map((each) => [each.deploymentId, each.amount] as [string, Value<number>]),
    ...[...scalingTargets, ...scalingSchedules].flatMap(({ deploymentId, min, max }) =>
      [min, max].map((value) => [deploymentId, value] as [string, Value<number>]),
    ),
    ...eventSources.map((each) => [each.deploymentId, each.maximumConcurrency] as [string, Value<number>]),
  ];
  for (const [deployment, value] of numbers) {
    const format = formats.get(deployment);
    if (format === undefined) continue;
    const known = words.get(format) ?? new Set();
    words.set(format, known);
    for (const text of textsAbout(value, sources)) {
      const key = `${format}\n${text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const word of text.match(/[A-Za-z_][\w-]*/g) ?? []) known.add(word);
    }
  }
  return words;
}

/** What decided a number, as it is told and as it is written: a condition beside it decides it, too. */
function textsAbout(value: Value<number>, sources: ReadonlyMap<string, SourceFile>): string[] {
  const ways = [value, ...(value.state === "unknown" ? (alternativesOf(value) ?? []) : [])];
  return ways.flatMap((way) => [
    ...("because" in way ? [way.because] : []),
    ...(way.trace ?? []).map(({ what }) => what),
    ...[way.at, ...(way.trace ?? []).map(({ at }) => at)].map((at) => linesOf(at, sources)),
  ]);
}

/** Beyond this it is a block, whose other lines say nothing of the number. */
const MOST_LINES = 3;
/** Before and after the number, on its line: a whole file may be one line. */
const MOST_AROUND = 500;

function linesOf({ file, start, end }: SourceLocation, sources: ReadonlyMap<string, SourceFile>): string {
  const text = sources.get(file)?.text;
  if (text === undefined) return "";
  const before = text.slice(Math.max(0, start.offset - MOST_AROUND), start.offset);
  const written = text.slice(start.offset, Math.min(end.offset, start.offset + MOST_LINES * MOST_AROUND));
  const after = text.slice(end.offset, end.offset + MOST_AROUND);
  const own = before.slice(before.lastIndexOf("\n") + 1) + written + after.split("\n", 1).join("");
  return own.split("\n", MOST_LINES).join("\n");
}
