import type { UnreadCode } from "../../../parser.ts";
import { folderOf, resolvePath } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import type { Overlay } from "../../terraform/modules/overlay.ts";
import { str } from "../../terraform/values/construct.ts";
import { convert } from "../../terraform/values/convert.ts";
import { STRING } from "../../terraform/values/types.ts";
import { reasonsIn } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "../configuration/contract.ts";
import { type Generated, generatedIn, settled } from "../configuration/generated.ts";
import { pathMeant } from "../configuration/paths.ts";
import { entryOf, remoteStateOf } from "../configuration/remote-state.ts";
import { generatedText } from "./generated-text.ts";
import { Holes } from "./holes.ts";

/** The files that Terragrunt writes into a module. */
export interface WrittenFiles {
  files: ReadonlyMap<string, SourceFile | undefined>;
  /** The values in them that aren't known, by the names that they have there. */
  names: ReadonlyMap<string, TfValue>;
  unread: UnreadCode[];
}

/**
 * Writes the files of a unit's `generate` blocks and of its remote state.
 * @param folder where Terraform runs
 * @param module what lies there without them
 */
export function writtenFiles(configuration: Configuration, folder: string, module: Overlay): WrittenFiles {
  const files = new Map<string, SourceFile | undefined>();
  const holes = new Holes();
  const unread: UnreadCode[] = [];
  const write = (label: string, generated: Generated) => {
    const path = textOf(generated.fields.get("path")?.());
    const name = path === undefined ? undefined : nameIn(folder, configuration, path);
    if (name === undefined) {
      unread.push(unknownFile(label, generated, "where it is written isn't known", configuration));
      return;
    }
    const isThere = module.exists(`${folder}/${name}`);
    if (isTrue(generated.fields.get("disable")?.())) {
      const removes = textOf(generated.fields.get("if_disabled")?.())?.startsWith("remove");
      if (removes) files.set(name, undefined);
      return;
    }
    if (isThere && ["skip", "error"].includes(textOf(generated.fields.get("if_exists")?.()) ?? "")) return;
    const pieces = holes.piecesOf(generated);
    if (Array.isArray(pieces)) files.set(name, generatedText(generated.at.file, generated.by, pieces));
    else unread.push(unknownFile(label, generated, pieces.because, configuration));
  };
  for (const [label, generated] of generatedIn(configuration)) write(label, generated);
  const state = backendOf(configuration);
  if (state) write("remote_state", state);
  return { files, names: holes.names, unread };
}

/** The backend's file: there is no number in it, but it may be written over another one. */
function backendOf(configuration: Configuration): Generated | undefined {
  const state = remoteStateOf(configuration);
  const generate = state?.value("generate");
  const path = entryOf(generate, "path");
  if (!state || !path) return undefined;
  const { by, place } = state;
  const fields = settled([
    ["path", path],
    ["if_exists", entryOf(generate, "if_exists") ?? str("overwrite")],
    ["contents", str('terraform {\n  backend "s3" {}\n}\n')],
  ]);
  return { fields, by, at: place.file.locate(place.start, place.end) };
}

/** The name of a file below the folder; a path that isn't relative may be one of it or of the unit, which is copied there. */
function nameIn(folder: string, { position }: Configuration, path: string): string | undefined {
  const written = pathMeant(folder, path);
  if (written === undefined) return undefined;
  for (const each of [folder, folderOf(position.unit)]) {
    if (each === ".") return written;
    if (written.startsWith(`${each}/`)) return written.slice(each.length + 1);
  }
  return resolvePath(".", path) === written ? undefined : written;
}

function textOf(value: TfValue | undefined): string | undefined {
  if (!value) return undefined;
  try {
    const text = convert(value, STRING);
    return text.kind === "string" ? text.value : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function isTrue(value: TfValue | undefined): boolean {
  return value?.kind === "bool" && value.value;
}

function unknownFile(
  label: string,
  { at, fields }: Generated,
  because: string,
  { position }: Configuration,
): UnreadCode {
  const contents = fields.get("contents")?.();
  const reasons = contents?.kind === "unknown" ? reasonsIn(contents.reasons) : "";
  return {
    kind: "file",
    what: `generate.${label} of ${position.unit}`,
    address: `generate.${label}`,
    because,
    hint: "What it declares is not known: its provider's region and account may be among it.",
    at,
    mayHoldFunctions: /lambda/i.test(`${label} ${reasons}`),
  };
}
