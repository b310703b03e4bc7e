import type { Alias, FunctionReference, FunctionVersion, LambdaFunction, PoolKey } from "../model/model.ts";
import { knownValue } from "../values/value.ts";

/** The functions, versions and aliases read so far, to be found by address or by name. */
export class Register {
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #functionsByName = new Map<string, LambdaFunction[]>();
  readonly #currentVersions = new Map<string, string>();
  readonly #versions = new Map<string, FunctionVersion>();
  readonly #aliases = new Map<string, Alias>();
  readonly #aliasesByFunction = new Map<string, Alias[]>();

  /** @param currentVersion the number of the function's own version, where it is already known */
  addFunction(fn: LambdaFunction, currentVersion: string | undefined): void {
    this.#functions.set(fn.address, fn);
    if (currentVersion !== undefined) this.#currentVersions.set(fn.address, currentVersion);
    const name = knownValue(fn.name);
    if (name !== undefined) push(this.#functionsByName, name, fn);
  }

  addVersion(version: FunctionVersion): void {
    this.#versions.set(version.address, version);
  }

  addAlias(alias: Alias): void {
    this.#aliases.set(alias.address, alias);
    if (alias.function.address !== null) push(this.#aliasesByFunction, alias.function.address, alias);
  }

  functionAt(address: string): LambdaFunction | undefined {
    return this.#functions.get(address);
  }

  versionAt(address: string): FunctionVersion | undefined {
    return this.#versions.get(address);
  }

  aliasAt(address: string): Alias | undefined {
    return this.#aliases.get(address);
  }

  /** The functions of a name in an account and region: more than one only where the pools can't be told apart. */
  functionsNamed(name: string, pool: PoolKey): LambdaFunction[] {
    return (this.#functionsByName.get(name) ?? []).filter((fn) => maySharePool(fn, pool));
  }

  aliasNamed(name: string, of: FunctionReference): Alias | undefined {
    if (of.address === null) return undefined;
    return this.#aliasesByFunction.get(of.address)?.find((alias) => knownValue(alias.name) === name);
  }

  /** Identity of a numbered version: a number that the function itself has now is the version that it publishes. */
  versionIdentity(number: string, of: FunctionReference): string | null {
    if (of.address !== null && this.#currentVersions.get(of.address) === number)
      return ownVersionIdentity(of.address);
    const holder = of.address ?? knownValue(of.name);
    return holder === undefined ? null : `${holder}:${number}`;
  }
}

/** Identity of the version that a function publishes with its own deployment. */
export function ownVersionIdentity(functionAddress: string): string {
  return `${functionAddress}:published`;
}

function maySharePool(a: PoolKey, b: PoolKey): boolean {
  const may = (x: string | undefined, y: string | undefined) => x === undefined || y === undefined || x === y;
  return may(knownValue(a.account), knownValue(b.account)) && may(knownValue(a.region), knownValue(b.region));
}

function push<K, V>(map: Map<K, V[]>, at: K, value: V): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}
