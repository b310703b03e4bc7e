/** A version as numbers; what follows a hyphen makes it a prerelease. */
interface Version {
  numbers: readonly number[];
  prerelease: string;
}

const VERSION = /^v?(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/;
const TERM = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/;

/**
 * Whether a version is one that a module call asks for: `~> 7.2`, `>= 1.0, < 2.0`. What can't be read as a constraint asks for nothing
 * that would be here. See https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function fitsConstraint(version: string, constraint: string): boolean {
  const given = versionOf(version);
  return given !== undefined && constraint.split(",").every((term) => fitsTerm(given, term.trim()));
}

function fitsTerm(given: Version, term: string): boolean {
  const [, operator = "=", text = ""] = TERM.exec(term) ?? [];
  const wanted = versionOf(text);
  if (!wanted) return false;
  const order = compareVersions(given, wanted);
  // A prerelease is only meant by its own name.
  if (given.prerelease !== "" && operator !== "=") return false;
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    default:
      return order >= 0 && isSamePrefix(given, wanted);
  }
}

/** `~> 1.2.3` stays within 1.2, `~> 1.2` within 1. */
function isSamePrefix({ numbers }: Version, wanted: Version): boolean {
  const prefix = wanted.numbers.slice(0, Math.max(wanted.numbers.length - 1, 1));
  return prefix.every((number, index) => (numbers[index] ?? 0) === number);
}

function versionOf(text: string): Version | undefined {
  const [, numbers, prerelease = ""] = VERSION.exec(text) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split(".").map(Number), prerelease };
}

function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === "") return 1;
  return b.prerelease === "" || a.prerelease > b.prerelease ? (b.prerelease === "" ? -1 : 1) : -1;
}
