import type { Mention, TextPart } from "../../model/mention.ts";

/** Stands around the number of a piece that isn't text; no JSON has it. */
const EDGE = "\u0000";

/** A JSON text of which some pieces are known only after the deployment. */
export interface JsonWithHoles {
  /** As JSON says it; a string may have holes in it. */
  readonly value: unknown;
  /** The pieces of a string of it, in order. */
  partsOf(text: string): readonly TextPart[];
}

/** Reads a text in pieces as JSON; undefined where it is none. */
export function jsonWithHoles(parts: readonly TextPart[]): JsonWithHoles | undefined {
  const holes: Mention[] = [];
  let inString = false;
  const text = parts.map((part) => {
    if (typeof part === "string") {
      inString = endsInString(part, inString);
      return part.replaceAll(EDGE, "");
    }
    const hole = `${EDGE}${holes.push(part) - 1}${EDGE}`;
    // Where a number or an object would stand, it has to be a string of its own.
    return inString ? hole : JSON.stringify(hole);
  });
  try {
    return { value: JSON.parse(escapedEdges(text.join(""))), partsOf: (each) => partsOf(each, holes) };
  } catch {
    return undefined;
  }
}

/** Whether a text that begins inside of a string or outside ends inside of one. */
function endsInString(text: string, beginsInString: boolean): boolean {
  let inString = beginsInString;
  for (let at = 0; at < text.length; at++) {
    if (inString && text[at] === "\\") at++;
    else if (text[at] === '"') inString = !inString;
  }
  return inString;
}

/** JSON has no control characters in its strings. */
function escapedEdges(text: string): string {
  return text.replaceAll(EDGE, "\\u0000");
}

function partsOf(text: string, holes: readonly Mention[]): TextPart[] {
  return text.split(EDGE).flatMap((piece, index): TextPart[] => {
    if (index % 2 === 0) return piece === "" ? [] : [piece];
    const hole = holes[Number(piece)];
    return hole ? [hole] : [];
  });
}
