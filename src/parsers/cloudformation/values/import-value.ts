import { opaque } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::ImportValue`: another stack's output. */
export const importValue: Intrinsic = (argument, scope, at) => {
  const name = scope.evaluate(argument).value;
  const imported = name.state === "known" ? scope.imported(name.value) : undefined;
  if (imported) return imported;
  const what = name.state === "known" ? `"${name.value}"` : "a value";
  return opaque(`${what} is exported by another stack and known only after its deployment`, at);
};
