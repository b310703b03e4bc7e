import type { FileSystem, UnreadCode } from "../../parser.ts";
import { readInItsPlace } from "../../programs.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf, inFolder } from "../../source/paths.ts";

const APP = /(?:^|\/)\.chalice\/config\.json$/;
/** What `chalice package` writes into the folder that it is given. */
const TEMPLATES = ["sam.json", "sam.yaml"];
const OF_SAM = "AWS::Serverless";

/** What `chalice package` made of apps. */
export interface Packaged {
  /** Its templates, also where version control ignores them. */
  files: string[];
  /** Apps that were not packaged, or perhaps of another state of the code. */
  unread: UnreadCode[];
}

/** The templates of the Chalice apps among some files. See https://aws.github.io/chalice/topics/cfn.html */
export function packagedApps(files: readonly string[], fs: FileSystem): Packaged {
  const found: Packaged = { files: [], unread: [] };
  for (const app of files.filter((path) => APP.test(path))) {
    const templates = templatesOf(folderOf(folderOf(app)), fs);
    found.files.push(...templates);
    const tracked = templates.filter((path) => fs.isTracked(path));
    if (templates.length === 0)
      found.unread.push(unreadApp(app, { because: DECORATORS, mayHoldFunctions: true }));
    else if (tracked.length > 0)
      found.unread.push(unreadApp(app, readInItsPlace(tracked, folderOf(folderOf(app)), fs)));
  }
  return found;
}

const DECORATORS = "its functions are decorators in Python code, which is not run";

function templatesOf(folder: string, fs: FileSystem): string[] {
  const folders = fs.list(folder).filter((name) => name.endsWith("/") && !name.startsWith("."));
  return folders.flatMap((name) =>
    TEMPLATES.map((template) => inFolder(folder, `${name}${template}`)).filter(
      (path) => fs.exists(path) && (fs.read(path)?.text.includes(OF_SAM) ?? false),
    ),
  );
}

function unreadApp(app: string, said: Pick<UnreadCode, "because" | "mayHoldFunctions">): UnreadCode {
  return {
    kind: "app",
    what: `The Chalice app in ${app}`,
    address: app,
    ...said,
    hint: "Run `chalice package packaged` before the check, which writes a SAM template.",
    at: startOfFile(app),
  };
}
