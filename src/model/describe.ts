import type { Interval } from "../values/interval.ts";
import { knownValue } from "../values/value.ts";
import type { LedgerPool } from "./ledger.ts";
import type { Model } from "./linked-model.ts";
import type { Alias, LambdaFunction, ProvisionedConcurrency, Qualifier } from "./model.ts";

/** How people call a function: its deployed name, else its label, else its address. */
export function nameOf(fn: LambdaFunction): string {
  return knownValue(fn.name) ?? fn.label ?? fn.address;
}

/** A pool in a sentence. */
export function describePool({
  account,
  accountKnown,
  region,
  regionKnown,
}: Pick<LedgerPool, "account" | "accountKnown" | "region" | "regionKnown">): string {
  const place = regionKnown ? region : `the ${region}`;
  return `${accountKnown ? `Account ${account}` : `The ${account}`} in ${place}`;
}

/** "1 provisioned instance", "2 to 5 provisioned instances". */
export function provisionedInstances({ atLeast, atMost }: Interval): string {
  const one = atLeast === 1 && atMost === 1;
  return `${span(atLeast, atMost)} provisioned ${one ? "instance" : "instances"}`;
}

function span(atLeast: number, atMost: number): string {
  if (atLeast === atMost) return String(atLeast);
  if (atMost === Number.POSITIVE_INFINITY)
    return atLeast > 0 ? `at least ${atLeast}` : "an unknown number of";
  return atLeast === 0 ? `up to ${atMost}` : `${atLeast} to ${atMost}`;
}

/** A qualifier in a sentence: `the alias live`, `version 7`, `$LATEST`. */
export function describeQualifier(qualifier: Qualifier): string {
  const text = knownValue(qualifier.text);
  const kind = knownValue(qualifier.kind);
  if (kind === "latest") return "$LATEST";
  if (kind === "version") return text === undefined ? "the published version" : `version ${text}`;
  if (kind === "alias") return text === undefined ? "the alias" : `the alias ${text}`;
  return text ?? "the qualifier";
}

/** What provisions instances on an alias: its configurations, also where it is named only by text. */
export function provisionedOn(alias: Alias, model: Model): ProvisionedConcurrency[] {
  const fn = model.functionOf(alias);
  if (!fn) return [];
  return model.provisionedFor(fn).filter((each) => model.aliasOf(each) === alias);
}
