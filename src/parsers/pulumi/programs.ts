import type { FileSystem, UnreadCode } from "../../parser.ts";
import { readInItsPlace, speaksOfLambda } from "../../programs.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { childOf, scalarText } from "../../source/yaml/tree.ts";
import { type StackDocument, stackKey } from "./state.ts";

const STACK_SETTINGS = /^Pulumi\.(.+)\.ya?ml$/;
const PREVIEW = "pulumi preview --json --show-sames";
const IN_A_STEP = `Run \`${PREVIEW}\` in a step before the check, and keep what it writes out of version control.`;

/** The stacks of a program that no document tells of; the program as a whole where there is none. It is never run. */
export function unreadStacks(
  path: string,
  documents: ReadonlyMap<string, readonly string[]>,
  fs: FileSystem,
): UnreadCode[] {
  const folder = folderOf(path);
  const project = projectIn(path, fs);
  if (project === undefined) return [programOf(path, NOT_RUN, fs)];
  const named = [...documents.keys()].filter((key) => key.startsWith(`${project}\n`));
  if (named.length === 0) return [programOf(path, NOT_RUN, fs)];
  const stacks = fs.list(folder).flatMap((name) => STACK_SETTINGS.exec(name)?.[1] ?? []);
  const missing = stacks.filter((stack) => !documents.has(stackKey({ stack, project })));
  const unread = missing.map(
    (stack): UnreadCode => ({
      ...programOf(path, `no document here is of its stack ${stack}`, fs),
      what: `Stack ${stack} of the Pulumi program in ${path}`,
      hint: `Run \`${PREVIEW} --stack ${stack} > ${stack}.json\`.`,
    }),
  );
  const tracked = named.flatMap((key) => documents.get(key) ?? []).filter((each) => fs.isTracked(each));
  // Each is made by itself, and may be left as it was by itself.
  const inItsPlace = tracked.map((document) => readInItsPlace([document], folder, fs));
  const said = inItsPlace.find(({ mayHoldFunctions }) => mayHoldFunctions) ?? inItsPlace[0];
  return said ? [...unread, { ...programOf(path, said.because, fs), ...said, hint: IN_A_STEP }] : unread;
}

const NOT_RUN = "it is code, which is not run";

function programOf(path: string, because: string, fs: FileSystem): UnreadCode {
  const text = fs.read(path)?.text ?? "";
  return {
    kind: "app",
    what: `The Pulumi program in ${path}`,
    address: path,
    because,
    hint: `Run \`${PREVIEW} > preview.json\`, which works its values out.`,
    at: startOfFile(path),
    mayHoldFunctions:
      /lambda|serverless|function/i.test(`${path} ${text}`) || speaksOfLambda(folderOf(path), fs),
  };
}

/** An app of SST, whose state is that of a stack: nothing where a document has its resources and the app's name. */
export function unreadApp(path: string, documents: readonly StackDocument[], fs: FileSystem): UnreadCode[] {
  const text = fs.read(path)?.text ?? "";
  const isOf = ({ project, resources }: StackDocument): boolean =>
    new RegExp(`["'\`]${project.replace(/\W/g, "\\$&")}["'\`]`).test(text) &&
    resources.some(({ token }) => token.startsWith("sst:"));
  const own = documents.filter(isOf).map(({ top }) => top.file.path);
  const app: UnreadCode = {
    kind: "app",
    what: `The SST app in ${path}`,
    address: path,
    because: NOT_RUN,
    hint: "Run `npx sst state export --stage NAME > sst.json` for what is deployed.",
    at: startOfFile(path),
    mayHoldFunctions: true,
  };
  if (own.length === 0) return [app];
  const tracked = own.filter((document) => fs.isTracked(document));
  return tracked.length === 0 ? [] : [{ ...app, ...readInItsPlace(tracked, folderOf(path), fs) }];
}

function projectIn(path: string, fs: FileSystem): string | undefined {
  const file = fs.read(path);
  return file && scalarText(childOf(parseYaml(file).documents[0], "name"));
}

/** What a preview leaves out, where no exported stack stands beside it. */
export function leftOutBy({ leftOut, stack, top }: StackDocument): UnreadCode {
  const { path } = top.file;
  const many = leftOut === undefined ? "what doesn't change" : `${leftOut} resources that don't change`;
  return {
    kind: "app",
    what: `What ${path} leaves out of stack ${stack}`,
    address: path,
    because: `a preview leaves out ${many}, functions among them or not`,
    hint: `Run \`${PREVIEW} > ${path}\`, or write \`pulumi stack export > stack.json\` beside it.`,
    at: startOfFile(path),
    mayHoldFunctions: true,
  };
}

/** A stream of events that speaks of functions. */
export function unreadEvents({ path, text }: SourceFile): UnreadCode[] {
  if (!text.includes('"aws:lambda/function:Function"') && !text.includes('"aws-native:lambda:')) return [];
  return [
    {
      kind: "file",
      what: path,
      address: path,
      because: "it is a stream of events",
      hint: `Run \`${PREVIEW}\` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW, which writes one document.`,
      at: startOfFile(path),
      mayHoldFunctions: true,
    },
  ];
}
