import type { Diagnostic } from "../../finding.ts";
import type { Discovered, FileSystem, Root, UnreadCode } from "../../parser.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf, inFolder } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { childOf, hasEntry, nonNullText, type YamlMapping } from "../../source/yaml/tree.ts";
import { isCode, isComposeFile, isConfiguration } from "./claims.ts";
import { composedServices } from "./compose.ts";
import { PRINT_HINT } from "./service.ts";

const PROVIDER = /^(?:aws|\$\{.*\})$/s;

/** The services among files, those that compose files list with them, and what can't be read. */
export function findServices(paths: readonly string[], fs: FileSystem): Discovered {
  const listed = paths
    .filter(isComposeFile)
    .flatMap((path) => composedServices(path, fs).map((service) => service.path));
  const candidates = new Set([...paths.filter((path) => !isComposeFile(path)), ...listed]);
  const roots: Root[] = [];
  const diagnostics: Diagnostic[] = [];
  const unread: UnreadCode[] = [];
  for (const path of [...candidates].sort()) {
    if (isCode(path)) {
      unread.push(...codeInsteadOfData(path, fs));
      continue;
    }
    const file = fs.read(path);
    const read = file && readConfiguration(file);
    diagnostics.push(...(read?.diagnostics ?? []));
    if (read?.top) roots.push({ format: "serverless", path });
  }
  return { roots, diagnostics, unread };
}

/** What a file comes to as a configuration. */
export interface Configuration {
  /** That of a service on AWS; undefined when the file is something else. */
  top?: YamlMapping;
  /** Why it is something else, as the end of a sentence. */
  because?: string;
  diagnostics: Diagnostic[];
}

/** The configuration of a service on AWS, or what the file is instead. */
export function readConfiguration(file: SourceFile): Configuration {
  const { documents, problems } = parseYaml(file);
  const broken = problems.find((problem) => problem.severity === "error");
  const looksRight =
    /^\s*["']?service["']?\s*:/m.test(file.text) && /^\s*["']?provider["']?\s*:/m.test(file.text);
  if (broken) {
    const message = `The service can't be read. ${broken.message}`;
    return {
      because: lowered(broken.message),
      diagnostics: looksRight ? [{ severity: "error", message, at: broken.at }] : [],
    };
  }
  const top = documents[0];
  if (top?.kind !== "mapping" || !hasEntry(top, "service"))
    return { because: "it has no service", diagnostics: [] };
  const provider = childOf(top, "provider");
  const name = nonNullText(provider) ?? nonNullText(childOf(provider, "name"));
  if (name === undefined) return { because: "it has no provider", diagnostics: [] };
  if (!PROVIDER.test(name)) return { because: `its provider is ${name}, not aws`, diagnostics: [] };
  return { top, diagnostics: problems.map(({ severity, message, at }) => ({ severity, message, at })) };
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, "")}`;
}

/** TypeScript and JavaScript are not run, so people have to print what they make. */
function codeInsteadOfData(path: string, fs: FileSystem): UnreadCode[] {
  const folder = folderOf(path);
  if (
    fs
      .list(folder)
      .filter(isConfiguration)
      .map((name) => inFolder(folder, name))
      .some((each) => standsForCode(each, fs) && readsAsService(each, fs))
  )
    return [];
  const text = fs.read(path)?.text ?? "";
  if (![/\bprovider\b/, /\bservice\b/, /\baws\b/i].every((word) => word.test(text))) return [];
  return [
    {
      kind: "app",
      what: path,
      address: path,
      because: "it is code, which is not run",
      hint: PRINT_HINT,
      at: startOfFile(path),
      mayHoldFunctions: true,
    },
  ];
}

/** What a step of the workflow printed, or what was there before the change: a change can't bring a configuration to hide its code. */
function standsForCode(path: string, fs: FileSystem): boolean {
  return !fs.isTracked(path) || (fs.base?.exists(path) ?? true);
}

function readsAsService(path: string, fs: FileSystem): boolean {
  const file = fs.read(path);
  return file !== undefined && readConfiguration(file).top !== undefined;
}
