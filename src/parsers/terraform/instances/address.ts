/** Which instance of a resource or of a module: the only one, one of `count`, one of `for_each`, or whichever there are. */
export type InstanceKey =
  | { kind: "single" }
  | { kind: "index"; value: number }
  | { kind: "key"; value: string }
  | { kind: "any" };

export const SINGLE: InstanceKey = { kind: "single" };
/** Represents all instances whose keys aren't known. */
export const ANY: InstanceKey = { kind: "any" };

/** The key as Terraform prints it at the end of an address: `[0]`, `["eu"]`; nothing for the only one. */
export function keySuffix(key: InstanceKey): string {
  switch (key.kind) {
    case "single":
      return "";
    case "index":
      return `[${key.value}]`;
    case "key":
      return `[${quoted(key.value)}]`;
    case "any":
      return "[*]";
  }
}

/** Joins a module's address with what is in it. */
export function addressIn(module: string, name: string): string {
  return module === "" ? name : `${module}.${name}`;
}

function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replace(/([$%])\{/g, "$1$1{");
  return `"${escaped}"`;
}
