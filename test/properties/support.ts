/** How many examples a property is tried on: few in an ordinary run, as many as `PROPERTY_RUNS` says in a long one. */
export function propertyRuns(few: number): number {
  const asked = Number(process.env["PROPERTY_RUNS"]);
  return asked > 0 ? Math.max(few, asked) : few;
}
