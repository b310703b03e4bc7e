import { describeQualifier, nameOf } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { Caller, EventSource, LambdaFunction, Qualifier } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { derive } from "../values/either.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, knownValue, type Settled, type Value } from "../values/value.ts";
import { numberWords } from "../values/words.ts";

export default defineRule({
  id: "provisioned-concurrency-reachable",
  title: "Some caller uses the alias or version that has provisioned concurrency",
  severity: "warning",
  since: "0.1.0",
  group: "cost",
  rationale:
    "Provisioned instances serve only invocations of their alias or version. Callers of the bare name run on demand, with cold starts, while the instances are paid for and idle. It is said only where callers are declared and nothing in the checkout refers to the alias or version: no resource, output, module or template in any format, and no program, script or file of data that names it, be it by a literal ARN.",
  remedy:
    "Let the callers use the alias: its ARN in integrations, rules and subscriptions, its name as the qualifier of permissions.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  accepted: "AWS accepts it and bills",
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const calls = [...model.eventSourcesOf(fn), ...model.callersOf(fn)];
      if (calls.length === 0) continue;
      for (const provisioned of model.provisionedFor(fn)) {
        const provided = model.qualifierOf(provisioned);
        if (isHandedOn(provided, fn, model) || model.namedAt(fn, provided)) continue;
        const { verdict, broken, because } = judge(
          calls.map((call) => reaches(call, model.qualifierOf(call), provided)),
          (each) => each.every(isUnset) || each.some((call) => call.state === "known" && call.value),
          provisioned.instances.when,
        );
        if (verdict === "holds") continue;
        const [first] = calls;
        const base = {
          at: provisioned.at,
          subject: provisioned,
          related: [
            { at: first?.at ?? fn.at, message: `calls ${describeCall(first && model.qualifierOf(first))}` },
          ],
        };
        const count = numberWords(broken.map((each) => each.filter((call) => !isUnset(call)).length));
        const qualifier = describeQualifier(provided);
        yield verdict === "broken"
          ? {
              ...base,
              message: `${count === "1" ? "The only caller" : `None of the ${count} callers`} of ${nameOf(fn)} that ${count === "1" ? "is declared here doesn't use" : "are declared here uses"} ${qualifier}: nothing here uses what is provisioned on it, and it is paid for.`,
            }
          : {
              ...base,
              verdict,
              message: `Whether a caller of ${nameOf(fn)} uses ${qualifier} can't be determined: ${because}.`,
            };
      }
    }
  },
});

/** Whether something is given its address that may be a caller, for all that is read of it. */
function isHandedOn({ alias }: Qualifier, fn: LambdaFunction, model: Model): boolean {
  if (alias) return alias.handedOnAt !== undefined;
  return [fn, ...model.versionsOf(fn)].some(({ handedOnAt }) => handedOnAt !== undefined);
}

function describeCall(qualifier: Qualifier | undefined): string {
  if (!qualifier || qualifier.kind.state === "unset") return "the function without a qualifier";
  return describeQualifier(qualifier);
}

/** Whether a caller uses what is provisioned, unset where there is no such caller; one whose qualifier isn't known may. */
function reaches(call: EventSource | Caller, called: Qualifier, provisioned: Qualifier): Value<boolean> {
  const { kind } = called;
  return derive(
    [presenceOf(call), alternativesOf(kind) ? kind : known("unknown", kind.at)],
    ([there, each]) => {
      if (there.state === "unset") return there;
      const isNamed = each.state === "known" && each.value !== "latest";
      const reached = each.state === "known" && each.value === "unknown";
      return known(reached || (isNamed && mayName(called, provisioned)), call.at);
    },
    call.at,
  );
}

function mayName(qualifier: Qualifier, provisioned: Qualifier): boolean {
  if (qualifier.alias !== null && provisioned.alias !== null) return qualifier.alias === provisioned.alias;
  if (qualifier.version !== null && qualifier.version === provisioned.version) return true;
  const [called, kept] = [knownValue(qualifier.text), knownValue(provisioned.text)];
  if (called === undefined || kept === undefined) return true;
  return called === kept;
}

function isUnset({ state }: Settled<boolean>): boolean {
  return state === "unset";
}
