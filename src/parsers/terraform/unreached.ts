import type { FileSystem, UnreadCode } from "../../parser.ts";
import { folderOf } from "../../source/paths.ts";
import { rootOf, standsAlone } from "./discovery.ts";
import { locationOf } from "./evaluate/origin.ts";
import { loadModule, readBody } from "./modules/load.ts";
import type { Block } from "./syntax/ast.ts";
import { saysNothingOfLambda } from "./text-calls.ts";

/** What takes concurrency, wherever it is declared. */
const COUNTED = /^aws(?:cc)?_lambda_(?:function|provisioned_concurrency_config)$/;

/** Functions and what they provision in files that no root's evaluation went through: the first one of each file stands for all. */
export function unreachedBlocks(files: readonly string[], fs: FileSystem): UnreadCode[] {
  return files
    .filter((path) => !/(?:^|\/)\.terraform\//.test(path))
    .flatMap((path) => {
      const file = fs.read(path);
      if (!file || saysNothingOfLambda(file.text)) return [];
      const block = readBody(path, fs, [])?.blocks.find(isCounted);
      return block ? [unreachedIn(path, block, fs)] : [];
    });
}

function isCounted({ type, labels }: Block): boolean {
  return type === "resource" && COUNTED.test(labels[0]?.value ?? "");
}

function unreachedIn(path: string, block: Block, fs: FileSystem): UnreadCode {
  const module = loadModule(folderOf(path), fs);
  const shadow = module.files.includes(path) ? undefined : shadowOf(path, fs);
  const [type, name] = block.labels.map(({ value }) => value);
  return {
    kind: "block",
    what: path,
    address: `${type}.${name}`,
    because: shadow ?? `no root calls the module in ${folderOf(path)}, or only with count = 0`,
    hint: "Where nobody deploys it, leave it out: exclude in the policy.",
    at: locationOf(block.header),
    mayHoldFunctions: true,
    ...(shadow === undefined && standsAlone(module, fs) ? { asRoot: rootOf(module) } : {}),
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
