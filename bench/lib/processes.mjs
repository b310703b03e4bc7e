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

/** Tells CPU in milliseconds, children included, where GNU time knows hundredths of a second. */
const TIMED = 'TIMEFORMAT="%3U %3S"; time "$@" > /dev/null 2>&1';

/** Runs several commands in turn; the least and the median CPU of each, in milliseconds. It takes Bash. */
export function cpuInTurn(commands, rounds) {
  const cpu = ({ command, args, options = {}, env = {} }) => {
    const told = spawnSync("bash", ["-c", TIMED, "bash", command, ...args], {
      ...options,
      env: { ...ENVIRONMENT, ...env },
      encoding: "utf8",
    }).stderr;
    const [user, system] = told.trim().split(" ").map(Number);
    return (user + system) * 1000;
  };
  const all = new Map(commands.map(({ name }) => [name, []]));
  for (const command of commands) cpu(command);
  for (let round = 0; round < rounds; round++)
    for (const command of commands) all.get(command.name).push(cpu(command));
  return new Map([...all].map(([name, list]) => [name, { least: Math.min(...list), middle: median(list) }]));
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
