import type { EnvironmentInputs, FileSystem, Parsed, UnreadCode } from "../../parser.ts";
import { startOfFile } from "../../source/location.ts";
import { adapterFor } from "./adapters/adapters.ts";
import { missingModule } from "./instances/missing-module.ts";
import { nothingRead } from "./nothing-read.ts";
import { type TextCall, textOnly } from "./text-calls.ts";

/** What a root comes to that surely declares nothing of Lambda: the modules that it calls and that aren't here. Undefined: it has to be evaluated. */
export function toldByText(folder: string, inputs: EnvironmentInputs, fs: FileSystem): Parsed | undefined {
  const told = textOnly(folder, fs);
  if (!told) return undefined;
  const isDescribed = ({ source }: TextCall) =>
    source.kind === "remote" && adapterFor(source.identity, inputs.moduleAdapters) !== undefined;
  if (told.calls.some(isDescribed)) return undefined;
  const at = startOfFile(told.files[0] ?? folder);
  return {
    ...nothingRead("nothing of this root is about Lambda", at),
    unread: told.calls.map(unreadCall),
    reached: [{ kind: "root", what: folder, files: told.files, isOfLambda: false }],
  };
}

function unreadCall({ path, written, at }: TextCall): UnreadCode {
  const address = path.map((name) => `module.${name}`).join(".");
  return missingModule(address, written, at, false);
}
