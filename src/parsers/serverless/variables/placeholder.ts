/** A text of a configuration, cut into what is plain and what is a variable. */
export type Segment = string | Placeholder;

/** `${source:address, fallback}` */
export interface Placeholder {
  /** In the order in which they are tried. */
  candidates: readonly Candidate[];
  /** As written, with `${` and `}`. */
  text: string;
}

/** One of the sources of a value, separated by commas; the first that has one is used. */
export type Candidate =
  | { kind: "literal"; value: string | number | boolean | null }
  /** `self:custom.cap`, `file(caps.yml):prod`, `strToBool(${self:x})` */
  | {
      kind: "source";
      source: string;
      parameter: readonly Segment[] | undefined;
      address: readonly Segment[] | undefined;
    }
  /** A variable within the variable: `${opt:cap, ${self:custom.cap}}` */
  | { kind: "nested"; segments: readonly Segment[] }
  | { kind: "invalid"; text: string };

/** Variables within variables; beyond this nobody wrote it. */
const MAX_DEPTH = 20;
const SOURCE = /^([A-Za-z][\w.-]*)(?:\((.*)\))?(?::(.*))?$/s;
/** CloudFormation's `${AWS::Region}`, CloudWatch's dynamic labels and IoT's policy variables only look alike. */
const NO_SOURCE = /^(?:AWS|PROP|iot):/;

/** Cuts a text at its variables. A text without any is one plain segment. */
export function parseText(text: string, depth = 0): Segment[] {
  const segments: Segment[] = [];
  let plain = 0;
  for (let start = text.indexOf("${"); start !== -1; start = text.indexOf("${", start + 2)) {
    const end = closingBrace(text, start + 2);
    if (end === -1) break;
    const placeholder = depth < MAX_DEPTH ? parsePlaceholder(text.slice(start, end + 1), depth) : undefined;
    if (!placeholder) continue;
    if (start > plain) segments.push(text.slice(plain, start));
    segments.push(placeholder);
    plain = end + 1;
    start = end - 1;
  }
  if (plain < text.length || segments.length === 0) segments.push(text.slice(plain));
  return segments;
}

function parsePlaceholder(text: string, depth: number): Placeholder | undefined {
  const inner = text.slice(2, -1);
  const [first = "", ...others] = splitOutside(inner, ",");
  const isVariable =
    /[:(]|\$\{/.test(first) && !first.trimStart().startsWith("!") && !NO_SOURCE.test(first.trim());
  if (!isVariable) return undefined;
  return { text, candidates: [first, ...others].map((each) => parseCandidate(each.trim(), depth + 1)) };
}

function parseCandidate(text: string, depth: number): Candidate {
  if (/^'.*'$/s.test(text) || /^".*"$/s.test(text)) return { kind: "literal", value: text.slice(1, -1) };
  if (text.startsWith("${")) return { kind: "nested", segments: parseText(text, depth) };
  const literal = literalOf(text);
  if (literal !== undefined) return { kind: "literal", value: literal };
  const [, source, parameter, address] = SOURCE.exec(text) ?? [];
  if (source === undefined || (parameter === undefined && address === undefined))
    return { kind: "invalid", text };
  const segments = (part: string | undefined): Segment[] | undefined =>
    part === undefined ? undefined : parseText(part, depth);
  return { kind: "source", source, parameter: segments(parameter), address: segments(address) };
}

function literalOf(text: string): number | boolean | null | undefined {
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The brace that closes a variable, past the variables within it; -1 when none does. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("${", at)) {
      depth++;
      at++;
    } else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

/** Splits at a character that is in no quotes, parentheses or variables. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "(" || character === "{") depth++;
    else if (character === ")" || character === "}") depth--;
    else if (character === separator && depth <= 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
