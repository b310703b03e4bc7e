import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Policy } from "../../policy/policy.ts";
import { startOfFile } from "../../source/location.ts";
import type { JudgedSite, JudgedToo } from "../roots/judged-too.ts";
import { Estate, type Placed } from "./estate.ts";

/** What a change takes out of production. */
export interface LostProduction {
  judgedToo: JudgedToo;
  diagnostics: Diagnostic[];
  /** Whether functions that were production are found nowhere in the change, production or not. */
  someAreGone: boolean;
}

/**
 * What the change's own words take out of production: a workspace, a stack's name, a stage, a tag, a path. A change can't thereby
 * choose by what it is judged. Functions are followed one by one, by the name that they are deployed with, else by their address:
 * another one at the old address doesn't stand for the old one, and one that is in production elsewhere isn't lost.
 */
export function lostProduction(base: Model, head: Model, policy: Policy): LostProduction {
  const [before, after] = [new Estate(base, policy), new Estate(head, policy)];
  const lost = new Losses(before, after, policy);
  // Roots of which nothing is left in production, and nothing came to be production elsewhere.
  const moved = new Set<string>();
  let someAreGone = false;
  const still = new Set(after.functions.flatMap(({ isProduction, fn }) => (isProduction ? [fn] : [])));
  for (const fn of before.functions.filter(({ isProduction }) => isProduction)) {
    // What was evaluated once for both sides is in its place.
    if (still.has(fn.fn)) {
      moved.add(fn.key);
      continue;
    }
    const found = successorsOf(fn, before, after);
    if (found.some(({ isProduction }) => isProduction)) moved.add(fn.key);
    else for (const each of found) lost.addFunction(each, fn.environment);
    someAreGone ||= found.length === 0;
  }
  for (const [key, environments] of before.production) {
    if (after.roots.has(key) && !after.production.has(key) && !moved.has(key))
      for (const environment of environments) lost.addRoot(key, environment);
  }
  return { judgedToo: lost.judgedToo, diagnostics: lost.diagnostics, someAreGone };
}

/** What of the change is a function of the base: in its place, or where the base didn't have it. */
function successorsOf(fn: Placed, before: Estate, after: Estate): Placed[] {
  const here = after.at(fn.place);
  const inPlace = here.filter(({ isProduction }) => isProduction);
  if (inPlace.some(({ name }) => fn.name === undefined || name === fn.name)) return inPlace;
  // A copy that the base had beside it isn't what became of it. In its own root it may have got another address.
  const isFound = (each: Placed) =>
    each.place === fn.place ||
    (!before.holdsAddress(each) && (each.key === fn.key || !before.holdsName(each)));
  const named = fn.name === undefined ? [] : after.named(fn.name).filter(isFound);
  // By another name where it was it is renamed, unless it is there under its own elsewhere.
  if (named.length > 0) return named;
  if (inPlace.length > 0) return inPlace;
  return after
    .addressed(fn.address)
    .filter(
      (each) =>
        isFound(each) &&
        (each.place === fn.place ||
          !before.roots.has(each.key) ||
          fn.name === undefined ||
          each.name === undefined),
    );
}

/** Collects where code is judged all the same, and says so. */
class Losses {
  readonly #sites = new Map<string, Map<string, JudgedSite>>();
  readonly #leftOut = new Set<string>();
  readonly #said = new Map<string, { what: string; at: string; environments: Set<string> }>();
  readonly #before: Estate;
  readonly #after: Estate;
  readonly #policy: Policy;

  constructor(before: Estate, after: Estate, policy: Policy) {
    this.#before = before;
    this.#after = after;
    this.#policy = policy;
  }

  get judgedToo(): JudgedToo {
    return { sites: this.#sites, leftOut: this.#leftOut };
  }

  get diagnostics(): Diagnostic[] {
    return [...this.#said.values()].map(({ what, at, environments }) => ({
      severity: "warning",
      message: `By this change's own words ${what} is no longer production (${[...environments].join(", ")})${this.#because(at)}; in this run it is judged as production all the same.`,
      hint: "Once it is merged, its own words count.",
      at: startOfFile(at),
    }));
  }

  addFunction(fn: Placed, environment: string): void {
    // A root that the base didn't have, or that was production, is what the old one was; in another one the function is a guest.
    const isAll =
      !this.#after.production.has(fn.key) &&
      (!this.#before.roots.has(fn.key) || this.#before.production.has(fn.key));
    this.#siteOf(fn.key, environment, isAll).functions.add(fn.address);
    if (this.#reason(fn.root) !== undefined) this.#leftOut.add(fn.root);
    if (isAll) this.#say(fn.key, fn.root, fn.root, environment);
    else this.#say(`${fn.key} ${fn.address}`, fn.address, fn.file, environment);
  }

  addRoot(key: string, environment: string): void {
    const root = this.#after.roots.get(key) ?? key;
    this.#siteOf(key, environment, true);
    this.#say(key, root, root, environment);
  }

  #siteOf(key: string, environment: string, whole: boolean): JudgedSite {
    const sites = this.#sites.get(key) ?? new Map<string, JudgedSite>();
    const site = sites.get(environment) ?? { functions: new Set<string>(), whole };
    this.#sites.set(key, sites.set(environment, site));
    return site;
  }

  #say(key: string, what: string, at: string, environment: string): void {
    const said = this.#said.get(key) ?? { what, at, environments: new Set() };
    said.environments.add(environment);
    this.#said.set(key, said);
  }

  #reason(path: string): string | undefined {
    return this.#policy.reasonToLeaveOut(path);
  }

  #because(path: string): string {
    const reason = this.#reason(path);
    return reason === undefined ? "" : `, and is left out by the policy: ${reason.replace(/[.\s]+$/, "")}`;
  }
}
