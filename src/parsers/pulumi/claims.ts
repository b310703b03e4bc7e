/** What other tools write, and configuration of other formats in JSON: never a document of Pulumi's. */
const NO_DOCUMENT =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*|composer|manifest|tree|cdk|cdktf)\.json$|\.(?:tf|tofu|tfvars|template)\.json$/;
const PROGRAM = /(?:^|\/)Pulumi\.ya?ml$/;
const SST = /(?:^|\/)sst\.config\.[cm]?[jt]s$/;
const DOCUMENT = /\.json$/;

/** What files that it claims may be called. */
export const names = [PROGRAM, SST, DOCUMENT];

/** Whether a file may be a preview or a stack as JSON, or the settings of a program, by its name. */
export function claims(path: string): boolean {
  return isProgram(path) || isSstApp(path) || mayBeDocument(path);
}

/** The settings of a project: its program lies beside them. */
export function isProgram(path: string): boolean {
  return PROGRAM.test(path);
}

/** An app of SST, which is a program of Pulumi's. */
export function isSstApp(path: string): boolean {
  return SST.test(path);
}

export function mayBeDocument(path: string): boolean {
  return DOCUMENT.test(path) && !NO_DOCUMENT.test(path);
}
