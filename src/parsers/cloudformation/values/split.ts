import type { TextPart } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { itemsOf, scalarText } from "../../../source/yaml/tree.ts";
import { known } from "../../../values/value.ts";
import { type Evaluated, list, opaque, plain } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::Split`, also of an ARN whose pieces are known only as what they refer to. */
export const split: Intrinsic = (argument, scope, at) => {
  const [delimiter, source] = itemsOf(argument);
  const separator = scalarText(delimiter);
  if (!separator || !source) return opaque("Fn::Split takes a delimiter and a text", at);
  const text = scope.evaluate(source);
  if (text.value.state === "known")
    return list(
      text.value.value.split(separator).map((item) => plain(known(item, at))),
      at,
    );
  const because =
    text.value.state === "unknown" ? text.value.because : "the text that Fn::Split takes has no value";
  if (!text.parts?.every((part) => isWhole(part, separator)))
    return opaque(because, at, { mentions: text.mentions });
  return list(
    splitParts(text.parts, separator).map((parts) => item(parts, because, at)),
    at,
  );
};

/** Names of functions, aliases and resources, and numbers of versions: letters, digits, hyphens and underscores. */
const NAMES = /^(?:function_name|name|version|Name|Version)$/;

/** Whether a piece surely holds no separator: what stands for itself has no colons, an ARN has. */
function isWhole(part: TextPart, separator: string): boolean {
  return typeof part === "string" || (NAMES.test(part.attribute ?? "") && /[^\w-]/.test(separator));
}

function splitParts(parts: readonly TextPart[], separator: string): TextPart[][] {
  const items: TextPart[][] = [[]];
  for (const part of parts) {
    const pieces = typeof part === "string" ? part.split(separator) : [part];
    pieces.forEach((piece, index) => {
      if (index > 0) items.push([]);
      if (piece !== "") items.at(-1)?.push(piece);
    });
  }
  return items;
}

function item(parts: readonly TextPart[], because: string, at: SourceLocation): Evaluated {
  const [only] = parts;
  if (parts.length === 0) return plain(known("", at));
  if (parts.length === 1 && typeof only === "string") return plain(known(only, at));
  return opaque(because, at, { parts, mentions: parts.filter((part) => typeof part !== "string") });
}
