import { known, mapValue } from "../../../values/value.ts";
import { opaque, plain } from "./evaluated.ts";
import { type Intrinsic, scalarText } from "./intrinsic.ts";

/** `Fn::Base64` */
export const base64: Intrinsic = (argument, template) => {
  const { value, mentions } = template.evaluate(argument);
  return { value: mapValue(value, (text) => Buffer.from(text, "utf8").toString("base64")), mentions };
};

/** `Fn::Length` of a list. */
export const length: Intrinsic = (argument, template, at) => {
  const items = template.items(argument);
  return items
    ? plain(known(String(items.length), at))
    : opaque("the list that Fn::Length takes can't be told", at);
};

/** `Fn::ImportValue`: another stack's output. */
export const importValue: Intrinsic = (argument, template, at) => {
  const name = template.evaluate(argument).value;
  const imported = name.state === "known" ? template.options.imported?.(name.value) : undefined;
  if (imported) return imported;
  const what = name.state === "known" ? `"${name.value}"` : "a value";
  return opaque(`${what} is exported by another stack, which only a deployment tells`, at);
};

/** A function whose result is never a number or a name that we look for. */
export function never(name: string, because: string): Intrinsic {
  return (argument, _, at) => {
    const what = scalarText(argument);
    return opaque(`${name}${what ? ` of ${what}` : ""} ${because}`, at);
  };
}
