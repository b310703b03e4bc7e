import type { SourceLocation } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";

/** A stretch of a file: half-open UTF-16 offsets. Parentheses belong to the expression that they hold only as `Parentheses`. */
export interface Span {
  file: SourceFile;
  start: number;
  end: number;
}

export interface Literal extends Span {
  kind: "literal";
  value: null | boolean | number | string;
}

/** A quoted or heredoc template with at least one interpolation or directive; without, it is a Literal. */
export interface Template extends Span {
  kind: "template";
  parts: TemplatePart[];
}

export type TemplatePart = Literal | TemplateInterpolation | TemplateIf | TemplateFor;

export interface TemplateInterpolation extends Span {
  kind: "interpolation";
  expression: Expression;
}

export interface TemplateIf extends Span {
  kind: "template-if";
  condition: Expression;
  then: TemplatePart[];
  otherwise: TemplatePart[];
}

export interface TemplateFor extends Span {
  kind: "template-for";
  keyName?: string;
  valueName: string;
  collection: Expression;
  body: TemplatePart[];
}

/** A root name: `var`, `local`, `aws_lambda_function`, `each`. */
export interface Variable extends Span {
  kind: "variable";
  name: string;
}

/** `object.name`; also the legacy `list.0`, whose name is digits. */
export interface GetAttribute extends Span {
  kind: "attribute";
  object: Expression;
  name: string;
  nameSpan: Span;
}

export interface GetIndex extends Span {
  kind: "index";
  object: Expression;
  index: Expression;
}

/** `list[*].a[0]` (full: true) or `list.*.a` (full: false: index steps after it apply to the whole). `each` uses `SplatItem`. */
export interface Splat extends Span {
  kind: "splat";
  object: Expression;
  full: boolean;
  /** What is done with each item; `SplatItem` stands for the item. */
  each: Expression;
}

export interface SplatItem extends Span {
  kind: "splat-item";
}

export interface FunctionCall extends Span {
  kind: "call";
  /** With namespaces: `core::max`, `provider::aws::arn_parse`. */
  name: string;
  nameSpan: Span;
  arguments: Expression[];
  /** The last argument is followed by `...`. */
  expandFinal: boolean;
}

export type UnaryOperator = "-" | "!";
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "=="
  | "!="
  | "<"
  | ">"
  | "<="
  | ">="
  | "&&"
  | "||";

export interface Unary extends Span {
  kind: "unary";
  operator: UnaryOperator;
  operand: Expression;
}

export interface Binary extends Span {
  kind: "binary";
  operator: BinaryOperator;
  left: Expression;
  right: Expression;
}

export interface Conditional extends Span {
  kind: "conditional";
  condition: Expression;
  then: Expression;
  otherwise: Expression;
}

export interface TupleConstructor extends Span {
  kind: "tuple";
  items: Expression[];
}

export interface ObjectConstructor extends Span {
  kind: "object";
  items: ObjectItem[];
}

export interface ObjectItem {
  /** A bare name (`a = 1`) is a Literal string; a key in parentheses is `Parentheses`. */
  key: Expression;
  value: Expression;
}

export interface ForTuple extends Span {
  kind: "for-tuple";
  keyName?: string;
  valueName: string;
  collection: Expression;
  value: Expression;
  condition?: Expression;
}

export interface ForObject extends Span {
  kind: "for-object";
  keyName?: string;
  valueName: string;
  collection: Expression;
  key: Expression;
  value: Expression;
  /** `...` after the value: equal keys gather their values in a tuple. */
  grouped: boolean;
  condition?: Expression;
}

export interface Parentheses extends Span {
  kind: "parentheses";
  inner: Expression;
}

export type Expression =
  | Literal
  | Template
  | Variable
  | GetAttribute
  | GetIndex
  | Splat
  | SplatItem
  | FunctionCall
  | Unary
  | Binary
  | Conditional
  | TupleConstructor
  | ObjectConstructor
  | ForTuple
  | ForObject
  | Parentheses;

export interface Attribute extends Span {
  name: string;
  nameSpan: Span;
  value: Expression;
}

export interface Block extends Span {
  type: string;
  typeSpan: Span;
  labels: BlockLabel[];
  body: Body;
  /** From the type to the last label: what to point at for the block as a whole on one line. */
  header: Span;
  /** The file ends before its `}`. */
  isUnclosed?: true;
}

export interface BlockLabel extends Span {
  value: string;
}

export interface Body extends Span {
  /** In source order; unique names (a second one is a problem, and is left out). */
  attributes: Map<string, Attribute>;
  blocks: Block[];
  /** Where an item could not be read: what isn't there may have stood in it. */
  damage?: SourceLocation;
}
