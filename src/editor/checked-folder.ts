import type { Checkout } from "../engine/checkout/checkout.ts";
import { DiskCheckout } from "../engine/checkout/disk-checkout.ts";
import { EditedCheckout } from "../engine/checkout/edited-checkout.ts";
import { NotedCheckout } from "../engine/reuse/noted-checkout.ts";
import { ParsedRoots } from "../engine/reuse/parsed-roots.ts";
import { type RunOptions, runPolicy } from "../engine/run.ts";
import type { Diagnostic, Report } from "../finding.ts";
import { SourceFile } from "../source/source-file.ts";
import { fromTop, topOf } from "../workspace/locate.ts";
import { runOptionsOn } from "../workspace/run-options.ts";
import { pathBelow } from "./uris.ts";

/** What a folder is checked with, besides what lies in it. */
export interface Settings {
  /** The policy file, relative to the folder. Absent: it is looked for. */
  policy?: string;
  /** Only these environments; all when empty. */
  environments: readonly string[];
  /** Whether the modules that the policy names are run. */
  allowPlugins: boolean;
}

/** What the server gets from outside. */
export interface Surroundings {
  /** ISO date, asked for at each run: a server may live for days. */
  today(): string;
  environmentVariables: Readonly<Record<string, string | undefined>>;
}

/** What is known of a folder with all that is typed in it. */
export interface FolderState {
  /** By the last policy that could be used; undefined while there was none. */
  report: Report | undefined;
  /** Why the policy can't be used as it is now. Empty when it can. */
  policyProblems: readonly Diagnostic[];
}

/** What is known before anything was checked. */
export const NOTHING_YET: FolderState = { report: undefined, policyProblems: [] };

/**
 * A folder that an editor has open: what is on the disk, under the texts that are being edited. What was read stays read until the
 * disk changes; and a text that stays the same stays the same object, by which parsers know what they have made of it.
 */
export class CheckedFolder {
  /** Absolute. */
  readonly folder: string;
  /** Absolute: what the paths of a report are relative to. */
  readonly top: string;
  readonly #surroundings: Surroundings;
  readonly #open = new Map<string, SourceFile>();
  readonly #known = new Map<string, SourceFile>();
  /** Roots that nothing has changed for are not evaluated again. */
  readonly #parsedRoots = new ParsedRoots();
  #settings: Settings;
  #disk: DiskCheckout | undefined;
  #state = NOTHING_YET;
  /** What was read in the last run whose policy could be used. */
  #policyTexts: ReadonlyMap<string, SourceFile> | undefined;

  /** @param folder absolute; it may not exist yet */
  constructor(folder: string, settings: Settings, surroundings: Surroundings) {
    this.folder = folder;
    this.top = topOf(folder);
    this.#settings = settings;
    this.#surroundings = surroundings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.changedOnDisk();
  }

  /** The disk is read anew. */
  changedOnDisk(): void {
    this.#disk = undefined;
  }

  /** Whether a file is in the checkout that the folder is of. @param path absolute */
  holds(path: string): boolean {
    return pathBelow(this.top, path) !== undefined;
  }

  /** A text that is edited stands for its file. @returns whether it is any of this folder's */
  edit(path: string, text: string): boolean {
    const below = pathBelow(this.top, path);
    if (below === undefined) return false;
    this.#open.set(below, new SourceFile(below, text));
    return true;
  }

  /** The file on the disk counts again. */
  close(path: string): boolean {
    const below = pathBelow(this.top, path);
    return below !== undefined && this.#open.delete(below);
  }

  /** Checks what is there now. Throws where the tool itself fails; what was known before stays known. */
  async check(): Promise<FolderState> {
    const given = await this.#runOptions();
    if ("problems" in given) return this.#withProblems(given.problems);
    const options = { ...given, parsedRoots: this.#parsedRoots };
    const outcome = await runPolicy(options);
    if ("report" in outcome) {
      this.#policyTexts = outcome.report.sources;
      return this.#withReport(outcome.report);
    }
    // Half a policy says nothing of the code, so the last whole one does meanwhile.
    const before = this.#policyTexts;
    const again = before && (await runPolicy({ ...options, policyTree: treeBefore(before, options) }));
    if (again && "report" in again) this.#withReport(again.report);
    return this.#withProblems(outcome.policyProblems);
  }

  /** What a run is given, of what is there now. */
  async #runOptions(): Promise<(RunOptions & { checkout: Checkout }) | { problems: Diagnostic[] }> {
    this.#disk ??= new DiskCheckout(this.top, undefined, (path, text) => this.#sourceFile(path, text));
    const { policy, environments, allowPlugins } = this.#settings;
    const checkout = new NotedCheckout(new EditedCheckout(this.#disk, this.#open));
    const { environmentVariables } = this.#surroundings;
    const today = this.#surroundings.today();
    const request = { cwd: this.folder, policy, allowPlugins, environments, today, environmentVariables };
    return runOptionsOn(checkout, request, { top: this.top, paths: [fromTop(this.top, this.folder)] });
  }

  #sourceFile(path: string, text: string): SourceFile {
    const before = this.#known.get(path);
    const file = new SourceFile(path, text);
    if (before?.text === file.text && before.hasByteOrderMark === file.hasByteOrderMark) return before;
    this.#known.set(path, file);
    return file;
  }

  #withReport(report: Report): FolderState {
    this.#state = { report, policyProblems: [] };
    return this.#state;
  }

  #withProblems(policyProblems: readonly Diagnostic[]): FolderState {
    this.#state = { ...this.#state, policyProblems };
    return this.#state;
  }
}

/** A tree in which a policy is read as it was. */
function treeBefore(
  texts: ReadonlyMap<string, SourceFile>,
  { checkout }: RunOptions,
): NonNullable<RunOptions["policyTree"]> {
  return {
    read: (path) => texts.get(path) ?? checkout.read(path),
    exists: (path) => texts.has(path) || checkout.exists(path),
  };
}
