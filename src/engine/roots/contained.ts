import type { Diagnostic } from "../../finding.ts";
import { noResources } from "../../model/resources.ts";
import type { FileSystem, Parsed, Parser, Root } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { inFolder } from "../../source/paths.ts";
import { unknown } from "../../values/value.ts";
import { GitTimeout } from "../checkout/git/timeout.ts";

const ISSUES = "https://github.com/lambda-concurrency-policy/lambda-concurrency-policy/issues";

/** Why something of the input could not be worked out, and what to do. */
interface Failure {
  because: string;
  hint: string;
}

/**
 * What an error that a parser should not have thrown means for its input: that costs the input, and nothing else of the run.
 * The stack of the interpreter has its end, and so have the lengths of its texts and lists: input that comes to more is hostile.
 * @throws the error itself where it is about the whole run
 */
function failureOf(error: unknown): Failure {
  if (error instanceof GitTimeout) throw error;
  if (error instanceof RangeError)
    return {
      because: "it is nested deeper, or comes to more, than is worked out here",
      hint: "Simplify it, or leave it out by an entry of exclude in the policy.",
    };
  const what = error instanceof Error ? error.message : String(error);
  return {
    because: `there was an internal error: ${what}`,
    hint: `This is a fault of the tool. Please report it with the input that shows it: ${ISSUES}`,
  };
}

/** What a parser makes of a root; nothing, and why, where it fails. */
export function parsedAlone(parser: Parser, root: Root, parse: () => Parsed, fs: FileSystem): Parsed {
  try {
    return parse();
  } catch (error) {
    const at = placeOf(root, parser, fs);
    const { because, hint } = failureOf(error);
    const open = () => unknown<string>(`${root.path} was not read: ${because}`, at);
    return {
      account: open(),
      region: open(),
      regionFixed: false,
      resources: noResources(),
      diagnostics: [{ severity: "error", message: `${root.path} was not checked: ${because}.`, hint, at }],
      inputsFound: [],
    };
  }
}

/** A file of a root to point at: its own, or the first one of its folder. */
function placeOf({ path }: Root, parser: Parser, fs: FileSystem): SourceLocation {
  const inside = fs.list(path).map((name) => inFolder(path, name));
  return startOfFile(inside.find((file) => parser.claims(file)) ?? path);
}

/** What came of looking through files, and the files that could not be looked through. */
interface LookedThrough<T> {
  found: T;
  diagnostics: Diagnostic[];
}

/** Looks through files; where that fails, without those by which it does. */
export function withoutFailing<T>(
  files: readonly string[],
  look: (files: readonly string[]) => T,
): LookedThrough<T> {
  try {
    return { found: look(files), diagnostics: [] };
  } catch (error) {
    failureOf(error);
    const failures = files.flatMap((file) => failureIn(file, look));
    if (failures.length === 0) throw error;
    const failing = new Set(failures.map(({ file }) => file));
    const rest = look(files.filter((file) => !failing.has(file)));
    return { found: rest, diagnostics: failures.map(diagnosticOf) };
  }
}

type FileFailure = Failure & { file: string };

function failureIn(file: string, look: (files: readonly string[]) => unknown): FileFailure[] {
  try {
    look([file]);
    return [];
  } catch (error) {
    return [{ file, ...failureOf(error) }];
  }
}

function diagnosticOf({ file, because, hint }: FileFailure): Diagnostic {
  const at = startOfFile(file);
  return { severity: "error", message: `${file} was not checked: ${because}.`, hint, at };
}
