import type { Published } from "../../../model/mention.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { Guard } from "../../../values/guard.ts";
import type { Step } from "../../../values/value.ts";
import type { BigFloat } from "./numbers/big-float.ts";

/** Terraform's types (cty's). */
export type Type =
  | { kind: "dynamic" }
  | { kind: "bool" }
  | { kind: "number" }
  | { kind: "string" }
  | { kind: "list"; element: Type }
  | { kind: "set"; element: Type }
  | { kind: "map"; element: Type }
  | { kind: "tuple"; elements: Type[] }
  /** `optional` names the attributes that conversion may leave null. */
  | { kind: "object"; attributes: Map<string, Type>; optional?: ReadonlySet<string> };

/** Where a value comes from: the literal that decided it, and the bindings that it went through since, nearest first. */
export interface Origin {
  at: SourceLocation;
  trace?: Step[];
}

export type ReasonKind =
  | "missing-variable"
  | "computed"
  | "data-source"
  | "remote-module"
  | "remote-state"
  | "impure"
  | "provider-function"
  | "unsupported"
  | "file-missing"
  | "cycle"
  | "error"
  | "limit"
  | "undeclared"
  /** Terraform would reject it in one of its alternatives. */
  | "rejected";

/** Why a value is unknown, in words a user can act on; `detail` is a clause without a full stop. */
export interface Reason {
  kind: ReasonKind;
  detail: string;
  at: SourceLocation;
}

/** An attribute of a resource, or anything else that has one value wherever it is asked for: `var.name`. */
export interface ResourceAttribute {
  address: string;
  attribute: string;
  /** Of another root: the deployment that declares it. */
  deployment?: string;
  /** What another deployment knows it by. */
  imported?: Published;
}

/** A partly known string: text, and references whose text is only known after an apply. */
export type StringPart = string | ResourceAttribute;

interface Base {
  origin?: Origin;
  /** Marked `sensitive`: for `issensitive`, and for_each refuses it. */
  sensitive?: boolean;
  /** Attributes of resources that a known value was read from or made of: distinguishes resources of equal names. */
  references?: readonly ResourceAttribute[];
}

export interface NullValue extends Base {
  kind: "null";
  type: Type;
}
export interface BoolValue extends Base {
  kind: "bool";
  value: boolean;
}
/**
 * A number by its nearest double. Terraform computes with 512 bits, so that `floor(0.29 * 100)` is 29:
 * `exact` is there when the number is not the one that the double's shortest decimal text says.
 */
export interface NumberValue extends Base {
  kind: "number";
  value: number;
  exact?: BigFloat;
}
export interface StringValue extends Base {
  kind: "string";
  value: string;
}
export interface ListValue extends Base {
  kind: "list";
  element: Type;
  items: TfValue[];
}
/** Items are unique and in cty's order. */
export interface SetValue extends Base {
  kind: "set";
  element: Type;
  items: TfValue[];
}
export interface TupleValue extends Base {
  kind: "tuple";
  items: TfValue[];
}
/** Entries are in the order of their keys. */
export interface MapValue extends Base {
  kind: "map";
  element: Type;
  entries: Map<string, TfValue>;
}
export interface ObjectValue extends Base {
  kind: "object";
  entries: Map<string, TfValue>;
}

/** An object whose attributes are computed when asked for: a resource, a module, `var`, `local`. */
export interface LazyValue extends Base {
  kind: "lazy";
  /** For messages and links: `aws_lambda_function.api[0]`, `module.api`. */
  address: string;
  /** Of another root: the deployment that declares it. */
  deployment?: string;
  /** Throws EvaluationError where Terraform would reject the attribute. */
  get(name: string): TfValue;
  /** All attribute names, when they can be listed. */
  keys(): readonly string[] | undefined;
}

/** What a value may be, under the outcomes of conditions that lead to it. */
export interface Alternative {
  when: Guard;
  value: TfValue;
}

export interface UnknownValue extends Base {
  kind: "unknown";
  /** Dynamic when not even the type is known. */
  type: Type;
  reasons: Reason[];
  /** What it may be, at most eight, each under the outcomes of the conditions that decide it. */
  alternatives?: readonly Alternative[];
  /** Known pieces of a string; makes links through unknown names and ARNs. */
  parts?: StringPart[];
  /** Of an object or a map: the entries that it has in any case. */
  entries?: Map<string, TfValue>;
  /** Computed attributes such as `id` and `arn` are never null. */
  notNull?: boolean;
}

export type TfValue =
  | NullValue
  | BoolValue
  | NumberValue
  | StringValue
  | ListValue
  | SetValue
  | TupleValue
  | MapValue
  | ObjectValue
  | LazyValue
  | UnknownValue;

/** Terraform itself would reject the expression. `try` moves on, `can` is false; elsewhere the value becomes unknown with this reason. */
export class EvaluationError extends Error {
  readonly at: SourceLocation | undefined;
  constructor(message: string, at?: SourceLocation) {
    super(message);
    this.at = at;
  }
}
