/** Whether something that may be limited to environments holds in one. */
export function holdsIn(environments: readonly string[] | undefined, environment: string): boolean {
  return environments === undefined || environments.includes(environment);
}
