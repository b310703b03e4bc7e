/** Writes files that aren't there yet; a sentence, and nothing written, where one is. */
export function writeNew(folder: string, files: ReadonlyMap<string, string>): string | undefined;
