import type { EnvironmentInputs, Root } from "../../parser.ts";

/** A root as it was found, but for what it can be asked. */
export function writtenRoot({ parameters: _, ...root }: Root): string {
  return JSON.stringify(root);
}

const alreadyWritten = new WeakMap<object, string>();

/** The same for inputs that are the same; what other roots of the environment are given is asked where it matters. */
export function writtenInputs({ neighbours: _, ...inputs }: EnvironmentInputs): string {
  const values = Object.values(inputs).flatMap((value) =>
    typeof value === "object" && !Array.isArray(value) ? Object.values(value) : [value],
  );
  return values.map(written).join("\n");
}

/** Most of what a policy may give, it doesn't give. */
function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/** What the policy says once is written once, however many roots it is for. */
function written(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(JSON.stringify(value));
  if (isEmpty(value)) return Array.isArray(value) ? "[]" : "{}";
  const text = alreadyWritten.get(value) ?? JSON.stringify(value);
  alreadyWritten.set(value, text);
  return text;
}
