import type { FileSystem, UnreadCode } from "../../parser.ts";
import { folderOf } from "../../source/paths.ts";
import { isForChoice, rootOf, standsAlone } from "./discovery.ts";
import { locationOf } from "./evaluate/origin.ts";
import { isInstalledForCall, writtenFiles } from "./modules/installed.ts";
import { loadModule, readBody } from "./modules/load.ts";
import { readModuleSource } from "./modules/module-source.ts";
import { isCountedType } from "./resources/readers.ts";
import { isStackType } from "./resources/stacks.ts";
import type { Block } from "./syntax/ast.ts";
import { saysNothingOfLambda, textOnly } from "./text-calls.ts";

/** What takes concurrency, wherever it is declared. */
const COUNTED = /^aws(?:cc)?_lambda_(?:function|provisioned_concurrency_config)$/;

/**
 * Functions and what they provision in files that no root's evaluation went through: the first one of each file stands for all.
 * In a file that a change adds, whatever may come to that counts, where it would be a root but for its caller.
 */
export function unreachedBlocks(files: readonly string[], fs: FileSystem): UnreadCode[] {
  return writtenFiles(files, fs).flatMap((path) => {
    const file = fs.read(path);
    const isNew = fs.base !== undefined && !fs.base.exists(path);
    if (!file || (file.computed(saysNothingOfLambda) && !(isNew && callsModules(path, fs)))) return [];
    const blocks = readBody(path, fs, [])?.blocks ?? [];
    const counted = blocks.find(isCounted);
    if (counted) return [unreachedIn(path, counted, fs, isNew)];
    const block = isNew ? blocks.find(mayCount) : undefined;
    const code = block && unreachedIn(path, block, fs, isNew);
    return code?.asRoot ? [code] : [];
  });
}

/** Whether a folder may call modules that aren't here. */
function callsModules(path: string, fs: FileSystem): boolean {
  return textOnly(folderOf(path), fs)?.calls.length !== 0;
}

function isCounted({ type, labels }: Block): boolean {
  return type === "resource" && COUNTED.test(labels[0]?.value ?? "");
}

/** What only its evaluation tells: calls of modules, stacks, scaling targets. */
function mayCount({ type, labels, body }: Block): boolean {
  const name = labels[0]?.value ?? "";
  if (type === "resource") return isCountedType(name) || isStackType(name);
  const source = body.attributes.get("source")?.value;
  const isLocal = source?.kind === "literal" && readModuleSource(String(source.value)).kind === "local";
  return type === "module" && !isLocal;
}

function unreachedIn(path: string, block: Block, fs: FileSystem, isNew: boolean): UnreadCode {
  const module = loadModule(folderOf(path), fs);
  const shadow = module.files.includes(path) ? undefined : shadowOf(path, fs);
  const isInstalled = isInstalledForCall(module.folder, fs);
  // What a change adds is judged, whatever it says of who might choose it.
  const mayStandAlone = shadow === undefined && !isInstalled && (isNew || !isForChoice(module.folder, fs));
  const labels = block.labels.map(({ value }) => value);
  return {
    kind: "block",
    what: path,
    address: (block.type === "resource" ? labels : [block.type, ...labels]).join("."),
    because: isInstalled
      ? "git tracks what terraform init puts here, and the call of it is judged by what is known of its source"
      : (shadow ??
        (isForChoice(module.folder, fs)
          ? `no root is known to call the module in ${folderOf(path)}, and the values of a caller decide whether one does`
          : `no root calls the module in ${folderOf(path)}, or only with count = 0 or enabled = false`)),
    hint: "Where nobody deploys it, leave it out: exclude in the policy.",
    at: locationOf(block.header),
    mayHoldFunctions: !isInstalled,
    ...(mayStandAlone && standsAlone(module, fs) ? { asRoot: rootOf(module) } : {}),
  };
}

/** Of `main.tf` and `main.tofu`, each tool reads one. */
function shadowOf(path: string, fs: FileSystem): string | undefined {
  const other = path.replace(/\.(tf|tofu)(\.json)?$/, (_, word: string, json = "") =>
    word === "tf" ? `.tofu${json}` : `.tf${json}`,
  );
  if (other === path || !fs.exists(other)) return undefined;
  const [tool, name] = path.includes(".tofu") ? ["Terraform", other] : ["OpenTofu", other];
  return `${tool} reads ${name} in its place`;
}
