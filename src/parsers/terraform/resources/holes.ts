import type { TextPart } from "../../../resources/reader.ts";
import { entriesOf, itemsOf, type YamlNode } from "../../../source/yaml/tree.ts";
import { unknown, type Value } from "../../../values/value.ts";

/** What AWS makes up has no line breaks, brackets or quotes: in a template it is a value, or a piece of one. */
const PLAIN = /(?:^|_)(?:arn|id|name|url|endpoint|version)$/;
/** Stands for what only an apply knows; no template has it. */
const HOLE = "\ue0f0";

/** A text of which some pieces are known only after an apply. */
export class Holes {
  /** With holes in place of what isn't known; undefined where that may be anything. */
  readonly text: string | undefined;
  readonly #because: string;
  readonly #count: number;

  constructor(body: Value<string>, parts: readonly TextPart[] | undefined) {
    this.#because = body.state === "unknown" ? body.because : "";
    const isPlain = (part: TextPart) => typeof part === "string" || PLAIN.test(part.attribute ?? "");
    const pieces = body.state === "known" ? [body.value] : parts?.every(isPlain) ? parts : undefined;
    this.#count = pieces?.filter((part) => typeof part !== "string").length ?? 0;
    const texts = pieces?.map((part) => (typeof part === "string" ? part.replaceAll(HOLE, "") : HOLE));
    this.text = texts?.join("");
  }

  /** Whether each of them is within a value: a key, or what isn't read, could be anything of the template's. */
  areValuesIn(template: YamlNode): boolean {
    return this.#count === 0 || holesIn(template) === this.#count;
  }

  /** A value of the template, unknown where there is a hole in it. */
  filled(value: Value<string>): Value<string> {
    return value.state === "known" && value.value.includes(HOLE) ? unknown(this.#because, value.at) : value;
  }
}

function holesIn(node: YamlNode): number {
  if (node.kind === "scalar") return node.text.split(HOLE).length - 1;
  const below = node.kind === "mapping" ? entriesOf(node).map(({ value }) => value) : itemsOf(node);
  return below.reduce((sum, each) => sum + holesIn(each), 0);
}
