import type { EnvironmentHint, FileSystem, Root } from "../../../parser.ts";
import { folderOf, inFolder } from "../../../source/paths.ts";
import { childOf, itemsOf, scalarText } from "../../../source/yaml/tree.ts";
import { templateIn } from "../text.ts";
import { samconfigEnvironments } from "./samconfig.ts";

/** Parameters that name the environment of a stack. */
const STAGE = /^(?:stage|env|environment|environmentname|stagename|envname)$/i;
const FOLDERS = [".", "parameters", "params", "config", "environments", "env"];
const PARAMETER_FILE = /"ParameterKey"|"Parameters"/;

/** The environments of a template: by samconfig.toml, by a parameter that names them, by parameter files next to it. */
export function environmentsOf(root: Root, fs: FileSystem): EnvironmentHint[] {
  return [...bySamconfig(root, fs), ...byParameter(root, fs), ...byParameterFiles(root, fs)];
}

function bySamconfig({ path }: Root, fs: FileSystem): EnvironmentHint[] {
  return samconfigEnvironments(path, fs).map(({ name, path: file, region }) => ({
    name,
    certain: true,
    because: `[${name}] in ${file}`,
    settings: {
      ...(region === undefined ? {} : { regions: [region] }),
      cloudformation: { samconfig: name },
    },
  }));
}

function byParameter({ path }: Root, fs: FileSystem): EnvironmentHint[] {
  const file = fs.read(path);
  const parameters = file && childOf(templateIn(file).template, "Parameters");
  const stages =
    parameters?.kind === "mapping" ? parameters.entries.filter(({ key }) => STAGE.test(key)) : [];
  return stages.flatMap(({ key, value }) =>
    itemsOf(childOf(value, "AllowedValues")).flatMap((item): EnvironmentHint[] => {
      const name = scalarText(item);
      if (name === undefined || name === "") return [];
      const because = `parameter ${key} of ${path}`;
      return [
        { name, certain: true, because, settings: { cloudformation: { parameters: { [key]: name } } } },
      ];
    }),
  );
}

function byParameterFiles({ path }: Root, fs: FileSystem): EnvironmentHint[] {
  const own = folderOf(path);
  return FOLDERS.flatMap((folder) => {
    const place = folder === "." ? own : inFolder(own, folder);
    const names = fs.list(place).filter((name) => name.endsWith(".json"));
    return names.flatMap((name): EnvironmentHint[] => {
      const file = inFolder(place, name);
      if (file === path || !PARAMETER_FILE.test(fs.read(file)?.text ?? "")) return [];
      const relative = folder === "." ? name : inFolder(folder, name);
      const settings = { cloudformation: { "parameter-files": [relative] } };
      return [{ name: name.replace(/\.json$/, ""), certain: false, because: file, settings }];
    });
  });
}
