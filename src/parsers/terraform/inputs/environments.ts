import type { EnvironmentHint, FileSystem, Root } from "../../../parser.ts";
import { belowFolder, inFolder } from "../../../source/paths.ts";
import { isConfigurationFile } from "../modules/files.ts";
import { isValuesFile, placesOfValues, stemOf } from "./paired-files.ts";

/** The environments of a root: by its files of variable values, and by the workspaces that its code asks for. */
export function environmentsOf(root: Root, fs: FileSystem): EnvironmentHint[] {
  return [...byValues(root.path, fs), ...byWorkspace(root, fs)];
}

function byValues(folder: string, fs: FileSystem): EnvironmentHint[] {
  const hint = (name: string, path: string, certain: boolean): EnvironmentHint => ({
    name,
    certain,
    because: path,
    settings: { terraform: { "var-files": [belowFolder(folder, path)] } },
  });
  return placesOfValues(folder).flatMap((place) =>
    fs.list(place).flatMap((name): EnvironmentHint[] => {
      const path = inFolder(place, name);
      if (isValuesFile(name)) return [hint(stemOf(name), path, false)];
      const own = `${path}terraform.tfvars`;
      return name.endsWith("/") && fs.exists(own) && place !== folder
        ? [hint(name.slice(0, -1), own, true)]
        : [];
    }),
  );
}

const COMPARED = /terraform\.workspace\s*[!=]=\s*"([^"$]+)"|"([^"$]+)"\s*[!=]=\s*terraform\.workspace/g;

function byWorkspace({ path, workspace }: Root, fs: FileSystem): EnvironmentHint[] {
  const names = new Set(workspace === undefined ? [] : [workspace]);
  for (const name of fs.list(path).filter(isConfigurationFile)) {
    const text = fs.read(inFolder(path, name))?.text ?? "";
    for (const [, right, left] of text.matchAll(COMPARED)) names.add(right ?? left ?? "");
  }
  names.delete("default");
  return [...names].map((name) => ({
    name,
    certain: true,
    because: `workspace ${name} in ${path}`,
    settings: { terraform: { workspace: name } },
  }));
}
