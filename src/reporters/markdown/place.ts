import type { SourceLocation } from "../../source/location.ts";
import { code } from "./escape.ts";

/** The address of a line in a file of the commit that a page is about. */
export type LinkTo = (at: SourceLocation) => string | undefined;

/** A place as code, linked when there is something to link to. */
export function place(at: SourceLocation, linkTo: LinkTo): string {
  const words = code(`${at.file}:${at.start.line}`);
  const url = linkTo(at);
  return url === undefined ? words : `[${words}](${url})`;
}
