import type { SourceLocation } from "../../../source/location.ts";
import { locationOf } from "../../terraform/evaluate/origin.ts";
import type { Expression, TemplatePart } from "../../terraform/syntax/ast.ts";
import { attempt } from "../../terraform/values/alternatives.ts";
import { convert } from "../../terraform/values/convert.ts";
import { STRING } from "../../terraform/values/types.ts";
import { reasonsIn, unknownBecause } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue, type UnknownValue } from "../../terraform/values/value.ts";
import type { Configuration } from "../configuration/contract.ts";
import type { Generated } from "../configuration/generated.ts";
import { type Piece, pieceAt, writtenPiece } from "./generated-text.ts";

const NAME = "terragrunt_value_";

/** The pieces of generated texts. What isn't known is a name in the code, which Terraform's evaluation asks for. */
export class Holes {
  readonly names = new Map<string, TfValue>();

  /** The pieces of a file; or why it can't be told what is in it. */
  piecesOf({ fields, contents, at }: Generated): Piece[] | { because: string } {
    const expression = contents?.expression;
    if (contents && expression?.kind === "template") {
      const pieces: Piece[] = [];
      const because = this.#addParts(expression.parts, contents.configuration, pieces);
      return because === undefined ? pieces : { because };
    }
    const value = fields.get("contents")?.();
    if (value?.kind === "string") {
      if (expression?.kind === "literal") return [writtenPiece(expression)];
      return [pieceAt(value.value, value.origin?.at ?? at)];
    }
    if (value?.kind !== "unknown") return { because: "it has no text" };
    return this.#ofParts(value, at) ?? { because: reasonsIn(value.reasons) };
  }

  /** Adds the pieces of a template; or says why it can't be told what is in it. */
  #addParts(
    parts: readonly TemplatePart[],
    configuration: Configuration,
    pieces: Piece[],
  ): string | undefined {
    for (const part of parts) {
      if (part.kind === "literal") {
        pieces.push(writtenPiece(part));
        continue;
      }
      const at = locationOf(part);
      if (part.kind === "template-if") {
        const condition = configuration.value(`condition at ${part.start}`, part.condition);
        // What is written under a condition that isn't known is code that may be there or not.
        if (condition.kind !== "bool")
          return reasonsIn(condition.kind === "unknown" ? condition.reasons : []);
        const because = this.#addParts(condition.value ? part.then : part.otherwise, configuration, pieces);
        if (because !== undefined) return because;
        continue;
      }
      const { file, start, end } = part;
      const expression: Expression =
        part.kind === "interpolation"
          ? part.expression
          : { kind: "template", file, start, end, parts: [part] };
      const value = textValue(configuration, expression, at);
      if (value.kind === "string") pieces.push(pieceAt(value.value, value.origin?.at ?? at));
      else if (part.kind === "interpolation")
        pieces.push(pieceAt(this.#named(value, pieces), value.origin?.at ?? at));
      else return reasonsIn(value.kind === "unknown" ? value.reasons : []);
    }
    return undefined;
  }

  #ofParts(value: UnknownValue, at: SourceLocation): Piece[] | undefined {
    if (!value.parts || value.alternatives) return undefined;
    const pieces: Piece[] = [];
    for (const part of value.parts) {
      const hole = { ...value, type: STRING, parts: [part] };
      pieces.push(pieceAt(typeof part === "string" ? part : this.#named(hole, pieces), at));
    }
    return pieces;
  }

  /** The code that stands for a value: a reference, which within quotes is an interpolation. */
  #named(value: TfValue, before: readonly Piece[]): string {
    const name = `${NAME}${this.names.size}`;
    this.names.set(name, value);
    return isInQuotes(before.map(({ text }) => text).join("")) ? `\${${name}}` : name;
  }
}

function textValue(configuration: Configuration, expression: Expression, at: SourceLocation): TfValue {
  const key = `text at ${expression.start}`;
  const value = attempt(() => convert(configuration.value(key, expression), STRING));
  if (value instanceof EvaluationError) return unknownBecause("error", value.message, value.at ?? at);
  return value.kind === "null" ? unknownBecause("error", "null can't be part of a text", at) : value;
}

/** Whether the end of a text is within quotes of its last line. */
function isInQuotes(text: string): boolean {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  return (line.replaceAll(/\\./g, "").split('"').length - 1) % 2 === 1;
}
