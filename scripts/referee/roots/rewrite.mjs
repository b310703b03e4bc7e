import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configurationOf, isOfAws, providersOf, requirementsOf } from "./providers.mjs";
import { rewriteJson } from "./rewrite-json.mjs";
import { answersOf, holderOf, META_ARGUMENTS, referenceTo, UNKNOWN } from "./terms.mjs";

const CONFIGURATION = /\.(?:tf|tofu)(?:\.json)?$/;
/** Blocks that have to do with providers, states or addresses before. */
const DROPPED = new Set(["terraform", "moved", "import", "removed", "check"]);
/** Blocks within a resource that are no arguments. */
const NO_ARGUMENTS = new Set(["lifecycle", "connection", "provisioner", "timeouts"]);

/** Rewrites all modules below a folder, in place. */
export function rewriteFolder(home, inputs, syntax) {
  const paths = readdirSync(home, { recursive: true }).filter((path) => CONFIGURATION.test(path));
  preferTofu(home, paths);
  const folders = new Set(paths.map((path) => dirname(path)));
  for (const folder of folders) rewriteModule(join(home, folder), inputs, syntax);
}

/** Terraform doesn't read `.tofu`; OpenTofu reads it in the place of `.tf`. */
function preferTofu(home, paths) {
  for (const path of paths.filter((each) => /\.tofu(\.json)?$/.test(each)))
    renameSync(join(home, path), join(home, path.replace(/\.tofu(\.json)?$/, ".tf$1")));
}

function rewriteModule(folder, inputs, { parseHcl, SourceFile, expressionsBelow }) {
  const names = readdirSync(folder).filter((name) => CONFIGURATION.test(name));
  const bodies = names
    .filter((name) => !name.endsWith(".json"))
    .map((name) => ({
      name,
      body: parseHcl(new SourceFile(name, readFileSync(join(folder, name), "utf8"))).body,
    }));
  const json = names
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, data: JSON.parse(readFileSync(join(folder, name), "utf8")) }));
  const declared = [
    ...bodies.flatMap(({ body }) => declaredIn(body)),
    ...json.flatMap(({ data }) => declaredInJson(data)),
  ];
  const holders = new Map(declared.map((each) => [each.address, each]));
  const providers = providersOf(bodies.map(({ body }) => body));
  for (const { name, body } of bodies) {
    const printer = new Printer(body.file.text, holders, inputs, expressionsBelow, providers);
    writeFileSync(join(folder, name), body.blocks.map((block) => printer.topLevel(block)).join("\n"));
  }
  for (const { name, data } of json)
    writeFileSync(join(folder, name), JSON.stringify(rewriteJson(data, holders, inputs)));
  writeFileSync(
    join(folder, "referee_unknown.tf"),
    `resource "terraform_data" "${UNKNOWN}" {}\n${requirementsOf(providers)}`,
  );
  rmSync(join(folder, ".terraform.lock.hcl"), { force: true });
}

function declaredIn(body) {
  return body.blocks
    .filter(({ type }) => type === "resource" || type === "data")
    .map(({ type, labels, body: inner }) =>
      holderOf(
        type,
        labels[0].value,
        labels[1].value,
        inner.attributes.has("count"),
        inner.attributes.has("for_each"),
      ),
    );
}

function declaredInJson(data) {
  return ["resource", "data"].flatMap((mode) =>
    Object.entries(data[mode] ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => {
        const [block] = [body].flat();
        return holderOf(mode, type, name, "count" in block, "for_each" in block);
      }),
    ),
  );
}

/** Prints blocks again, with every resource and every reference to one rewritten. */
class Printer {
  #text;
  #holders;
  #inputs;
  #below;
  #providers;

  constructor(text, holders, inputs, below, providers) {
    this.#text = text;
    this.#holders = holders;
    this.#inputs = inputs;
    this.#below = below;
    this.#providers = providers;
  }

