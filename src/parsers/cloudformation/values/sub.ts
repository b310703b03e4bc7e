import { childOf, itemsOf, scalarText } from "../../../source/yaml/tree.ts";
import { known } from "../../../values/value.ts";
import { concatenated, type Evaluated, opaque, plain } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

const PLACEHOLDER = /\$\{(!?)([^}]*)\}/g;

/** `Fn::Sub`, alone or with variables of its own. `${!Literal}` stays as `${Literal}`. */
export const sub: Intrinsic = (argument, scope, at) => {
  const [first, variables] = argument.kind === "sequence" ? argument.items : [argument];
  const text = scalarText(first);
  if (text === undefined) return opaque("Fn::Sub takes a text", at);
  if (argument.kind === "sequence" && itemsOf(argument).length > 2)
    return opaque("Fn::Sub takes a text and a map", at);
  const pieces: Evaluated[] = [];
  const literal = (piece: string) => {
    if (piece !== "") pieces.push(plain(known(piece, at)));
  };
  let last = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    literal(text.slice(last, match.index));
    last = match.index + match[0].length;
    const [, escaped, name = ""] = match;
    if (escaped) literal(`\${${name}}`);
    else {
      const own = childOf(variables, name.trim());
      pieces.push(own ? scope.evaluate(own) : reference(name.trim()));
    }
  }
  literal(text.slice(last));
  return pieces.length === 0 ? plain(known("", at)) : concatenated(pieces, at);

  function reference(name: string): Evaluated {
    const dot = name.indexOf(".");
    if (dot === -1 || name.startsWith("AWS::")) return scope.named(name, at);
    return scope.attribute(name.slice(0, dot), name.slice(dot + 1), at);
  }
};
