import { isOfEnvironment } from "../../../environment-words.ts";
import type { Evidence } from "../../../evidence.ts";
import type { FileSystem, Root } from "../../../parser.ts";
import { inFolder, resolvePath } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { childOf, entriesOf, itemsOf, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";

// What deploys roots, and says with what: https://www.runatlantis.io/docs/repo-level-atlantis-yaml,
// https://docs.spacelift.io/concepts/configuration/runtime-configuration

/** What the files at the top of a checkout, and a root's own Makefile, say of the environments that a root is deployed to. */
export function commandEvidence(root: Root, fs: FileSystem): Evidence[] {
  return [...byCommands(root, fs), ...byAtlantis(root, fs), ...bySpacelift(root, fs)];
}

const FOLDERS: readonly (readonly [folder: string, names: RegExp])[] = [
  [
    ".",
    /^(?:GNUmakefile|[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|\.gitlab-ci\.ya?ml|Jenkinsfile|azure-pipelines\.ya?ml|buildspec\.ya?ml|atlantis\.yaml|bitbucket-pipelines\.ya?ml)$/,
  ],
  [".github/workflows", /\.ya?ml$/],
  [".circleci", /\.ya?ml$/],
];
const OWN = /^(?:GNUmakefile|[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml)$/;

/** `-var-file=env/prod.tfvars`, `-backend-config=prod.hcl`: files, as seen from the root that the command is for. */
const NAMED_FILES =
  /(?<=[\s"'])--?(?:var-file|backend-config)(?:=|[ \t]+|",[ \t]*")["']?([\w./-]+\.(?:tfvars(?:\.json)?|hcl|tfbackend|conf|config))/g;

function byCommands({ path: root }: Root, fs: FileSystem): Evidence[] {
  return filesOf(root, fs).flatMap((file) =>
    namedIn(file).flatMap(({ written, line }): Evidence[] => {
      const path = resolvePath(root, written);
      if (path === undefined || !fs.exists(path)) return [];
      const isValues = /\.tfvars(?:\.json)?$/.test(path);
      return [
        {
          kind: "command",
          name: nameIn(path),
          because: `${file.path}:${line} gives it ${written}`,
          settings: isValues ? { terraform: { "var-files": [written] } } : {},
        },
      ];
    }),
  );
}

/** A file that a command names. */
interface NamedFile {
  written: string;
  line: number;
}

/** What deploys many roots is read once. */
const alreadyNamed = new WeakMap<SourceFile, readonly NamedFile[]>();

function namedIn(file: SourceFile): readonly NamedFile[] {
  const already = alreadyNamed.get(file);
  if (already) return already;
  const named = [...file.text.matchAll(NAMED_FILES)]
    .filter(({ index }) => !isComment(file.text, index))
    .map(({ 1: written = "", index }) => ({ written, line: file.locate(index, index).start.line }));
  alreadyNamed.set(file, named);
  return named;
}

function filesOf(root: string, fs: FileSystem): SourceFile[] {
  const places = root === "." ? FOLDERS : [...FOLDERS, [root, OWN] as const];
  return places.flatMap(([folder, names]) =>
    fs
      .list(folder)
      .filter((name) => names.test(name))
      .flatMap((name) => fs.read(inFolder(folder, name)) ?? []),
  );
}

function isComment(text: string, index: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
  return /^\s*(?:#|\/\/)/.test(before);
}

/** `prod` of `env/prod.tfvars` and of `env/prod/terraform.tfvars`. */
function nameIn(path: string): string {
  const parts = path.split("/");
  const stem = (parts.at(-1) ?? "").replace(/\..*$/, "");
  return /^(?:terraform|backend|variables|main)$/.test(stem) ? (parts.at(-2) ?? stem) : stem;
}

/** The workspaces of atlantis.yaml's projects. */
function byAtlantis({ path }: Root, fs: FileSystem): Evidence[] {
  return itemsOf(childOf(topOf("atlantis.yaml", fs), "projects")).flatMap((project): Evidence[] => {
    const workspace = scalarText(childOf(project, "workspace"));
    const folder = resolvePath(".", scalarText(childOf(project, "dir")) ?? ".");
    if (folder !== path || workspace === undefined || workspace === "default") return [];
    return [
      {
        kind: "command",
        name: workspace,
        because: `atlantis.yaml plans ${path} in workspace ${workspace}`,
        settings: { terraform: { workspace } },
      },
    ];
  });
}

/** The variables of Spacelift's stacks that are about the environment. */
function bySpacelift({ path }: Root, fs: FileSystem): Evidence[] {
  const file = [".spacelift/config.yml", ".spacelift/config.yaml"].find((each) => fs.exists(each));
  if (file === undefined) return [];
  return entriesOf(childOf(topOf(file, fs), "stacks")).flatMap(({ key, value: stack }) => {
    if (resolvePath(".", scalarText(childOf(stack, "project_root")) ?? ".") !== path) return [];
    return entriesOf(childOf(stack, "environment")).flatMap((entry): Evidence[] => {
      const variable = /^TF_VAR_(.+)$/.exec(entry.key)?.[1];
      const name = scalarText(entry.value);
      if (variable === undefined || !name || !isOfEnvironment(variable)) return [];
      const because = `stack ${key} of ${file} gives var.${variable} ${name}`;
      return [
        { kind: "command", name, because, settings: { terraform: { variables: { [variable]: name } } } },
      ];
    });
  });
}

const alreadyParsed = new WeakMap<SourceFile, YamlNode | undefined>();

function topOf(path: string, fs: FileSystem): YamlNode | undefined {
  const file = fs.read(path);
  if (file && !alreadyParsed.has(file)) alreadyParsed.set(file, parseYaml(file).documents[0]);
  return file && alreadyParsed.get(file);
}
