import type { Checkout } from "../../engine/checkout/checkout.ts";
import { environmentWord, wholeEnvironmentWord } from "../../environment-words.ts";
import type { Evidence } from "../../evidence.ts";
import type { Root } from "../../parser.ts";
import { folderOf, inFolder } from "../../source/paths.ts";
import type { NamedEvidence } from "./surveyed.ts";

/** What a parameter about environments takes that is the name of none: `DeployToEnvironment: [Yes, No]`. */
const NO_NAME =
  /^(?:yes|no|true|false|on|off|none|null|na|all|default|enabled|disabled|local|localhost|\d+)$/i;

/**
 * The names that the environments of a root get in the policy. Words for the same are one, `PROD` and `production`; but `prod-eu` and
 * `prod-us` of one root are two.
 */
export function policyNames(
  evidence: readonly Evidence[],
  root: Root,
  checkout: Pick<Checkout, "read">,
): NamedEvidence[] {
  const usable = evidence.filter(({ name }) => !NO_NAME.test(name) && /[A-Za-z0-9]/.test(name));
  return usable.flatMap((each) => {
    const word = environmentWord(each.name);
    if (word === undefined)
      return each.kind === "code" && isBesideKnown(each, usable)
        ? [{ ...each, environment: asName(each.name) }]
        : [];
    // Of what isn't production one is enough: teams have a `dev-` for each developer.
    if (word !== "prod") return [{ ...each, environment: word }];
    const others = usable.filter((other) => isAnother(other, each) && environmentWord(other.name) === word);
    const areAlternatives = others.some((other) => excludes(each, other, root, checkout));
    const isWhole = wholeEnvironmentWord(each.name) !== undefined;
    return [{ ...each, environment: areAlternatives && !isWhole ? asName(each.name) : word }];
  });
}

/**
 * Whether a word that only this team uses is about environments: beside one that everybody knows, as CODE beside PROD. An `EnvType` that
 * is Provisioned or Serverless is about something else. Endings and stages of stacks have been held against each other already.
 */
function isBesideKnown({ settings }: Evidence, all: readonly Evidence[]): boolean {
  if (settings.match) return true;
  return all.some(({ kind, name }) => kind === "code" && environmentWord(name) !== undefined);
}

function isAnother(a: Evidence, b: Evidence): boolean {
  const own = (name: string) => wholeEnvironmentWord(name) ?? name.toLowerCase();
  return a.kind === b.kind && own(a.name) !== own(b.name);
}

/** Whether a root can't be given both: two values of the same setting, or two files that say the same thing. */
function excludes(a: Evidence, b: Evidence, root: Root, checkout: Pick<Checkout, "read">): boolean {
  if (a.kind === "code") return [...settingsIn(a.settings)].some((path) => settingsIn(b.settings).has(path));
  const said = saidIn(a, root, checkout);
  return [...saidIn(b, root, checkout)].some((name) => said.has(name));
}

/** What is set, whatever to: a workspace and a variable may both be of one environment. */
function settingsIn(settings: object, path = ""): Set<string> {
  return new Set(
    Object.entries(settings).flatMap(([key, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? [...settingsIn(value, `${path}${key}.`)]
        : [`${path}${key}`],
    ),
  );
}

/** The variables and parameters that the files of evidence give values to. */
function saidIn({ settings }: Evidence, root: Root, checkout: Pick<Checkout, "read">): Set<string> {
  const files = [
    ...(settings.terraform?.["var-files"] ?? []),
    ...(settings.cloudformation?.["parameter-files"] ?? []),
  ];
  const folder = root.format === "terraform" ? root.path : folderOf(root.path);
  const texts = files.map((file) => checkout.read(inFolder(folder, file))?.text ?? "");
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/^\s*"?([\w-]+)"?\s*=|"ParameterKey"\s*:\s*"([^"]+)"/gm)].map(
        ([, a, b]) => a ?? b ?? "",
      ),
    ),
  );
}

/** A name as the policy takes it. */
export function asName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-");
}
