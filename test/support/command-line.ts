import type { Host } from "../../src/command-line/host.ts";
import { main } from "../../src/command-line/main.ts";

/** What a call of the command line printed and returned. */
export interface Called {
  exitCode: number;
  out: string;
  err: string;
}

/** Calls the command line in a folder, on a day that does not pass. */
export function callIn(folder: string, ...argv: string[]): Promise<Called> {
  return callWith(folder, {}, ...argv);
}

/** The same with something else than usual in its place. */
export async function callWith(folder: string, more: Partial<Host>, ...argv: string[]): Promise<Called> {
  const told = { out: "", err: "" };
  const sink = (name: keyof typeof told) => ({
    write: (text: string) => {
      told[name] += text;
    },
    isTerminal: false,
    width: 100,
  });
  const exitCode = await main(argv, {
    cwd: folder,
    environment: {},
    today: "2026-11-01",
    out: sink("out"),
    err: sink("err"),
    ...more,
  });
  return { exitCode, ...told };
}
