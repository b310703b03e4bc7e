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

const PUBLIC_REGISTRY = /^(?:registry\.terraform\.io|registry\.opentofu\.org)\//;
/** GitHub's archive of a tag or branch, which unpacks into one folder. */
const GITHUB_ARCHIVE = /^(github\.com\/[^/]+\/([^/]+))\/archive\/.+$/;
const GITHUB_REPOSITORY = /^github\.com\/([^/]+)\/terraform-([a-z0-9]+)-([^/]+)$/;
/** `git::` and its like, then perhaps a scheme. */
const GETTER = /^(?:[a-z0-9]+::)*/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/\/?/i;

/**
 * One name for the many spellings of a module: `namespace/name/provider`, with `//folder` for a module inside of it.
 * A GitHub repository `namespace/terraform-provider-name` is the source of the registry's module, so they are the same. Ways to get
 * it, users, ports and letter case don't make another module of it, as they don't for Terraform or the hosts.
 */
export function moduleIdentity(source: string): string {
  const [address = "", folder] = splitFolder(withoutQuery(source.trim()));
  const bare = hostAndPath(address.replace(GETTER, ""))
    .replace(PUBLIC_REGISTRY, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  const [, archived, name = ""] = GITHUB_ARCHIVE.exec(bare) ?? [];
  const repository = GITHUB_REPOSITORY.exec(archived ?? bare);
  const identity = repository ? `${repository[1]}/${repository[3]}/${repository[2]}` : (archived ?? bare);
  const isInside = archived && folder?.toLowerCase().startsWith(`${name}-`);
  const inner = isInside ? folder?.split("/").slice(1).join("/") : folder;
  return inner ? `${identity}//${inner}` : identity;
}

/** `host/path` of a URL, of an address as scp has it (`git@host:path`), or of one without a scheme. */
function hostAndPath(address: string): string {
  const rest = address.replace(SCHEME, "");
  const named = rest.replace(/^[^@/]*@/, "");
  const isUrl = rest !== address;
  const path = isUrl || /^[^/:]+:\d+\//.test(named) ? named.replace(/^([^/:]+):\d*(?=\/|$)/, "$1") : named;
  return decoded(path.replace(/^([^/:]+):\/*/, "$1/")).toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
  const getter = GETTER.exec(address)?.[0].length ?? 0;
  const scheme = getter + (SCHEME.exec(address.slice(getter))?.[0].length ?? 0);
  const cut = address.indexOf("//", scheme);
  if (cut === -1) return [address.replace(/\/$/, ""), undefined];
  return [address.slice(0, cut), address.slice(cut + 2).replace(/^\/+|\/+$/g, "") || undefined];
}
