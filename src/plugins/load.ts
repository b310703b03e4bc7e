import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../finding.ts";
import type { Located } from "../parser.ts";
import type { AnyRule } from "../rule.ts";
import { acceptRule } from "./accept.ts";
import { firstLineOf } from "./first-line.ts";

/** Where plug-ins come from. */
export interface PluginPlace {
  /** The checkout's absolute path, which the places of the policy are relative to. */
  top: string;
  /** The ids that are taken. */
  taken: readonly string[];
}

/** The rules of all plug-ins, or why they can't be had. */
export interface LoadedPlugins {
  rules: AnyRule[];
  problems: Diagnostic[];
}

/** Imports the modules that a policy names in `plugins`. Runs their code: only doors with permission call it. Never throws. */
export async function loadPlugins(
  plugins: readonly Located<string>[],
  place: PluginPlace,
): Promise<LoadedPlugins> {
  const rules: AnyRule[] = [];
  const problems: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const plugin of plugins) {
    const refuse = (message: string, hint: string) =>
      problems.push({ severity: "error", message, hint, at: plugin.at });
    const file = locate(plugin, place, refuse);
    // Two policies of a chain may name the same one.
    if (file === undefined || seen.has(file)) continue;
    seen.add(file);
    const exported = await importRules(plugin.value, file, refuse);
    for (const each of exported) {
      const accepted = acceptRule(each, plugin.value);
      if ("because" in accepted)
        refuse(`The plug-in ${plugin.value} can't be used: ${accepted.because}.`, PAGE);
      else if ([...place.taken, ...rules.map(({ id }) => id)].includes(accepted.rule.id))
        refuse(
          `The plug-in ${plugin.value} brings a rule ${accepted.rule.id}, but there is one already.`,
          "Give it an id of its own.",
        );
      else rules.push(accepted.rule);
    }
  }
  return { rules, problems };
}

type Refuse = (message: string, hint: string) => void;

const PAGE = "docs/custom-rules.md shows a plug-in that works.";

/** The file of a plug-in: relative to the policy file that names it, else a package that is installed there. */
function locate({ value, at }: Located<string>, { top }: PluginPlace, refuse: Refuse): string | undefined {
  const folder = dirname(resolve(top, ...at.file.split("/")));
  const beside = resolve(folder, value);
  const file = existsSync(beside) && statSync(beside).isFile() ? beside : packageFile(value, folder);
  if (file === undefined) {
    const isPath = /^\.{0,2}\/|\.[cm]?[jt]s$/.test(value);
    refuse(
      isPath
        ? `There is no plug-in ${value} next to ${at.file}.`
        : `There is no plug-in ${value}: no file next to ${at.file}, and no package that can be found from there.`,
      isPath
        ? "A path is relative to the file that says it."
        : `A file is a path such as ./${value}.mjs; a package wants npm install.`,
    );
    return undefined;
  }
  return file;
}

function packageFile(name: string, folder: string): string | undefined {
  if (/^[./]/.test(name)) return undefined;
  try {
    const file = createRequire(join(folder, "policy.yml")).resolve(name);
    return file.includes(sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

async function importRules(name: string, file: string, refuse: Refuse): Promise<unknown[]> {
  try {
    const { default: exported } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      default?: unknown;
    };
    if (exported !== undefined) return [exported].flat();
    refuse(
      `The plug-in ${name} has no default export.`,
      "export default defineRule({ … }), or a list of rules.",
    );
  } catch (error) {
    refuse(`The plug-in ${name} can't be loaded: ${firstLineOf(error)}.`, PAGE);
  }
  return [];
}
