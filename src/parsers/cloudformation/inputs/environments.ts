import { isOfEnvironment } from "../../../environment-words.ts";
import type { Evidence } from "../../../evidence.ts";
import type { FileSystem, Root } from "../../../parser.ts";
import { folderOf, inFolder } from "../../../source/paths.ts";
import { childOf, entriesOf, itemsOf, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import { templateIn } from "../text.ts";
import { usesOf } from "./parameter-uses.ts";
import { samconfigEnvironments } from "./samconfig.ts";

const FOLDERS = [".", "parameters", "params", "config", "environments", "env"];
const PARAMETER_FILE = /"ParameterKey"|"Parameters"/;

/** The environments of a template: by samconfig.toml, by a parameter that names them, by parameter files next to it. */
export function environmentsOf(root: Root, fs: FileSystem): Evidence[] {
  return [...bySamconfig(root, fs), ...byParameter(root, fs), ...byParameterFiles(root, fs)];
}

function bySamconfig({ path }: Root, fs: FileSystem): Evidence[] {
  return samconfigEnvironments(path, fs).map(({ name, path: file, region }) => ({
    name,
    kind: "code",
    because: `[${name}] in ${file}`,
    settings: {
      ...(region === undefined ? {} : { regions: [region] }),
      cloudformation: { samconfig: name },
    },
  }));
}

/** What a parameter that is about the environment may be: what it allows, what it is compared with, what is looked up by it. */
function byParameter({ path }: Root, fs: FileSystem): Evidence[] {
  const file = fs.read(path);
  const template = file && templateIn(file).template;
  if (!template) return [];
  return entriesOf(childOf(template, "Parameters"))
    .filter(({ key }) => isOfEnvironment(key))
    .flatMap(({ key, value }) =>
      [
        ...textsOf(childOf(value, "AllowedValues")).map((name) => ({
          name,
          because: `parameter ${key} of ${path} allows it`,
        })),
        ...usesOf(key, template).map((each) => ({ ...each, because: `${each.because} in ${path}` })),
      ].map(
        ({ name, because }): Evidence => ({
          kind: "code",
          name,
          because,
          settings: { cloudformation: { parameters: { [key]: name } } },
        }),
      ),
    );
}

function textsOf(list: YamlNode | undefined): string[] {
  return itemsOf(list).flatMap((item) => scalarText(item) || []);
}

function byParameterFiles({ path }: Root, fs: FileSystem): Evidence[] {
  const own = folderOf(path);
  return FOLDERS.flatMap((folder) => {
    const place = folder === "." ? own : inFolder(own, folder);
    const names = fs.list(place).filter((name) => name.endsWith(".json"));
    return names.flatMap((name): Evidence[] => {
      const file = inFolder(place, name);
      if (file === path || !PARAMETER_FILE.test(fs.read(file)?.text ?? "")) return [];
      const relative = folder === "." ? name : inFolder(folder, name);
      const settings = { cloudformation: { "parameter-files": [relative] } };
      return [{ name: name.replace(/\.json$/, ""), kind: "file", because: file, settings }];
    });
  });
}
