import * as util from "node:util";
import { EXIT } from "../verdict.ts";
import type { Host, Sink } from "./host.ts";
import { main } from "./main.ts";

/** The command line as a process: its arguments, streams and clock, and its exit code. */
export function runProcess(): void {
  // A reader that has seen enough (`| head`) is no failure; a full disk is one, and nobody's bug.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      process.exitCode = EXIT.unreadable;
      if (stream === process.stdout)
        process.stderr.write(`policy: the output can't be written: ${error.message}\n`);
    });

  const now = new Date().toISOString();
  // Not awaited: a module that is loaded meanwhile would wait for this one, should it import anything from it.
  main(process.argv.slice(2), {
    cwd: process.cwd(),
    environment: process.env,
    now,
    get today() {
      return new Date().toISOString().slice(0, 10);
    },
    out: sink(process.stdout),
    err: sink(process.stderr),
    streams: () => ({ input: process.stdin, output: process.stdout }),
    ...asking(),
  }).then((exitCode) => {
    process.exitCode ??= exitCode;
  });
}

function sink(stream: NodeJS.WriteStream): Sink {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    width: stream.columns ?? 100,
  };
}

/** Who is at the terminal can be asked, if Node is new enough for what asks (20.12). */
function asking(): Pick<Host, "asker"> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || !("styleText" in util)) return {};
  return {
    asker: async () => (await import("./init/terminal-asker.ts")).terminalAsker,
  };
}
