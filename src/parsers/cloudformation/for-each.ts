import type { Diagnostic } from "../../finding.ts";
import type { UnreadCode } from "../../parser.ts";
import {
  entryLocation,
  itemsOf,
  scalarText,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import type { Scope } from "./scope.ts";
import { SPEAKS } from "./text.ts";
import { callIn } from "./values/intrinsic.ts";

const FOR_EACH = /^Fn::ForEach::/;
/** Loops within loops, as CloudFormation bounds them. */
const MAX_LOOPS = 5;
/** What the loops of a section may make in all: nodes and the characters in them. */
export const MAX_EXPANSION = 300_000;

/** Says what a loop makes that can't be unrolled. @param because why, as the end of a sentence */
type Lost = (loop: YamlEntry, because: string) => void;

/** What a loop of resources would make. */
export function unreadLoop({ key, keyNode, value }: YamlEntry, prefix: string, because: string): UnreadCode {
  return {
    kind: "block",
    what: `${keyNode.file.path}#${key}`,
    address: `${prefix}${key}`,
    because,
    hint: "Give its list in the policy: environments.NAME.cloudformation, parameters; or write its resources out.",
    at: entryLocation({ key, keyNode, value: keyNode }),
    mayHoldFunctions: SPEAKS.test(value.file.text.slice(value.start, value.end)),
  };
}

/** What a loop of conditions or outputs would make. */
export function unrolledNot({ key, keyNode }: YamlEntry, because: string): Diagnostic {
  return {
    severity: "warning",
    message: `What ${key} makes was not checked: ${because}.`,
    at: entryLocation({ key, keyNode, value: keyNode }),
  };
}

/**
 * The entries of a section, with `Fn::ForEach` unrolled. A loop that can't be unrolled is told to `lost`.
 * See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandedEntries(
  section: YamlMapping | undefined,
  scope: Scope,
  lost: Lost,
): readonly YamlEntry[] {
  const entries = section?.entries ?? [];
  if (!entries.some(({ key }) => FOR_EACH.test(key))) return entries;
  const expansion = new Expansion(scope, lost);
  return entries.flatMap((entry) => expansion.of(entry, 0));
}

class Expansion {
  readonly #scope: Scope;
  readonly #lost: Lost;
  #left = MAX_EXPANSION;

  constructor(scope: Scope, lost: Lost) {
    this.#scope = scope;
    this.#lost = lost;
  }

  of(entry: YamlEntry, depth: number): YamlEntry[] {
    if (!FOR_EACH.test(entry.key)) return [entry];
    const [identifier, collection, body] = itemsOf(entry.value);
    const name = scalarText(identifier);
    if (name === undefined || !collection || body?.kind !== "mapping")
      return this.#unread(entry, "it takes a name, a list and a map");
    if (depth >= MAX_LOOPS) return this.#unread(entry, `loops nest at most ${MAX_LOOPS} deep`);
    const items = this.#scope.items(collection);
    if (!items) {
      const { value } = this.#scope.evaluate(collection);
      return this.#unread(
        entry,
        value.state === "unknown" ? value.because : "its list isn't known before deployment",
      );
    }
    const made: YamlEntry[] = [];
    for (const { value } of items) {
      if (value.state === "unknown") this.#unread(entry, value.because);
      if (value.state !== "known") continue;
      for (const each of body.entries) {
        const substituted = this.#entry(each, name, value.value);
        if (this.#left < 0) return this.#unread(entry, "it makes too much to be read");
        made.push(...this.of(substituted, depth + 1));
      }
    }
    return made;
  }

  #unread(entry: YamlEntry, because: string): YamlEntry[] {
    this.#lost(entry, because);
    return [];
  }

  #entry({ key, keyNode, value }: YamlEntry, name: string, text: string): YamlEntry {
    return { key: this.#text(key, name, text), keyNode, value: this.#node(value, name, text) };
  }

  #node(node: YamlNode, name: string, text: string): YamlNode {
    this.#left--;
    if (this.#left < 0) return node;
    const call = callIn(node);
    if (call?.name === "Ref" && scalarText(call.argument) === name) {
      const { file, start, end } = node;
      return { kind: "scalar", file, start, end, text, value: text, plain: false };
    }
    if (node.kind === "scalar") {
      const replaced = this.#text(node.text, name, text);
      return replaced === node.text ? node : { ...node, text: replaced, value: replaced };
    }
    if (node.kind === "sequence")
      return { ...node, items: node.items.map((item) => this.#node(item, name, text)) };
    const entries = node.entries.map((entry) => this.#entry(entry, name, text));
    return { ...node, entries };
  }

  /** `${Name}`, and `&{Name}` for what may hold letters and digits only. */
  #text(text: string, name: string, value: string): string {
    if (this.#left < 0 || !text.includes(`{${name}}`)) return text;
    const holes = text.split(`{${name}}`).length - 1;
    this.#left -= text.length + holes * value.length;
    if (this.#left < 0) return text;
    const alphanumeric = value.replace(/[^A-Za-z0-9]/g, "");
    return text.replaceAll(`\${${name}}`, () => value).replaceAll(`&{${name}}`, () => alphanumeric);
  }
}
