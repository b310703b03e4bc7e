import type { FileSystem, UnreadCode } from "../../parser.ts";
import { mayHideWordsIn } from "../../source/escapes.ts";
import { folderOf, resolvePath } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import {
  childOf,
  entriesOf,
  entryLocation,
  hasEntry,
  itemsOf,
  locationOf,
  scalarText,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import { SPEAKS } from "./text.ts";

const INCLUDE = "AWS::Include";
/** What takes concurrency, in CloudFormation's words and SAM's. */
export const COUNTED = /^AWS::(?:Lambda|Serverless)::Function$/;

/** One use of `AWS::Include`. */
interface Inclusion {
  node: YamlNode;
  /** Whether what it adds are resources, or whole sections of the template. */
  adds: "resources" | "sections";
  location: string | undefined;
}

function inclusionsIn(root: YamlMapping): Inclusion[] {
  const of = (node: YamlNode | undefined, adds: Inclusion["adds"]) =>
    (node?.kind === "sequence" ? itemsOf(node) : node ? [node] : [])
      .filter((each) => (scalarText(each) ?? scalarText(childOf(each, "Name"))) === INCLUDE)
      .map((each) => ({
        node: each,
        adds,
        location: scalarText(childOf(childOf(each, "Parameters"), "Location")),
      }));
  return [
    ...of(childOf(root, "Transform"), "sections"),
    ...of(childOf(root, "Fn::Transform"), "sections"),
    ...of(childOf(childOf(root, "Resources"), "Fn::Transform"), "resources"),
  ];
}

/** The local file, which `aws cloudformation package` uploads. */
function localFile({ node, location }: Inclusion, fs: FileSystem): SourceFile | undefined {
  if (location === undefined || /^[a-z0-9+]+:\/\//i.test(location)) return undefined;
  const path = resolvePath(folderOf(locationOf(node).file), location);
  return path === undefined ? undefined : fs.read(path);
}

const fragments = new WeakMap<SourceFile, YamlMapping | null>();

/** The resources in a file that has them without `Resources:` around them, for a template that includes it. */
function fragmentIn(file: SourceFile): YamlMapping | undefined {
  let found = fragments.get(file);
  if (found === undefined) {
    const { documents, problems } = parseYaml(file);
    const [top] = problems.some(({ severity }) => severity === "error") ? [] : documents;
    const isFragment = top?.kind === "mapping" && !hasEntry(top, "Resources");
    found = isFragment ? top : null;
    fragments.set(file, found);
  }
  return found ?? undefined;
}

/** The resources that a template includes from files that are here. One that the template has, too, is left to be unread. */
function includedFrom(
  root: YamlMapping,
  inclusion: Inclusion,
  fs: FileSystem,
): readonly YamlEntry[] | undefined {
  const file = inclusion.adds === "resources" ? localFile(inclusion, fs) : undefined;
  const entries = file && fragmentIn(file)?.entries;
  const own = new Set(entriesOf(childOf(root, "Resources")).map(({ key }) => key));
  return entries?.some(({ key }) => own.has(key)) ? undefined : entries;
}

/** What a template includes, as far as it is here. */
export interface Included {
  entries: YamlEntry[];
  /** The files that they are in. */
  files: string[];
  /** Those, and files of resources that can't be added as they are. */
  pieces: string[];
}

/** The resources that a template includes. */
export function includedIn(root: YamlMapping, fs: FileSystem): Included {
  const all = inclusionsIn(root);
  const entries = all.flatMap((each) => includedFrom(root, each, fs) ?? []);
  const pieces = all.flatMap((each) => {
    const file = localFile(each, fs);
    return file && fragmentIn(file) ? [file.path] : [];
  });
  return { entries, files: [...new Set(entries.map((entry) => entryLocation(entry).file))], pieces };
}

/** What a template includes that isn't here, or that can't be read as resources. */
export function unreadIncludes(root: YamlMapping, fs: FileSystem): UnreadCode[] {
  return inclusionsIn(root)
    .filter((each) => includedFrom(root, each, fs) === undefined)
    .map((each) => {
      const at = locationOf(each.node);
      const { location } = each;
      const file = localFile(each, fs);
      // Resources may be anything as long as nobody has seen them; sections mostly are mappings and the like.
      const mayHoldFunctions = file
        ? SPEAKS.test(file.text) || file.computed(mayHideWordsIn)
        : each.adds === "resources" || SPEAKS.test(location ?? "");
      return {
        kind: "include",
        what: `What ${INCLUDE} adds to ${at.file}${location === undefined ? "" : ` from ${location}`}`,
        address: at.file,
        because: file
          ? `${INCLUDE} adds ${file.path} when the stack is deployed${mayHoldFunctions ? ", and its text speaks of functions" : ""}`
          : `${INCLUDE} fetches it when the stack is deployed`,
        hint: "Write resources that matter here into the template itself.",
        at,
        mayHoldFunctions,
      };
    });
}

/** Whether a text may hold functions: only what surely holds none is decided by its text. */
export function mayBeFragment(file: SourceFile): boolean {
  return /AWS::(?:Lambda|Serverless)::Function/.test(file.text) || file.computed(mayHideWordsIn);
}

/** Functions in a file that only a template that includes it deploys. */
export function fragmentAlone(file: SourceFile): UnreadCode | undefined {
  if (!file.computed(mayBeFragment)) return undefined;
  const entry = entriesOf(fragmentIn(file)).find(({ value }) =>
    COUNTED.test(scalarText(childOf(value, "Type")) ?? ""),
  );
  return (
    entry && {
      kind: "include",
      what: file.path,
      address: entry.key,
      because: "it is a piece of a template, and no template that is read here includes it",
      hint: "Where nobody deploys it, leave it out: exclude in the policy.",
      at: entryLocation(entry),
      mayHoldFunctions: true,
    }
  );
}
