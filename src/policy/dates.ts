const DAY = 24 * 60 * 60 * 1000;

/** Whether the last day of something has passed. ISO dates, which sort as text. */
export function isOver(expires: string | undefined, today: string): boolean {
  return expires !== undefined && expires < today;
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
