import { nearest } from "../../source/nearest.ts";
import type { SemanticChecks } from "../checks.ts";
import { keyPlaceOf } from "../document/place.ts";
import type { EnvironmentData, EnvironmentsData } from "../environments/schema.ts";
import { EVERY, limitsOf } from "./limits.ts";
import type { AccountsData } from "./schema.ts";

type Checks = SemanticChecks<AccountsData & EnvironmentsData>;

/** Limits that AWS could not have, and accounts that no environment is in. */
export function checkAccounts(checks: Checks): void {
  const { data, tree } = checks.context;
  for (const [account, regions] of Object.entries(data.accounts ?? {})) {
    for (const region of Object.keys(regions)) {
      const path = ["accounts", account, region];
      const { limit, unreservedFloor, reservedElsewhere } = limitsOf(data.accounts, tree, account, region);
      if (unreservedFloor > limit) {
        const message = `An unreserved floor of ${unreservedFloor} is more than the limit of ${limit}.`;
        checks.error(
          message,
          path,
          "Give the account's own floor: unreserved-floor is 50 or 10 on young accounts.",
        );
      } else if (reservedElsewhere > limit - unreservedFloor) {
        const message = `${reservedElsewhere} reserved elsewhere is more than the limit of ${limit} leaves above its floor of ${unreservedFloor}.`;
        checks.warning(
          message,
          path,
          "AWS lets nobody reserve below the floor; look the numbers up in the account.",
        );
      }
    }
    checkUse(checks, account);
  }
}

/** The accounts of an environment and of its placements; undefined among them where one is left to the code. */
function accountsOf({ account, placements = [] }: EnvironmentData): (string | undefined)[] {
  const placed = placements.flatMap((each) =>
    typeof each.account === "object" ? Object.values(each.account) : (each.account ?? []),
  );
  return [account, ...placed];
}

function checkUse(checks: Checks, account: string): void {
  const environments = Object.values(checks.context.data.environments ?? {});
  const used = environments.flatMap(accountsOf);
  // A shared file has the limits of all accounts, whichever of them a repository deploys to.
  const { tree, file } = checks.context;
  if (keyPlaceOf(tree, ["accounts", account])?.file !== file) return;
  // An environment without an account may turn out to be in any: code can say it.
  if (account === EVERY || used.length === 0 || used.includes(account) || used.includes(undefined)) return;
  const meant = nearest(
    account,
    used.filter((each) => each !== undefined),
  );
  const hint = meant ? `Did you mean ${meant}?` : undefined;
  checks.warning(`No environment is in account ${account}.`, ["accounts", account], hint);
}
