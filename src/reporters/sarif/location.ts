import type { SourceLocation } from "../../source/location.ts";

/** A location relative to the top of the repository. */
export function sarifLocation(at: SourceLocation) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(at.file), uriBaseId: "%SRCROOT%" },
      region: regionOf(at),
    },
  };
}

/** GitHub wants all four numbers, and an end that is not before the start. */
export function regionOf({ start, end }: SourceLocation) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A path as a relative reference: segments percent-encoded, so that nothing in a name is a scheme or a query. */
function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
