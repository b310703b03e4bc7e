import type { SourceLocation } from "../../../source/location.ts";
import { bool, nil, num, object, str, tuple } from "../values/construct.ts";
import type { TfValue } from "../values/value.ts";

/** A value of the policy file as a Terraform value. */
export function fromData(data: unknown, at: SourceLocation): TfValue {
  return { ...plain(data, at), origin: { at } };
}

function plain(data: unknown, at: SourceLocation): TfValue {
  if (typeof data === "string") return str(data);
  if (typeof data === "number") return num(data);
  if (typeof data === "boolean") return bool(data);
  if (Array.isArray(data)) return tuple(data.map((item) => fromData(item, at)));
  if (data !== null && typeof data === "object")
    return object(Object.entries(data).map(([name, value]) => [name, fromData(value, at)]));
  return nil();
}
