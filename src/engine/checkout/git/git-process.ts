import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { GitTimeout } from "./timeout.ts";

const MOST_OUTPUT = 512 * 1024 * 1024;

/** What nobody who wrote the checkout may decide: nothing of it is run, and git asks nobody. */
const HARMLESS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.pager=cat",
  "protocol.ext.allow=never",
  "fetch.recurseSubmodules=false",
  "maintenance.auto=false",
  "gc.auto=0",
].flatMap((setting) => ["-c", setting]);

/** Runs git on one repository. */
export class GitProcess {
  readonly #folder: string;
  readonly #deadlineMs: number;

  /** @param folder the repository's own, `.git` @param deadlineMs the most that one reading may take */
  constructor(folder: string, deadlineMs: number) {
    this.#folder = folder;
    this.#deadlineMs = deadlineMs;
  }

  /** What git says; undefined where it fails. May throw GitTimeout. */
  text(args: readonly string[]): string | undefined {
    const { status, stdout } = this.read(args);
    return status === 0 ? stdout.toString("utf8") : undefined;
  }

  /** May throw GitTimeout. */
  read(
    args: readonly string[],
    input?: string,
    variables?: NodeJS.ProcessEnv,
  ): { status: number | null; stdout: Buffer } {
    const { isLate, ...read } = this.run(args, this.#deadlineMs, input, variables);
    if (isLate) throw new GitTimeout(this.#deadlineMs);
    return read;
  }

  /** @param ms the most that it may take */
  run(
    args: readonly string[],
    ms: number,
    input?: string,
    variables?: NodeJS.ProcessEnv,
  ): { status: number | null; stdout: Buffer; isLate: boolean } {
    const { status, stdout, error } = spawnSync("git", [`--git-dir=${this.#folder}`, ...HARMLESS, ...args], {
      cwd: join(this.#folder, ".."),
      env: { ...quietEnvironment(), ...variables },
      maxBuffer: MOST_OUTPUT,
      timeout: ms,
      killSignal: "SIGKILL",
      stdio: ["pipe", "pipe", "ignore"],
      ...(input === undefined ? {} : { input }),
    });
    const isLate = (error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT";
    return { status, stdout: stdout ?? Buffer.alloc(0), isLate };
  }
}

/** Git's own variables may point at another repository (in a hook they do), so only how to reach servers is kept. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith("GIT_") || /^GIT_(SSH|ASKPASS|SSL|HTTP|CONFIG_GLOBAL|CONFIG_SYSTEM)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
  };
}
