import { describeQualifier, nameOf } from "../model/describe.ts";
import type { ProvisionedConcurrency, QualifierReference } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "provisioned-concurrency-reachable",
  title: "Some caller uses the alias or version that has provisioned concurrency",
  severity: "warning",
  since: "0.1.0",
  rationale:
    "Provisioned instances serve only invocations of their alias or version. Callers of the bare name run on demand, with cold starts, while the instances are paid for and idle.",
  remedy:
    "Let the callers use the alias: its ARN in integrations, rules and subscriptions, its name as the qualifier of permissions.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const calls = [...model.eventSourcesOf(fn), ...model.callersOf(fn)];
      if (calls.length === 0) continue;
      for (const provisioned of model.provisionedFor(fn)) {
        if (calls.some(({ qualifier }) => mayReach(qualifier, provisioned))) continue;
        const [first] = calls;
        yield {
          at: provisioned.at,
          subject: provisioned,
          related: [{ at: first?.at ?? fn.at, message: `calls ${describeCall(first?.qualifier)}` }],
          message: `All ${calls.length === 1 ? "callers" : `${calls.length} callers`} of ${nameOf(fn)} that are declared here leave ${describeQualifier(provisioned.qualifier)} aside: what is provisioned on it is paid for and never used.`,
        };
      }
    }
  },
});

function describeCall(qualifier: QualifierReference | undefined): string {
  if (!qualifier || qualifier.kind.state === "unset") return "the function without a qualifier";
  return describeQualifier(qualifier);
}

/** Whether a caller uses what is provisioned, or can't be told not to. */
function mayReach(
  qualifier: QualifierReference,
  { qualifier: provisioned }: ProvisionedConcurrency,
): boolean {
  if (qualifier.kind.state === "unknown") return true;
  if (qualifier.kind.state === "unset" || qualifier.kind.value === "latest") return false;
  if (qualifier.alias !== null && provisioned.alias !== null) return qualifier.alias === provisioned.alias;
  if (qualifier.version !== null && qualifier.version === provisioned.version) return true;
  const [called, kept] = [knownValue(qualifier.text), knownValue(provisioned.text)];
  if (called === undefined || kept === undefined) return true;
  return called === kept;
}
