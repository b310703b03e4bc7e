import { Session } from "node:inspector";

/** Offsets are below this: two of them make one number. */
const MAX_OFFSET = 2 ** 25;

/** Which blocks of this program run, as V8 itself counts them. */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<number>();

  constructor() {
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
  }

  /** Whether, since the last question, a function ran for the first time or blocks of one ran, or were left out, as never before. */
  hasGrown(): boolean {
    const before = this.#seen.size;
    this.#session.post("Profiler.takePreciseCoverage", (error, answer) => {
      if (error) throw new Error(error.message);
      for (const { url, functions } of answer.result) {
        if (url !== import.meta.url) continue;
        for (const { ranges } of functions)
          for (const { startOffset, endOffset, count } of ranges)
            this.#seen.add((startOffset * MAX_OFFSET + endOffset) * (count > 0 ? 1 : -1));
      }
    });
    return this.#seen.size > before;
  }
}
