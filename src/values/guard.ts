/**
 * Under which outcomes of undecided conditions an alternative holds: condition id → outcome.
 * Two alternatives with different outcomes of one condition can't be true together.
 */
export type Guard = Readonly<Record<string, string>>;

/** Guards of which one holds: something is there under this outcome, or under that one. */
export type Guards = readonly Guard[];

/** In any case. */
export const ALWAYS: Guards = [{}];

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

/** Whether one of some guards holds wherever a guard does. */
export function impliesAny(guard: Guard, guards: Guards): boolean {
  return guards.some((outcomes) => implies(guard, outcomes));
}

/** Whether one of some guards can hold together with one of others. */
export function areCompatible(a: Guards = ALWAYS, b: Guards = ALWAYS): boolean {
  return a.some((one) => b.some((other) => compatible(one, other)));
}
