import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENT, median } from "./processes.mjs";

const TIME = "/usr/bin/time";
/** GNU time tells the CPU and memory of a process that is over, its children included. Without it there is wall time alone. */
export const hasTime = existsSync(TIME) && spawnSync(TIME, ["-f", "%e", "true"]).status === 0;

/**
 * Runs a whole process; wall and CPU in milliseconds, peak memory of its largest process in MiB, and what it printed.
 * One that needs longer than the limit is ended with its children, and `ended` says so.
 */
export function measure({ command, args, env = {}, cwd }, limitMs = 0) {
  const folder = mkdtempSync(join(tmpdir(), "measure-"));
  const told = join(folder, "time");
  const limit = limitMs > 0 && hasTime ? ["timeout", "--signal=KILL", String(limitMs / 1000)] : [];
  const words = hasTime
    ? [...limit, TIME, "-o", told, "-f", "%U %S %M", command, ...args]
    : [command, ...args];
  const started = process.hrtime.bigint();
  const { status, stdout, error } = spawnSync(words[0], words.slice(1), {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    maxBuffer: 1 << 30,
    timeout: hasTime ? 0 : limitMs,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  const ended = limitMs > 0 && wall >= limitMs;
  if (error && !ended) throw error;
  const [user, system, kib] =
    hasTime && !ended ? readFileSync(told, "utf8").trim().split("\n").at(-1).split(" ").map(Number) : [];
  rmSync(folder, { recursive: true });
  return {
    wall,
    cpu: hasTime ? (user + system) * 1000 : Number.NaN,
    memory: hasTime ? kib / 1024 : Number.NaN,
    status,
    ended,
    stdout: stdout.toString(),
  };
}

/**
 * Measures several commands in turn, round by round, so that a machine that slows down slows them all; medians.
 * One that was ended at the limit is not run again.
 */
export function measureInTurn(commands, rounds, limitMs = 0) {
  const runs = new Map(commands.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const command of commands) {
      const list = runs.get(command.name);
      if (!list.some(({ ended }) => ended)) list.push(measure(command, limitMs));
    }
  }
  return new Map(
    [...runs].map(([name, list]) => [
      name,
      {
        wall: median(list.map((run) => run.wall)),
        cpu: median(list.map((run) => run.cpu)),
        memory: median(list.map((run) => run.memory)),
        status: list[0].status,
        ended: list.some(({ ended }) => ended),
        stdout: list[0].stdout,
      },
    ]),
  );
}
