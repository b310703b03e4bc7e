const NOT_PLAIN = /^(?:$|\/|\.)|\/(?:$|\/|\.)|\0/;

/** Whether a path has neither parts that are empty or begin with a dot nor a zero in it: most are so, and there is nothing to resolve. */
export function isPlain(path: string): boolean {
  return !NOT_PLAIN.test(path);
}

/** Joins a folder and a path relative to it, without `.` and `..`; undefined when it leaves the checkout. */
export function resolvePath(folder: string, path: string): string | undefined {
  if (isPlain(path)) return folder === "." || folder === "" ? path : `${folder}/${path}`;
  if (path.startsWith("/") || path.includes("\0")) return undefined;
  const parts = folder === "." || folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? "." : parts.join("/");
}

/** The folder of a path; `.` at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash);
}

/** A name in a folder. */
export function inFolder(folder: string, name: string): string {
  return folder === "." || folder === "" ? name : `${folder}/${name}`;
}

/** Whether something lies at a path, be it nothing that can be read: a link that leads out is in the list of its folder, and no more. */
export function isSomethingAt(
  path: string,
  tree: { exists(path: string): boolean; list(folder: string): readonly string[] },
): boolean {
  if (tree.exists(path)) return true;
  return tree.list(folderOf(path)).includes(path.slice(path.lastIndexOf("/") + 1));
}

/** The path of something as seen from a folder above it. */
export function belowFolder(folder: string, path: string): string {
  if (folder === ".") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** The path of a folder as seen from another one, as Terraform writes `path.module`: `.`, `modules/api`, `../shared`. */
export function relativePath(from: string, to: string): string {
  const source = from === "." ? [] : from.split("/");
  const target = to === "." ? [] : to.split("/");
  let shared = 0;
  while (shared < source.length && source[shared] === target[shared]) shared++;
  const path = [...source.slice(shared).map(() => ".."), ...target.slice(shared)].join("/");
  return path === "" ? "." : path;
}
