import { spawnSync } from "node:child_process";

const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...environment } = process.env;
/** What a process gets: not what makes every Node slow here, such as certificates that it would read first, for then all looks alike. */
export const ENVIRONMENT = environment;

/** Runs a whole process and returns its wall time in milliseconds, and its exit code. */
export function time(command, args, options = {}) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(command, args, { stdio: "ignore", env: ENVIRONMENT, ...options });
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, status };
}

/** Runs several commands in turn, round by round, so that a machine that slows down slows them all; medians in milliseconds. */
export function inTurn(commands, rounds) {
  const times = new Map(commands.map(({ name }) => [name, []]));
  for (const { command, args, options } of commands) time(command, args, options);
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, args, options } of commands)
      times.get(name).push(time(command, args, options).ms);
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => String(cell).padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
}
