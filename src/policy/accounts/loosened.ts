import type { Enforcement } from "../enforcement.ts";
import { EVERY, type LimitsData, limitsOf } from "./limits.ts";
import type { AccountsData } from "./schema.ts";

const NUMBERS = [
  { key: "limit", of: "limit", isLooser: (is: number, was: number) => is > was },
  { key: "unreserved-floor", of: "unreservedFloor", isLooser: (is: number, was: number) => is < was },
  { key: "reserved-elsewhere", of: "reservedElsewhere", isLooser: (is: number, was: number) => is < was },
] as const satisfies readonly { key: keyof LimitsData; [more: string]: unknown }[];

/** Enforced accounts that seem to allow more than the file that enforces them says; where it gives no number, AWS's default counts. */
export function accountsLoosened(enforcement: Enforcement<AccountsData>): void {
  const { alone, held, accounts } = enforcement;
  for (const account of accounts) {
    const regions = [alone, held].flatMap(({ data }) =>
      [account, EVERY].flatMap((each) => Object.keys(data.accounts?.[each] ?? {})),
    );
    for (const region of new Set([...regions, EVERY])) {
      const [before, after] = [alone, held].map(({ data, tree }) =>
        limitsOf(data.accounts, tree, account, region),
      ) as [ReturnType<typeof limitsOf>, ReturnType<typeof limitsOf>];
      for (const { key, of, isLooser } of NUMBERS) {
        if (!isLooser(after[of], before[of])) continue;
        const where = region === EVERY ? account : `${account} in ${region}`;
        enforcement.refuse(
          account,
          `The ${key} of ${where} can't be ${after[of]}: it is ${before[of]}.`,
          ...[account, EVERY].flatMap((each) => [region, EVERY].map((at) => ["accounts", each, at, key])),
        );
      }
    }
  }
}
