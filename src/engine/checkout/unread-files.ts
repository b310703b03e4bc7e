import type { Diagnostic } from "../../finding.ts";
import type { UnreadCode } from "../../parser.ts";
import { parsers } from "../../parsers/index.ts";
import { mayHideWords } from "../../source/escapes.ts";
import { GENERATED_FOLDERS } from "./checkout.ts";
import { mayBeTemplate, notReadable } from "./readable-text.ts";

/** What a name alone may make infrastructure. */
const INFRASTRUCTURE = /\.(?:tf|tofu|template)(?:\.json)?$|(?:^|\/)(?:template|serverless)[^/]*\.ya?ml$/;
/** Values that tools take from beside the code. */
const INPUT = /\.tfvars$|(?:^|\/)(?:samconfig\.toml|\.env(?:\.[^/]*)?)$/;
/** Data of any kind, templates among it. */
const DATA = /\.(?:ya?ml|json)$/i;
/** What a folder of infrastructure is called. */
const ABOUT_CODE = /lambda|infra|terraform|serverless|function/i;
const SPEAKS = /lambda|AWS::|cloudformation|serverless/i;

/** Whether a file's name alone says that it is infrastructure. */
export function isInfrastructureByName(path: string): boolean {
  return INFRASTRUCTURE.test(path);
}

/** Whether a file may declare functions, by its name or by what it says. @param text what it says; where it says nothing, nobody knows */
export function isInfrastructure(path: string, text: () => string | UnreadCode | undefined): boolean {
  if (isInfrastructureByName(path)) return true;
  if (!DATA.test(path)) return false;
  const said = text();
  return typeof said === "string"
    ? SPEAKS.test(said) || mayHideWords(said)
    : (said?.mayHoldFunctions ?? false);
}

/** A file whose name can't be written down. */
export function misnamed(path: string): UnreadCode {
  const because = "its name is not UTF-8";
  const mayDeclare = isInfrastructureByName(path) || INPUT.test(path) || mayBeTemplate(path);
  return notReadable(path, because, "Give it a name in UTF-8.", mayDeclare);
}

/** A link that leads to nothing in the checkout. @param isBesideCode whether git tracks infrastructure in the folder that it is in */
export function linkOut(path: string, isBesideCode: () => boolean): UnreadCode {
  const because = "it is a link that leads out of the checkout, or nowhere";
  const mayHoldFunctions = isReadByName(path) || mayBeFolderOfCode(path, isBesideCode);
  return notReadable(path, because, "Put the file itself there.", mayHoldFunctions);
}

/** Whether a parser that finds functions would open a file of this name. */
function isReadByName(path: string): boolean {
  return parsers.some(({ name, claims }) => name !== "deploy-commands" && claims(path));
}

/** What a link leads to that isn't here may be a folder: of code, where its name says so or code is beside it. */
function mayBeFolderOfCode(path: string, isBesideCode: () => boolean): boolean {
  if (path.split("/").some((name) => GENERATED_FOLDERS.has(name))) return false;
  if (/\.[a-z]\w*$/i.test(path)) return ABOUT_CODE.test(path);
  return ABOUT_CODE.test(path) || isBesideCode();
}

/** A submodule that the workflow didn't fetch. */
export function missingSubmodule(path: string): UnreadCode {
  const because = "it is a submodule that is not checked out";
  const hint = "Check it out: the input submodules: true of actions/checkout.";
  return notReadable(path, because, hint, ABOUT_CODE.test(path));
}

/** There is a repository, and git doesn't answer for it. */
export const WITHOUT_GIT: Diagnostic = {
  severity: "warning",
  message: "Git can't say what it tracks here, so what .gitignore names was not looked at, tracked or not.",
  hint: "See whether git status works in this folder.",
};

/** What a sparse checkout leaves out. */
export function notCheckedOut(path: string): UnreadCode {
  const because = "git tracks it, and a sparse checkout leaves it out";
  return notReadable(path, because, "Check the repository out in full.", false);
}

/** Links to one folder that are too many to be followed. @param links their names, one at least */
export function unfollowed(folder: string, [first = folder, ...more]: readonly string[]): UnreadCode {
  const others = more.length === 0 ? "" : `, nor by ${more.length} more`;
  const because = `too many links lead to folders here, so what is in ${folder} was not checked by the name ${first}${others}`;
  return notReadable(first, because, "Name the folders to check: policy run infra services", false);
}
