/** The key of an instance: `[0]`, `["eu"]`; undefined for the only one. */
export type InstanceKey = string | number | undefined;

/** A module call with one of its instances. */
export interface ModuleStep {
  name: string;
  key: InstanceKey;
}

/** What a reference such as `aws_lambda_function.f["a"].arn` or `module.m.out` is made of. */
export interface Reference {
  /** The first names: a resource's type and name, `module` and a call, `var` and a variable, `each` and `key`. */
  root: string;
  name: string;
  key: InstanceKey;
  /** The attribute or output after it. */
  attribute: string | undefined;
}

const NAME = /[^.[\]]+/y;
const INDEX = /\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\]/y;

/** `module.a["x"].module.b[0]` → its steps; empty for the root module; undefined when it isn't a module's address. */
export function moduleSteps(address: string): ModuleStep[] | undefined {
  const steps: ModuleStep[] = [];
  const reader = new AddressReader(address);
  while (!reader.done) {
    if (reader.name() !== "module") return undefined;
    const name = reader.name();
    if (name === undefined) return undefined;
    steps.push({ name, key: reader.key() });
  }
  return steps;
}

/** Undefined when the text is no reference that we follow. */
export function parseReference(text: string): Reference | undefined {
  const reader = new AddressReader(text);
  const root = reader.name();
  const name = reader.name();
  if (root === undefined || name === undefined) return undefined;
  return { root, name, key: reader.key(), attribute: reader.name() };
}

/** As Terraform prints an instance key in an address. */
export function printKey(key: InstanceKey): string {
  if (key === undefined) return "";
  return typeof key === "number"
    ? `[${key}]`
    : `[${JSON.stringify(key).replaceAll("${", "$${").replaceAll("%{", "%%{")}]`;
}

/** Reads names and keys from left to right. */
class AddressReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The next name, past a dot. */
  name(): string | undefined {
    const start = this.#text[this.#at] === "." ? this.#at + 1 : this.#at;
    NAME.lastIndex = start;
    const found = NAME.exec(this.#text)?.[0];
    if (found !== undefined) this.#at = start + found.length;
    return found;
  }

  key(): InstanceKey {
    INDEX.lastIndex = this.#at;
    const found = INDEX.exec(this.#text);
    if (!found) return undefined;
    this.#at = INDEX.lastIndex;
    const [, text, number] = found;
    return text === undefined ? Number(number) : decoded(text);
  }
}

function decoded(text: string): string {
  return text
    .replace(/\\(.)/g, (_, character: string) => ({ n: "\n", t: "\t", r: "\r" })[character] ?? character)
    .replaceAll("$${", "${")
    .replaceAll("%%{", "%{");
}
