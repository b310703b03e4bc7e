/** Where a module call says that its module is. */
export type ModuleSource =
  /** A folder relative to the caller's: starts with `./` or `../`. */
  | { kind: "local"; path: string }
  /** A registry address, a git or archive address; `identity` is what all spellings of one module have in common. */
  | { kind: "remote"; identity: string };

/** Reads the `source` of a module call. */
export function readModuleSource(source: string): ModuleSource {
  if (/^\.\.?(?:\/|$)/.test(source)) return { kind: "local", path: source };
  return { kind: "remote", identity: moduleIdentity(source) };
}

const PUBLIC_REGISTRY = /^(?:tfr:\/\/)?\/?(?:registry\.terraform\.io|registry\.opentofu\.org)\//;
/** GitHub's archive of a tag or branch, which unpacks into one folder. */
const GITHUB_ARCHIVE = /^(github\.com\/[^/]+\/([^/]+))\/archive\/.+$/;
const GITHUB_REPOSITORY = /^github\.com[/:]([^/]+)\/terraform-([a-z0-9]+)-([^/]+)$/;

/**
 * One name for the many spellings of a module: `namespace/name/provider`, with `//folder` for a module inside of it.
 * A GitHub repository `namespace/terraform-provider-name` is the source of the registry's module, so they are the same.
 */
export function moduleIdentity(source: string): string {
  const [address = "", folder] = splitFolder(withoutQuery(source.trim()));
  const bare = address
    .replace(/^[a-z0-9]+::/, "")
    .replace(PUBLIC_REGISTRY, "")
    .replace(/^tfr:\/\/\/?/, "")
    .replace(/^(?:https?|ssh|git):\/\//, "")
    .replace(/^[^@/]+@/, "")
    .replace(/\.git$/, "");
  const [, archived, name = ""] = GITHUB_ARCHIVE.exec(bare) ?? [];
  const repository = GITHUB_REPOSITORY.exec(archived ?? bare);
  const identity = repository ? `${repository[1]}/${repository[3]}/${repository[2]}` : (archived ?? bare);
  const inner = archived && folder?.startsWith(`${name}-`) ? folder.split("/").slice(1).join("/") : folder;
  return inner ? `${identity}//${inner}` : identity;
}

/** The branch, tag or commit that a source asks for: `?ref=v1.2.0`, GitHub's archive of it; undefined where it asks for none. */
export function moduleRevision(source: string): string | undefined {
  const query = source.indexOf("?");
  const named = query === -1 ? null : new URLSearchParams(source.slice(query + 1)).get("ref");
  return named ?? /\/archive\/([^?]+?)(?:\.zip|\.tar\.gz)?(?:\/\/|\?|$)/.exec(source)?.[1];
}

function withoutQuery(source: string): string {
  const query = source.indexOf("?");
  return query === -1 ? source : source.slice(0, query);
}

/** Cuts `//folder` off, which is not the `//` of a scheme. */
function splitFolder(address: string): [string, string | undefined] {
  const scheme = /^(?:[a-z0-9]+::)?[a-z]+:\/\/\/?/.exec(address)?.[0].length ?? 0;
  const cut = address.indexOf("//", scheme);
  if (cut === -1) return [address.replace(/\/$/, ""), undefined];
  return [address.slice(0, cut), address.slice(cut + 2).replace(/^\/+|\/+$/g, "") || undefined];
}
