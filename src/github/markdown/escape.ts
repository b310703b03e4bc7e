import type { SourceLocation } from "../../source/location.ts";

/** Characters that mean something in Markdown, HTML or mathematics on GitHub. */
const MEANINGFUL = /[&<>"'`*_~|\\[\](){}!$^=]/g;
/** Control characters, and marks that turn the writing round or don't show. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text of a pull request as a page on GitHub may hold it: it formats nothing, mentions nobody and links nowhere. */
export function prose(text: string): string {
  return (
    entities(text)
      // GitHub looks for these in the finished page, where only a character in between stops it.
      .replace(/[@#]/g, "$&&#8203;")
      .replace(/:\/\//g, ":&#8203;//")
      .replace(/\bwww\./gi, "$&&#8203;")
      .replace(/\bGH-(?=\d)/gi, "$&&#8203;")
  );
}

/** A name in the face of code. Nothing in it is looked at by GitHub. */
export function code(text: string): string {
  return `<code>${entities(text)}</code>`;
}

/** A link around something that is Markdown already. @param url built by us, of parts that are encoded */
export function link(markdown: string, url: string): string {
  return `<a href="${entities(url)}">${markdown}</a>`;
}

/** The address of a line in a file of the commit that a page is about. */
export type LinkTo = (at: SourceLocation) => string | undefined;

/** A place as code, linked when there is something to link to. */
export function place(at: SourceLocation, linkTo: LinkTo): string {
  const words = code(`${at.file}:${at.start.line}`);
  const url = linkTo(at);
  return url === undefined ? words : link(words, url);
}

function entities(text: string): string {
  return text
    .replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(MEANINGFUL, (character) => `&#${character.charCodeAt(0)};`);
}
