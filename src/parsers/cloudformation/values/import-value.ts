import { opaque, published } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::ImportValue`: another stack's output. */
export const importValue: Intrinsic = (argument, scope, at) => {
  const name = scope.evaluate(argument).value;
  const imported = name.state === "known" ? scope.imported(name.value) : undefined;
  if (imported) return imported;
  const because = (what: string) =>
    `${what} is exported by another stack and known only after its deployment`;
  if (name.state !== "known") return opaque(because("a value"), at);
  return published({ kind: "export", name: name.value }, because(`"${name.value}"`), at);
};
