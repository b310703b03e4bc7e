import { pathIn } from "../functions/setting.ts";
import { materialised, reasonsOf } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import { isWhollyKnown } from "../values/within.ts";

/** The arguments of a backend, by name, as far as they are written. */
export type BackendArguments = ReadonlyMap<string, TfValue>;

/** Where a state is kept, the same text for the same state; or why that can't be told. */
export type StatePlace = { place: string } | { because: string };

/** The workspace that there always is. */
export const DEFAULT_WORKSPACE = "default";

/** What the place of a state follows from. */
interface Wanted {
  text(name: string): string | undefined;
  /** An argument that has to be there. */
  required(name: string): string;
  workspace: string;
  /** The path in the checkout that is meant by one that the root says; undefined when it leads out. */
  resolve(path: string): string | undefined;
}

type Locate = (wanted: Wanted) => readonly (string | undefined)[];

/** Where each backend keeps the state of a workspace: https://developer.hashicorp.com/terraform/language/backend */
const BACKENDS: ReadonlyMap<string, Locate> = new Map<string, Locate>([
  [
    "s3",
    ({ text, required, workspace }) => {
      const key = required("key").replace(/^\/+/, "");
      const prefix = text("workspace_key_prefix") ?? "env:";
      const path = workspace === DEFAULT_WORKSPACE ? key : `${prefix}/${workspace}/${key}`;
      return ["s3", required("bucket"), path];
    },
  ],
  [
    "gcs",
    ({ text, required, workspace }) => [
      "gcs",
      required("bucket"),
      (text("prefix") ?? "").replace(/\/$/, ""),
      workspace,
    ],
  ],
  [
    "azurerm",
    ({ required, workspace }) => [
      "azurerm",
      required("storage_account_name"),
      required("container_name"),
      workspace === DEFAULT_WORKSPACE ? required("key") : `${required("key")}env:${workspace}`,
    ],
  ],
  [
    "local",
    ({ text, workspace, resolve }) => {
      const path =
        workspace === DEFAULT_WORKSPACE
          ? (text("path") ?? "terraform.tfstate")
          : `${text("workspace_dir") ?? "terraform.tfstate.d"}/${workspace}/terraform.tfstate`;
      const resolved = resolve(path);
      if (resolved === undefined) throw new Untold("its path leads out of the checkout");
      return ["local", resolved];
    },
  ],
  ["remote", hosted],
  ["cloud", hosted],
]);

/** HCP Terraform and what speaks its protocol: a workspace there is one state. */
function hosted({ text, required, workspace }: Wanted): readonly string[] {
  const prefix = text("workspaces.prefix");
  const name = text("workspaces.name") ?? (prefix === undefined ? workspace : `${prefix}${workspace}`);
  if (name === DEFAULT_WORKSPACE) throw new Untold("its workspace isn't given");
  return ["remote", text("hostname") ?? "app.terraform.io", required("organization"), name];
}

/** Says why the place of a state can't be told. */
class Untold extends Error {}

/** The root whose expressions the arguments of a backend are. */
type StateSeenFrom = Parameters<typeof pathIn>[0] & {
  /** A tool that runs Terraform in a folder of its own. */
  runner?: object;
};

/**
 * Where a backend keeps the state of a workspace.
 * @param type the backend's, or `cloud`
 */
export function stateIn(
  type: string,
  given: BackendArguments,
  workspace: string,
  from: StateSeenFrom,
): StatePlace {
  const resolve = (path: string) => {
    if (from.runner && !path.startsWith("/"))
      throw new Untold("its path is relative to where a tool runs Terraform");
    return pathIn(from, path);
  };
  const locate = BACKENDS.get(type);
  if (!locate) return { because: `what a backend of type ${type} keeps is not told apart` };
  const text = (name: string) => textAt(given, name.split("."));
  const required = (name: string) => {
    const found = text(name);
    if (found === undefined) throw new Untold(`the ${name} of its backend isn't written`);
    return found;
  };
  try {
    return { place: JSON.stringify(locate({ text, required, workspace, resolve })) };
  } catch (error) {
    if (error instanceof Untold) return { because: error.message };
    throw error;
  }
}

/** A text within the arguments; undefined where it is not written or null. Nested blocks are objects, or lists of one. */
function textAt(given: BackendArguments, [name = "", ...rest]: readonly string[]): string | undefined {
  const value = given.get(name);
  if (!value || value.kind === "null") return undefined;
  const whole = materialised(value);
  const single = "items" in whole && whole.items.length === 1 ? whole.items[0] : whole;
  if (rest.length > 0 && single && (single.kind === "object" || single.kind === "map"))
    return textAt(single.entries, rest);
  if (whole.kind === "string") return whole.value;
  const [reason] = isWhollyKnown(whole) ? [] : reasonsOf([whole]);
  throw new Untold(
    reason ? `the ${name} of its backend is not known: ${reason.detail}` : `${name} is no text`,
  );
}
