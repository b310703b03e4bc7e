/**
 * Under which outcomes of undecided conditions an alternative holds: condition id → outcome.
 * Two alternatives with different outcomes of one condition can't be true together.
 */
export type Guard = Readonly<Record<string, string>>;

/** Whether two guards can hold together. */
export function compatible(a: Guard | undefined, b: Guard | undefined): boolean {
  if (!a || !b) return true;
  for (const condition of Object.keys(a))
    if (b[condition] !== undefined && b[condition] !== a[condition]) return false;
  return true;
}

/** Whether all of some outcomes hold where a guard does. */
export function implies(guard: Guard, outcomes: Guard): boolean {
  return Object.keys(outcomes).every((condition) => guard[condition] === outcomes[condition]);
}
