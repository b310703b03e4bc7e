// Gives every parser, and the policy, texts that nobody should write: npm run fuzz -- [--minutes N] [--seed N] [target…]
// What throws, takes longer than two seconds or more than 512 MB is a find; it is written to test/properties/finds/,
// where an ordinary test tries it again. Exits with 1 when there is any.
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";
import { RESOLVE } from "./lib/resolve.mjs";

const MAX_SECONDS = 2;
const MAX_MEGABYTES = 512;
const MAX_INPUT_BYTES = 4_000_000;
/** Loading the program and its seeds is no hang. */
const STARTING_SECONDS = 60;

const root = fileURLToPath(new URL("..", import.meta.url));
const tests = join(root, "test");
const findsFolder = join(tests, "properties/finds");
const cache = join(root, "node_modules/.cache/fuzz", String(process.pid));
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 1e9) },
  },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error("Usage: npm run fuzz -- [--minutes N] [--seed N] [target…]");
  process.exit(2);
}

let finds = 0;
try {
  const { program, targets } = await prepare();
  const names = [...targets.keys()];
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no target ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
    process.exitCode = 2;
  } else {
    const asked = positionals.length > 0 ? positionals : names;
    const wanted = asked.filter((name) => targets.get(name) > 0);
    for (const name of asked)
      if (!wanted.includes(name)) console.log(`${name}: there is no seed to begin with`);
    for (const name of wanted) await fuzzTarget(name, program, (minutes * 60_000) / wanted.length);
    if (finds > 0) process.exitCode = 1;
  }
} finally {
  rmSync(cache, { recursive: true, force: true });
}

/** Bundles the worker, and the targets for their names and how many seeds each has. */
async function prepare() {
  const bundle = async (file) => {
    const build = await rolldown({
      input: join(tests, "properties/fuzz", `${file}.ts`),
      platform: "node",
      cwd: root,
      resolve: RESOLVE,
    });
    const output = join(cache, `${file}.mjs`);
    await build.write({ file: output, format: "esm", codeSplitting: false });
    await build.close();
    return output;
  };
  const { targets } = await import(`file://${await bundle("targets")}`);
  return {
    program: await bundle("worker"),
    targets: new Map(targets.map((target) => [target.name, target.seeds(tests).length])),
  };
}

/** Lets a worker run until the time is up, and puts another in its place when it hangs or runs out of memory. */
async function fuzzTarget(name, program, milliseconds) {
  const end = Date.now() + milliseconds;
  let inputs = 0;
  let corpus = 0;
  for (let round = 0; Date.now() < end; round++) {
    const outcome = await runWorker(name, program, seed + round, end);
    inputs += outcome.inputs;
    corpus = Math.max(corpus, outcome.corpus);
  }
  console.log(`${name}: ${inputs} inputs, ${corpus} seeds at the end`);
}

function runWorker(name, program, workerSeed, end) {
  const shared = new SharedArrayBuffer(8 + MAX_INPUT_BYTES);
  const counter = new Int32Array(shared, 0, 2);
  const worker = new Worker(program, {
    workerData: { target: name, seed: workerSeed, tests, shared },
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  return new Promise((resolve) => {
    let last = 0;
    // Time that the machine gave to others is not the input's.
    let since = process.cpuUsage();
    let corpus = 0;
    let isOver = false;
    const finish = (problem) => {
      if (isOver) return;
      isOver = true;
      clearInterval(watch);
      // Only once it has stopped is the input under way a whole one.
      worker.terminate().then(() => {
        if (problem) keep(name, inputIn(shared, counter[1]), problem);
        resolve({ inputs: Atomics.load(counter, 0), corpus });
      });
    };
    const watch = setInterval(() => {
      const now = Atomics.load(counter, 0);
      if (now !== last) {
        last = now;
        since = process.cpuUsage();
      }
      const allowed = last === 0 ? STARTING_SECONDS : MAX_SECONDS;
      const { user, system } = process.cpuUsage(since);
      if ((user + system) / 1e6 > allowed) finish(`takes longer than ${allowed} seconds`);
      else if (Date.now() > end) finish();
    }, 100);
    worker.on("message", (message) => {
      if (message.find) keep(name, message.find, message.problem);
      else corpus = message.corpus;
    });
    worker.on("error", (error) =>
      finish(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? `needs more than ${MAX_MEGABYTES} MB` : error.stack),
    );
  });
}

/** The input that a worker had under way; what can be read of it, where the worker died while it was written. */
function inputIn(shared, length) {
  const text = Buffer.from(new Uint8Array(shared, 8, length).slice()).toString();
  try {
    return JSON.parse(text);
  } catch {
    return { "input.txt": text };
  }
}

function keep(target, files, problem) {
  finds++;
  const text = `${JSON.stringify({ target, files }, null, 2)}\n`;
  const file = join(
    findsFolder,
    `${target}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`,
  );
  mkdirSync(findsFolder, { recursive: true });
  writeFileSync(file, text);
  console.error(`${target}: ${file}\n${problem}\n`);
}
