import { parentPort, workerData } from "node:worker_threads";
import { Coverage } from "./coverage.ts";
import { mutate, randomFrom, wordsOf } from "./mutate.ts";
import { type Files, type FuzzTarget, targets } from "./targets.ts";

/** What the supervisor says to a worker. */
export interface Assignment {
  target: string;
  seed: number;
  /** The folder of the tests, where the seeds are. */
  tests: string;
  /** The input under way and its number: all that is left of it when the worker hangs or dies. */
  shared: SharedArrayBuffer;
}

/** The most inputs that are tried to make a find smaller. */
const MAX_SHRINKING = 300;
const REPORT_EVERY = 500;

/** Runs a target on mutated inputs for ever; what reaches new code becomes a seed itself. */
async function fuzz({ target: name, seed, tests, shared }: Assignment): Promise<void> {
  const target = targets.find((each) => each.name === name);
  if (!target || !parentPort) throw new Error(`There is no target ${name}.`);
  const port = parentPort;
  const counter = new Int32Array(shared, 0, 2);
  const bytes = new Uint8Array(shared, 8);
  const random = randomFrom(seed);
  const corpus = target.seeds(tests);
  const words = wordsOf(corpus);
  const coverage = new Coverage();
  const places = new Set<string>();
  const attempt = (files: Files): Promise<Error | undefined> => {
    const { written } = new TextEncoder().encodeInto(JSON.stringify(files), bytes);
    counter[1] = written;
    Atomics.add(counter, 0, 1);
    return failureOf(target, files);
  };
  for (const files of corpus) await attempt(files);
  coverage.hasGrown();
  for (let count = 1; ; count++) {
    const base = corpus[random(corpus.length)];
    if (!base) throw new Error(`The target ${name} has no seeds.`);
    const files = mutate(base, corpus, words, random);
    const failure = await attempt(files);
    if (failure) {
      const place = placeOf(failure);
      if (!places.has(place)) {
        places.add(place);
        const least = await shrunk(files, async (smaller) => {
          const again = await attempt(smaller);
          return again !== undefined && placeOf(again) === place;
        });
        port.postMessage({ find: least, problem: failure.stack ?? String(failure) });
      }
    } else if (coverage.hasGrown()) corpus.push(files);
    if (count % REPORT_EVERY === 0) port.postMessage({ count, corpus: corpus.length });
  }
}

async function failureOf(target: FuzzTarget, files: Files): Promise<Error | undefined> {
  try {
    await target.run(files);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Where an error was thrown: the same place is the same find. */
function placeOf(error: Error): string {
  return error.stack?.split("\n").find((line) => line.includes("    at ")) ?? error.message;
}

/** Cuts pieces off, from large to small, for as long as it fails in the same place. */
async function shrunk(files: Files, fails: (files: Files) => Promise<boolean>): Promise<Files> {
  let least = files;
  let left = MAX_SHRINKING;
  for (const path of Object.keys(files)) {
    for (let size = Math.ceil((least[path] ?? "").length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at < (least[path] ?? "").length && left > 0; left--) {
        const text = least[path] ?? "";
        const smaller = { ...least, [path]: text.slice(0, at) + text.slice(at + size) };
        if (await fails(smaller)) least = smaller;
        else at += size;
      }
    }
  }
  return least;
}

await fuzz(workerData as Assignment);
