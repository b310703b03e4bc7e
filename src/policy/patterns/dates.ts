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

/** The days before its end in which something that ends is told of. */
const SOON = 14;

/** When something ends, where that is soon: "in 3 days, on 2027-03-31". Undefined for what holds longer, or not any more. */
export function endsSoon(expires: string | undefined, today: string): string | undefined {
  if (expires === undefined) return undefined;
  const days = daysBetween(today, expires);
  if (days < 0 || days > SOON) return undefined;
  if (days === 0) return "after today";
  return days === 1 ? `tomorrow, on ${expires}` : `in ${days} days, on ${expires}`;
}