  topLevel(block) {
    if (DROPPED.has(block.type)) return "";
    if (block.type === "provider")
      return configurationOf(block, this.#providers, () => this.#object(block.body));
    if (block.type === "resource" || block.type === "data") return this.#resource(block);
    const labels = block.labels.map(({ value }) => ` ${JSON.stringify(value)}`).join("");
    return `${block.type}${labels} {\n${this.#plain(block.body)}}\n`;
  }

  #resource({ type: mode, labels, body }) {
    const [type, name] = labels.map(({ value }) => value);
    const { holder } = this.#holders.get(mode === "data" ? `data.${type}.${name}` : `${type}.${name}`);
    const meta = [...body.attributes.values()].filter((each) => META_ARGUMENTS.has(each.name));
    return [
      `resource "terraform_data" "${holder}" {`,
      ...meta.map((each) => `  ${each.name} = ${this.#expression(each.value)}`),
      ...this.#provider(mode, type, body),
      `  input = ${this.#object(body, new Map(answersOf(type, this.#inputs)))}`,
      "}\n",
    ].join("\n");
  }

  /** Which configuration it is made with, as the code says it. */
  #provider(mode, type, body) {
    if (mode === "data" || !type.startsWith("aws_")) return [];
    const written = body.attributes.get("provider")?.value;
    if (!written) return ["  provider = aws"];
    return isOfAws(this.#expression(written), this.#providers)
      ? [`  provider = ${this.#expression(written)}`]
      : [];
  }

  /** Arguments and nested blocks as one object; blocks of one type are a list. */
  #object(body, computed = new Map()) {
    const entries = new Map(computed);
    for (const { name, value } of body.attributes.values())
      if (!META_ARGUMENTS.has(name) && name !== "provider" && name !== "depends_on")
        entries.set(name, this.#expression(value));
    const lists = new Map();
    for (const block of body.blocks) {
      const type = block.type === "dynamic" ? block.labels[0].value : block.type;
      if (!NO_ARGUMENTS.has(type)) lists.set(type, [...(lists.get(type) ?? []), this.#blocks(block)]);
    }
    for (const [type, list] of lists) entries.set(type, `concat(${list.join(", ")})`);
    return `{\n${[...entries].map(([name, value]) => `    ${name} = ${value}\n`).join("")}  }`;
  }

  #blocks(block) {
    if (block.type !== "dynamic") return `[${this.#object(block.body)}]`;
    const forEach = this.#expression(block.body.attributes.get("for_each").value);
    const content = block.body.blocks.find(({ type }) => type === "content");
    const iterator = block.body.attributes.get("iterator")?.value.name ?? block.labels[0].value;
    return `[for ${iterator} in [for k, v in ${forEach} : { key = k, value = v }] : ${this.#object(content.body)}]`;
  }

  #plain(body) {
    const attributes = [...body.attributes.values()]
      .filter(({ name }) => !["version", "depends_on"].includes(name))
      .map(
        ({ name, value }) =>
          `  ${name} = ${name === "providers" ? this.#passed(value) : this.#expression(value)}\n`,
      );
    const blocks = body.blocks
      .filter(({ type }) => type !== "validation")
      .map((block) => `  ${block.type} {\n${this.#plain(block.body)}}\n`);
    return [...attributes, ...blocks].join("");
  }

  /** Of what a call passes on, that of AWS: the others aren't there any more. */
  #passed({ items }) {
    const kept = items
      .map(({ key, value }) => [this.#expression(key), this.#expression(value)])
      .filter((pair) => isOfAws(pair[1], this.#providers));
    return `{\n${kept.map(([inner, outer]) => `    ${inner} = ${outer}\n`).join("")}  }`;
  }

  #expression(expression) {
    const edits = [];
    for (const each of this.#below(expression)) {
      const address = addressOf(each);
      const declared = address === undefined ? undefined : this.#holders.get(address);
      if (declared) edits.push({ start: each.start, end: each.end, text: referenceTo(declared) });
    }
    let text = "";
    let at = expression.start;
    for (const edit of edits.sort((a, b) => a.start - b.start)) {
      text += this.#text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.#text.slice(at, expression.end);
  }
}

/** `type.name` or `data.type.name`, when the expression is exactly that. */
function addressOf(expression) {
  if (expression.kind !== "attribute") return undefined;
  const { object, name } = expression;
  if (object.kind === "variable") return `${object.name}.${name}`;
  if (object.kind === "attribute" && object.object.kind === "variable" && object.object.name === "data")
    return `data.${object.name}.${name}`;
  return undefined;
}
