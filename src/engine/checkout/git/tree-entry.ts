/** A file of a commit, a link, or the place of another repository in it. */
export interface TreeEntry {
  path: string;
  kind: "file" | "link" | "repository";
  object: string;
}

const KINDS: Readonly<Record<string, TreeEntry["kind"]>> = {
  "100644": "file",
  "100664": "file",
  "100755": "file",
  "120000": "link",
  "160000": "repository",
};

/** An entry, as a line of `git ls-tree` tells it; undefined for what is none of these. */
export function entryOf(line: string): TreeEntry | undefined {
  const tab = line.indexOf("\t");
  const [mode = "", , object = ""] = line.slice(0, tab).split(" ");
  const kind = kindOf(mode);
  return tab === -1 || !kind ? undefined : { path: line.slice(tab + 1), kind, object };
}

/** What a mode of git's says. */
export function kindOf(mode: string): TreeEntry["kind"] | undefined {
  return KINDS[mode];
}
