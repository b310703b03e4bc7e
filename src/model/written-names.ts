import type { SourceLocation } from "../source/location.ts";
import { knownValue } from "../values/value.ts";
import { withoutKeys } from "./addresses.ts";
import type { LambdaFunction } from "./model.ts";

/** A place in a text of the checkout that says a qualifier with something that may be its function. */
export interface WrittenName {
  /** The name of an alias or the number of a version; undefined where a variable stands in its place. */
  readonly qualifier: string | undefined;
  /** The function's name, where it is written out. */
  readonly name?: string;
  /** What is written around it, which may refer to the function, where its name isn't. */
  readonly around: string;
  /** What is surely the name of a function, as in an ARN: where that of a declared one isn't known, it may be that one. */
  readonly isOfFunction: boolean;
  readonly at: SourceLocation;
}

/** A resource or a module of Terraform. */
const IN_TERRAFORM = /\baws(?:cc)?_lambda_(?:function|alias|version)\.[\w-]+|\bmodule\.[\w-]+/g;
const WORD = /[\w-]+/g;
/** The logical id that the Serverless Framework gives a function. */
const OF_SERVICE = "LambdaFunction";

/** What the texts of the checkout say of aliases and versions by their names, in whatever they are written. */
export class WrittenNames {
  readonly #look: () => readonly WrittenName[];
  readonly #functions: readonly LambdaFunction[];
  #names: Map<string | undefined, WrittenName[]> | undefined;
  /** What functions are called: their names, their addresses, and the last part of these. */
  readonly #words = new Set<string>();

  /** @param look looks through the whole checkout: it is called once somebody asks, which few runs do */
  constructor(look: () => readonly WrittenName[], functions: readonly LambdaFunction[]) {
    this.#look = look;
    this.#functions = functions;
  }

  #written(): ReadonlyMap<string | undefined, readonly WrittenName[]> {
    if (this.#names) return this.#names;
    this.#names = new Map();
    for (const each of this.#look()) {
      const list = this.#names.get(each.qualifier);
      if (list) list.push(each);
      else this.#names.set(each.qualifier, [each]);
    }
    if (this.#names.size > 0)
      for (const fn of this.#functions) for (const word of wordsOf(fn)) this.#words.add(word);
    return this.#names;
  }

  /** A place that may mean a function's alias or version. Where it refers to something that isn't known, it may be any. */
  of(fn: LambdaFunction, qualifier: string): SourceLocation | undefined {
    const names = this.#written();
    const all = [...(names.get(qualifier) ?? []), ...(names.get(undefined) ?? [])];
    return all.find((each) => this.#mayMean(each, fn))?.at;
  }

  #mayMean({ name, around, isOfFunction, at }: WrittenName, fn: LambdaFunction): boolean {
    const own = knownValue(fn.name);
    if (name !== undefined) return own === undefined ? isOfFunction : own === name;
    const mentioned = around.match(IN_TERRAFORM) ?? [];
    if (mentioned.length > 0) return mentioned.some((each) => isMentioned(each, fn, at.file));
    const words = wordsOf(fn);
    let isOther = false;
    for (const [word] of around.matchAll(WORD)) {
      if (words.includes(word)) return true;
      isOther ||= this.#words.has(word);
    }
    return !isOther;
  }
}

/** Whether a resource or a module of Terraform that a file mentions is a function or holds it. */
function isMentioned(mention: string, { address, at }: LambdaFunction, file: string): boolean {
  const plain = withoutKeys(address);
  if (mention.startsWith("module.")) return `${plain}.`.includes(`${mention}.`);
  return `.${plain}`.endsWith(`.${mention}`) && folderOf(at.file) === folderOf(file);
}

function wordsOf({ name, address }: LambdaFunction): string[] {
  const id = address.slice(address.lastIndexOf(".") + 1);
  const generated = `${id.slice(0, 1).toUpperCase()}${id.slice(1)}${OF_SERVICE}`;
  const own = knownValue(name);
  return own === undefined ? [id, generated] : [own, id, generated];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
