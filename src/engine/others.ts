import type { NamedClaims } from "../claims/claims-files.ts";
import type { EstateTree } from "../claims/estate-tree.ts";
import type { Diagnostic } from "../finding.ts";
import type { ElsewhereSource } from "../model/elsewhere.ts";
import type { Ledger } from "../model/ledger.ts";
import type { LiveRegion } from "../model/live.ts";
import type { PoolIdentity } from "../model/pool-identity.ts";
import type { Policy } from "../policy/policy.ts";
import type { Checkout } from "./checkout/checkout.ts";

/** What is known of those who share the accounts: files that they, or a look at the account, have made. */
export interface EstateInputs {
  /** Files and folders of claims, relative to the checkout's top; beside those that the policy names. */
  claims: readonly string[];
  /** Snapshots of accounts, relative to the checkout's top; beside those that the policy names. */
  snapshots: readonly string[];
  /** Where they are read. */
  tree: EstateTree;
  /** Owner and name of the repository that is checked: its own claims are left out. Undefined where nobody says it. */
  repository: () => string | undefined;
}

/** Who says what others take, as the ledger asks it. */
export interface Others {
  sources: readonly ElsewhereSource[];
  /** What an account has in a region, where a snapshot says it. */
  liveIn?: (pool: PoolIdentity) => LiveRegion | undefined;
  /** What is to be said of it, after the pools are known: only what is about one of them. */
  remarks(ledger: Ledger): Diagnostic[];
}

const NOBODY: Others = { sources: [], remarks: () => [] };

/** What a run is made with, as far as others are concerned. */
export interface OthersSetting {
  checkout: Checkout;
  today: string;
  estate?: EstateInputs;
  shown?: (file: string) => string;
}

/** Reads what the call and the policy name. What can't be used ends the run: a gate with numbers that are wrong is none. */
export async function othersOf(
  setting: OthersSetting,
  policy: Policy,
): Promise<Others | { problems: Diagnostic[] }> {
  const claimed = await claimedOf(setting, policy);
  const seen = await seenOf(setting, policy);
  const problems = [claimed, seen].flatMap((each) => ("problems" in each ? each.problems : []));
  if ("problems" in claimed || "problems" in seen) return { problems };
  return {
    ...seen,
    // A function that is claimed counts by its claim.
    sources: [...claimed.sources, ...seen.sources],
    remarks: (ledger) => [...claimed.remarks(ledger), ...seen.remarks(ledger)],
  };
}

/** What accounts have, by snapshots of them. */
async function seenOf(
  { checkout, today, estate = inside(checkout), shown }: OthersSetting,
  policy: Policy,
): Promise<Others | { problems: Diagnostic[] }> {
  const { files, maxAgeDays } = policy.snapshot;
  const named: NamedClaims[] = [
    ...estate.snapshots.map((path) => ({ path })),
    ...files.map(({ paths, at }) => ({ path: firstThere(paths, estate.tree), at })),
  ];
  if (named.length === 0) return NOBODY;
  const outside = outsideOf(named, "This snapshot lies", "--snapshot, or the Action's input snapshot");
  if (outside.length > 0) return { problems: outside };
  const { readSnapshots } = await import("../snapshot/read-snapshots.ts");
  const read = readSnapshots({ named, tree: estate.tree, today, maxAgeDays, shown });
  if ("problems" in read) return read;
  const { snapshots } = read;
  return {
    sources: [snapshots.elsewhere],
    liveIn: snapshots.liveIn,
    remarks: (ledger) => snapshots.remarks(ledger, maxAgeDays),
  };
}

/** What other repositories claim. */
async function claimedOf(
  { checkout, today, estate = inside(checkout), shown }: OthersSetting,
  policy: Policy,
): Promise<Others | { problems: Diagnostic[] }> {
  const { files, maxAgeDays } = policy.claims;
  const named: NamedClaims[] = [
    ...estate.claims.map((path) => ({ path })),
    ...files.map(({ paths, at }) => ({ path: firstThere(paths, estate.tree), at })),
  ];
  if (named.length === 0) return NOBODY;
  const outside = outsideOf(named, "These claims lie", "--claims, or the Action's input claims");
  if (outside.length > 0) return { problems: outside };
  // Most runs know of nobody else.
  const { readOthers } = await import("../claims/read-others.ts");
  return readOthers({ named, tree: estate.tree, repository: estate.repository, today, maxAgeDays, shown });
}

/** A checkout that has nothing around it. */
function inside(checkout: Checkout): EstateInputs {
  const list = (path: string) => {
    const names = checkout.list(path).map((name) => (name.endsWith("/") ? name.slice(0, -1) : name));
    return names.length > 0 ? names : undefined;
  };
  const tree: EstateTree = {
    text: (path) => checkout.read(path)?.text,
    list,
    refusal: () => undefined,
    passedOver: () => [],
  };
  return { claims: [], snapshots: [], tree, repository: () => undefined };
}

/** A path of the policy is relative to the file that says it, else to the policy file. */
function firstThere(paths: readonly string[], tree: EstateTree): string {
  const [first = "."] = paths;
  return paths.find((path) => tree.list(path) !== undefined || tree.text(path) !== undefined) ?? first;
}

function isInside(path: string): boolean {
  return path !== ".." && !path.startsWith("../") && !path.startsWith("/");
}

/** What a policy of the checkout names beyond it. @param where what names others */
function outsideOf(named: readonly NamedClaims[], these: string, where: string): Diagnostic[] {
  return named.flatMap(({ path, at }) =>
    at && !isInside(path) && isInside(at.file)
      ? [
          {
            severity: "error" as const,
            message: `${these} outside of the checkout.`,
            hint: `A policy of the checkout names files in it. Name others where it is called: ${where}.`,
            at,
          },
        ]
      : [],
  );
}
