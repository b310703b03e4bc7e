/** What an error of a plug-in says, without its stack and its full stop. */
export function firstLineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split(/\r?\n/, 1)[0]?.trim().replace(/\.$/, "") || "an error without a message";
}
