import type { Parser, UnreadCode } from "../../parser.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { claims } from "./claims.ts";
import { inputsIn } from "./inputs.ts";

/** Commands and calls of AWS's API that set concurrency, which no code shows. */
const SETTERS =
  /\b(?:put-function-concurrency|put-provisioned-concurrency-config|put_function_concurrency|put_provisioned_concurrency_config|PutFunctionConcurrencyCommand|PutProvisionedConcurrencyConfigCommand|Write-LMFunctionConcurrency|Write-LMProvisionedConcurrencyConfig)\b/g;

/** Commands of workflows, builds and scripts that set numbers: what the code says is then not what is deployed. */
const deployCommands: Parser = {
  claims,

  roots(files, fs) {
    const unread = files.flatMap((path) => {
      const file = fs.read(path);
      return file ? fewOf([...settersIn(file), ...inputsIn(file)]) : [];
    });
    return { roots: [], diagnostics: [], unread };
  },

  parse() {
    throw new Error("Commands are no roots.");
  },
};

export default deployCommands;

function settersIn(file: SourceFile): UnreadCode[] {
  const isComment = commentsIn(file.text);
  return [...file.text.matchAll(SETTERS)]
    .filter(({ index }) => !isComment(index))
    .map(({ 0: word, index }) => ({
      kind: "command",
      what: `${word} in ${file.path}`,
      address: file.path,
      because: "a command sets it when it runs",
      hint: "Declare the number in the code; or count it in the policy: reserved-elsewhere under accounts.",
      at: file.locate(index, index + word.length),
      mayHoldFunctions: true,
    }));
}

/** Tells of places, from the first to the last, whether their line is a comment. */
function commentsIn(text: string): (index: number) => boolean {
  const comment = /[^\S\n]*(?:#|\/\/|rem\s)/iy;
  let line = -1;
  let end = -1;
  let isOne = false;
  return (index) => {
    if (index <= end) return isOne;
    line = text.lastIndexOf("\n", index - 1) + 1;
    end = text.indexOf("\n", index);
    if (end === -1) end = text.length;
    comment.lastIndex = line;
    isOne = comment.test(text);
    return isOne;
  };
}

/** More commands of one file than people tell apart. */
const MOST_COMMANDS = 200;

/** The first of a file's commands, and that there are more. */
function fewOf(codes: UnreadCode[]): UnreadCode[] {
  const rest = codes.slice(MOST_COMMANDS);
  const [next] = rest;
  if (!next) return codes;
  const { input: _, ...one } = next;
  const more = {
    ...one,
    what: `${rest.length} more commands in ${one.address}`,
    mayHoldFunctions: rest.some(({ mayHoldFunctions }) => mayHoldFunctions),
  };
  return [...codes.slice(0, MOST_COMMANDS), more];
}
