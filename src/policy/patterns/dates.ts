const DAY = 24 * 60 * 60 * 1000;

/** Whether the last day of something has passed. ISO dates, which sort as text. */
export function isOver(expires: string | undefined, today: string): boolean {
  return expires !== undefined && expires < today;
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Whether a text is a day of the calendar in ISO form. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
