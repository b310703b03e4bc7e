import { main } from "./command-line/main.ts";
import type { Sink } from "./command-line/world.ts";

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  today: new Date().toISOString().slice(0, 10),
  out: sink(process.stdout),
  err: sink(process.stderr),
});

function sink(stream: NodeJS.WriteStream): Sink {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    width: stream.columns ?? 100,
  };
}
