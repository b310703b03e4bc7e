/** The files of a new parser, by their paths. */
export function parserFiles(name: string): Map<string, string>;
/** The list of formats with one more. */
export function withFormat(text: string, format: string): string;
