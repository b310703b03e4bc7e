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
      return file ? [...settersIn(file), ...inputsIn(file)] : [];
    });
    return { roots: [], diagnostics: [], unread };
  },

  parse() {
    throw new Error("Commands are no roots.");
  },
};

export default deployCommands;

function settersIn(file: SourceFile): UnreadCode[] {
  return [...file.text.matchAll(SETTERS)]
    .filter(({ index }) => !isComment(file.text, index))
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

/** Whether what stands before a word on its line makes a comment of it. */
function isComment(text: string, index: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
  return /^\s*(?:#|\/\/|rem\s)/i.test(before);
}
