import { isUtf8 } from "node:buffer";
import type { UnreadCode } from "../../parser.ts";
import { mayHideWords } from "../../source/escapes.ts";
import { startOfFile } from "../../source/location.ts";
import { boundWords, largestOf, mayBePlan } from "./file-bounds.ts";

const POINTER = "version https://git-lfs.github.com/spec/";
const CODE = /\.(?:tf|tofu)(?:\.json)?$/;
/** What templates and services are written in. */
const TEMPLATE = /\.(?:ya?ml|json|template)$|(?:^|\/)serverless\.[cm]?[jt]s$/i;
/** AWS takes no template that is larger. */
const LARGEST_TEMPLATE = 1024 * 1024;
const SPEAKS_OF_LAMBDA = /lambda|AWS::Serverless/i;
/** Data of any kind: translations and settings have words, too. */
const DATA = /\.(?:ya?ml|json)$/i;
/** What a template, a plan, a state, a document of Pulumi's or a resource of Kubernetes says besides. */
const DEPLOYS = /AWS::|["']?\bResources["']?\s*:|aws_lambda|urn:pulumi:|apiVersion["']?\s*:/;
/** A service of the Serverless Framework, which deploys functions without speaking of them otherwise. */
const SERVICE = /(?:^|\/)serverless[^/]*\.(?:ya?ml|json)$/;

/** The text of a file; or why there is none, for what is too large, not text, or stands for a file that is elsewhere. */
export function readableText(path: string, bytes: Buffer): string | UnreadCode {
  const refuse = (because: string, hint: string) => notReadable(path, because, hint, speaks(path, bytes));
  if (
    bytes.length > largestOf(path) &&
    !(mayBePlan(path, bytes.length) && bytes.includes('"planned_values"'))
  )
    return tooLarge(path, bytes.length, () => [bytes.toString("latin1")]);
  if (!isUtf8(bytes)) return refuse("it is not UTF-8 text", "Save it as UTF-8.");
  if (bytes.includes(0)) return refuse("it holds zero bytes, as text in UTF-8 does not", "Save it as UTF-8.");
  if (bytes.toString("latin1", 0, POINTER.length) === POINTER)
    return {
      ...refuse(
        "it is a pointer to a file in Git LFS, which was not fetched",
        "Fetch it before the check: the input lfs: true of actions/checkout.",
      ),
      ...(mayBeTemplate(path) && sizeIn(bytes) <= LARGEST_TEMPLATE ? { mayBeTemplate: true } : {}),
    };
  return bytes.toString("utf8");
}

/** A file beyond the bound of what is read. @param pieces its bytes as Latin-1, as far as they can be had: large data is of no concern to anybody */
export function tooLarge(path: string, bytes: number, pieces: () => Iterable<string> = () => []): UnreadCode {
  const because = `it has ${bytes} bytes, and ${boundWords(path, bytes)}`;
  const mayHold = CODE.test(path) || (mayBeTemplate(path) && speaksIn(path, pieces()));
  return notReadable(path, because, "Split it, or exclude it in the policy.", mayHold);
}

function speaksIn(path: string, pieces: Iterable<string>): boolean {
  if (SERVICE.test(path)) return true;
  let [lambda, deploys] = [SPEAKS_OF_LAMBDA.test(path), !DATA.test(path)];
  for (const piece of pieces) {
    if (DATA.test(path) && mayHideWords(piece)) return true;
    lambda ||= SPEAKS_OF_LAMBDA.test(piece);
    deploys ||= DEPLOYS.test(piece);
    if (lambda && deploys) return true;
  }
  return false;
}

/** Something by the name of a file that is none to be read. Terraform's code can't be deployed so. */
export function notReadable(
  path: string,
  because: string,
  hint: string,
  mayHoldFunctions: boolean,
): UnreadCode {
  return {
    kind: "file",
    what: path,
    address: path,
    because,
    hint,
    at: startOfFile(path),
    mayHoldFunctions,
    ...(CODE.test(path) ? { isBroken: true } : {}),
  };
}

/** Whether a file may be a template or a service's configuration, by its name. */
export function mayBeTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}

/** The size of what a pointer of Git LFS stands for. */
function sizeIn(pointer: Buffer): number {
  return Number(/^size (\d+)$/m.exec(pointer.toString("latin1"))?.[1] ?? 0);
}

function speaks(path: string, bytes: Buffer): boolean {
  if (SERVICE.test(path)) return true;
  // The letters of UTF-16 are those of Latin-1 with zeros between them.
  const text = bytes.toString("latin1").replaceAll("\0", "");
  if (DATA.test(path) && mayHideWords(text)) return true;
  if (!SPEAKS_OF_LAMBDA.test(path) && !SPEAKS_OF_LAMBDA.test(text)) return false;
  return !DATA.test(path) || DEPLOYS.test(text);
}
