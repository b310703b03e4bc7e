import type { EnvironmentInputs, FileSystem, UnreadCode } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { startOfFile } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { unknown } from "../../../values/value.ts";
import { unreadModule } from "../../terraform/instances/missing-module.ts";
import type { RunBy } from "../../terraform/instances/root-context.ts";
import { Overlay } from "../../terraform/modules/overlay.ts";
import type { Configuration } from "../configuration/contract.ts";
import { inputsOf } from "../configuration/inputs.ts";
import { CHECKOUT_AT } from "../configuration/paths.ts";
import { assumedAccount, sourceOf } from "../configuration/settings.ts";
import { GeneratedText, pieceAt } from "../generate/generated-text.ts";
import { writtenFiles } from "../generate/written-files.ts";
import { type Deployed, resolved } from "../source/resolve.ts";
import { readExtraArguments } from "./extra-arguments.ts";
import type { Unit } from "./unit.ts";

/** What Terraform runs on for a unit. */
export interface DeployedUnit {
  /** Where it runs. */
  folder: string;
  /** The checkout with all that Terragrunt puts there. */
  fs: Overlay;
  runBy: RunBy;
  unread: UnreadCode[];
  /** What is to be said of where the module comes from. */
  note?: { text: string; at: SourceLocation };
}

/** The file that holds what is known of a module that isn't here. */
const DESCRIPTION = "described-module.tf";

/** Puts a unit's module together as Terragrunt does; or says why it can't be. */
export function deploy(
  unit: Unit,
  configuration: Configuration,
  inputs: Pick<EnvironmentInputs, "moduleAdapters">,
): DeployedUnit | UnreadCode {
  const source = sourceOf(configuration);
  const at = source?.at ?? startOfFile(configuration.position.path);
  const place = {
    folder: unit.folder,
    fs: unit.fs,
    holds: "module",
    adapters: inputs.moduleAdapters,
  } as const;
  const deployed: Deployed = source ? resolved(source.value, place) : { kind: "folder", folder: unit.folder };
  if (deployed.kind === "unread") return unreadSource(deployed, at, unit, configuration);
  const folder = deployed.kind === "folder" ? deployed.folder : unit.folder;
  const copies = folder === unit.folder ? [] : [unit.folder];
  const described = deployed.kind === "described" ? describedBy(deployed.terraform, at) : [];
  const bare = new Overlay(unit.fs, folder, { copies, written: new Map(described) });
  const { files, names, unread } = writtenFiles(configuration, folder, bare);
  const { texts, options, region } = readExtraArguments(configuration, folder);
  const { entries, rest } = inputsOf(configuration);
  // What isn't known of a file that is written may be the provider.
  const [hidden] = unread;
  const ambient = {
    account: assumedAccount(configuration) ?? (hidden && unknown(hidden.because, hidden.at)),
    region: region ?? (hidden && unknown(hidden.because, hidden.at)),
  };
  return {
    folder,
    fs: new Overlay(unit.fs, folder, { copies, written: new Map([...described, ...files]) }),
    runBy: {
      ...(ambient.account ? { account: ambient.account } : {}),
      ...(ambient.region ? { region: ambient.region } : {}),
      names,
      values: { handed: entries, ...(rest ? { otherwise: rest } : {}), texts, options },
      checkoutAt: CHECKOUT_AT,
    },
    unread,
    ...(deployed.kind === "folder" && deployed.note !== undefined
      ? { note: { text: deployed.note, at } }
      : {}),
  };
}

/** All of it is shown where the unit says its source. */
function describedBy(terraform: string, at: SourceLocation): [string, SourceFile][] {
  return [[DESCRIPTION, new GeneratedText(at.file, [pieceAt(terraform, at)])]];
}

function unreadSource(
  { what, identity, because, hint }: Extract<Deployed, { kind: "unread" }>,
  at: SourceLocation,
  unit: Unit,
  configuration: Configuration,
): UnreadCode {
  const names = [...inputsOf(configuration).entries.keys()];
  const isNamed = what !== "its source";
  return unreadModule({
    what: isNamed ? what : `the module of ${unit.folder}`,
    source: identity,
    address: unit.folder,
    names,
    because,
    hint,
    at,
    describes: identity !== "",
  });
}

/** Where what Terraform reads by a path lies in the checkout. */
export function originsOf(paths: readonly string[], fs: FileSystem): string[] {
  return fs instanceof Overlay ? paths.flatMap((path) => fs.originOf(path) ?? []) : [...paths];
}
