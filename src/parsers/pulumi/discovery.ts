import type { Discovered, FileSystem, Root } from "../../parser.ts";
import { folderOf, inFolder } from "../../source/paths.ts";
import { isProgram, isSstApp, mayBeDocument } from "./claims.ts";
import { isEventStream, looksLikeDocument, readDocuments } from "./document.ts";
import { leftOutBy, unreadApp, unreadEvents, unreadStacks } from "./programs.ts";
import { Stack } from "./stack.ts";
import { type StackDocument, stackKey } from "./state.ts";

/** The stacks that documents tell of, and the programs that none does. */
export function findStacks(files: readonly string[], fs: FileSystem): Discovered {
  const found: Required<Pick<Discovered, "roots" | "diagnostics" | "unread">> = {
    roots: [],
    diagnostics: [],
    unread: [],
  };
  const documents: StackDocument[] = [];
  for (const path of files.filter(mayBeDocument)) {
    const file = fs.read(path);
    if (file?.computed(isEventStream)) found.unread.push(...unreadEvents(file));
    if (!file?.computed(looksLikeDocument)) continue;
    const { stacks, diagnostics } = readDocuments(file);
    found.diagnostics.push(...diagnostics);
    documents.push(...stacks);
  }
  const [previewed, exported] = (["preview", "state"] as const).map(
    (kind) => new Set(documents.filter((each) => each.kind === kind).map(placeOf)),
  );
  const shared = repeated(documents.map(inFile));
  for (const stack of documents) {
    // Of what is exported beside a preview, only what the preview leaves out counts.
    if (stack.kind === "state" && previewed?.has(placeOf(stack))) continue;
    found.roots.push(rootOf(stack, shared));
    if (stack.leftOut !== 0 && !exported?.has(placeOf(stack))) found.unread.push(leftOutBy(stack));
  }
  const paths = pathsByStack(documents);
  for (const path of files.filter(isProgram)) found.unread.push(...unreadStacks(path, paths, fs));
  for (const path of files.filter(isSstApp)) found.unread.push(...unreadApp(path, documents, fs));
  return found;
}

/** The same for documents of one stack in one folder. */
function placeOf(document: StackDocument): string {
  return `${folderOf(document.top.file.path)}\n${stackKey(document)}`;
}

function inFile({ top, stack }: StackDocument): string {
  return `${top.file.path}\n${stack}`;
}

/** What occurs more than once. */
function repeated(names: readonly string[]): ReadonlySet<string> {
  const once = new Set<string>();
  return new Set(names.filter((name) => once.has(name) || !once.add(name)));
}

function pathsByStack(documents: readonly StackDocument[]): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const document of documents) {
    const known = paths.get(stackKey(document));
    if (known) known.push(document.top.file.path);
    else paths.set(stackKey(document), [document.top.file.path]);
  }
  return paths;
}

/** The stack of a root, with what is exported of it beside its preview. */
export function stackIn({ path, stack, artifact }: Root, fs: FileSystem): Stack | undefined {
  const file = fs.read(path);
  const document =
    file &&
    readDocuments(file).stacks.find(
      (each) => each.stack === stack && (artifact === undefined || each.project === artifact),
    );
  if (!document) return undefined;
  return new Stack(document, exportedBeside(document, fs));
}

/** @param shared what stacks of several projects are called in one file */
function rootOf(document: StackDocument, shared: ReadonlySet<string>): Root {
  const { stack, project, top } = document;
  const { path } = top.file;
  const isShared = shared.has(inFile(document));
  return { format: "pulumi", path, stack, ...(isShared ? { artifact: project } : {}) };
}

/** The exported stack that stands in the folder of a preview which leaves something out. */
function exportedBeside(preview: StackDocument, fs: FileSystem): StackDocument | undefined {
  if (preview.kind !== "preview" || preview.leftOut === 0) return undefined;
  const folder = folderOf(preview.top.file.path);
  for (const name of fs.list(folder)) {
    const beside = inFolder(folder, name);
    const file = mayBeDocument(beside) ? fs.read(beside) : undefined;
    const found = (file ? readDocuments(file).stacks : []).find(
      (each) => each.kind === "state" && stackKey(each) === stackKey(preview),
    );
    if (found) return found;
  }
  return undefined;
}
