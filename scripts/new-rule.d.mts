/** The files of a new rule, by their paths. */
export function ruleFiles(name: string): Map<string, string>;
