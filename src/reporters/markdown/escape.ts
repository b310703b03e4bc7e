/** Text in which nothing is markup: no link, no image, no mention, no HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, " ")
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "�")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]()#|~!$]/g, "\\$&")
    .replace(/@(?=\w)/g, "@\u200b")
    .replace(/\b(https?|www)(?=[:.])/gi, "$1\u200b");
}

/** Text as code, which can hold backticks. */
export function code(text: string): string {
  const plain = text
    .replace(/[\r\n|]+/g, " ")
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "�");
  const fence = "`".repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${fence}${/^`|`$/.test(plain) ? ` ${plain} ` : plain}${fence}`;
}
