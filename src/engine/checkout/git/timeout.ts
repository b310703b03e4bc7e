/** Git has not answered in time. What it would have said decides too much to go on without: a run ends at the first one. */
export class GitTimeout extends Error {
  constructor(ms: number) {
    super(`git has not answered within ${ms / 1000} seconds.`);
  }
}
