import type { FileSystem } from "../../parser.ts";
import { folderOf, inFolder, isSomethingAt, resolvePath } from "../../source/paths.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { childOf, nonNullText, type YamlNode } from "../../source/yaml/tree.ts";
import { isComposeFile } from "./claims.ts";

const CONFIG_NAMES = ["serverless.yml", "serverless.yaml", "serverless.json"];
/** How many folders above a service its compose file may be. */
const MAX_PARENTS = 6;

/** A service that a compose file lists. */
export interface ComposedService {
  name: string;
  /** The service's configuration file. */
  path: string;
  params: YamlNode | undefined;
}

/** The services that a compose file lists and whose configuration is in the checkout. */
export function composedServices(path: string, fs: FileSystem): ComposedService[] {
  const file = fs.read(path);
  const services = file && childOf(parseYaml(file).documents[0], "services");
  if (services?.kind !== "mapping") return [];
  return services.entries.flatMap(({ key, value }) => {
    const folder = resolvePath(folderOf(path), nonNullText(childOf(value, "path")) ?? ".");
    if (folder === undefined) return [];
    const config = nonNullText(childOf(value, "config"));
    const names = config === undefined ? CONFIG_NAMES : [config];
    const found = names
      .map((name) => resolvePath(folder, name))
      .find((each) => each !== undefined && fs.exists(each));
    return found === undefined ? [] : [{ name: key, path: found, params: childOf(value, "params") }];
  });
}

/** What a compose file above a service gives to it. */
export interface Composed {
  params: YamlNode | undefined;
  /** All that are listed with it. */
  services: readonly ComposedService[];
}

/** What the compose file above a service that lists it gives to it; or why that isn't known. */
export function composedFor(service: string, fs: FileSystem): Composed | { because: string } | undefined {
  // What a change adds gives nothing to a service that was there, before it is merged.
  const isBrought = (path: string) => fs.base?.exists(service) === true && !isSomethingAt(path, fs.base);
  let folder = folderOf(service);
  for (let up = 0; up < MAX_PARENTS; up++) {
    const name = fs.list(folder).find((each) => isComposeFile(each) && !isBrought(inFolder(folder, each)));
    const path = name === undefined ? undefined : inFolder(folder, name);
    if (path !== undefined && !fs.read(path))
      return { because: `parameters may be given in ${path}, which can't be read` };
    const services = path === undefined ? [] : composedServices(path, fs);
    const listed = services.find((each) => each.path === service);
    if (listed) return { params: listed.params, services };
    if (folder === ".") return undefined;
    folder = folderOf(folder);
  }
  return undefined;
}
