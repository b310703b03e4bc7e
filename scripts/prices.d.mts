export interface Row {
  x86_64?: number[];
  arm64?: number[];
}
/** The rows by region and architecture, and the month from which on the newest of the prices holds. */
export function pricesIn(offers: readonly object[]): { regions: Map<string, Row>; since: string };
/** The module that the product reads. */
export function tableOf(prices: ReturnType<typeof pricesIn>, from: string): string;
