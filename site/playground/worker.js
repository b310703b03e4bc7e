import "./globals.js";
import { explain } from "../../src/editor/explanation.ts";
import { allNumbers, isDefault, stepsOf } from "../../src/editor/numbers-at.ts";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { intervalWords } from "../../src/values/interval.ts";

self.addEventListener("message", async ({ data: { id, files } }) => {
  try {
    self.postMessage({ id, ...(await checked(files)) });
  } catch (error) {
    self.postMessage({ id, failure: String(error instanceof Error ? error.message : error) });
  }
});

/** What a run comes to, as plain data for the page. @param {Record<string, string>} files by path */
async function checked(files) {
  const today = new Date().toISOString().slice(0, 10);
  const outcome = await runPolicy({
    checkout: new MemoryCheckout(files, Object.keys(files)),
    paths: ["."],
    today,
  });
  if (!("report" in outcome))
    return { troubles: outcome.policyProblems.map(troubleOf), findings: [], pools: [], numbers: [] };
  const { report } = outcome;
  const remedies = new Map(report.rules.map((rule) => [rule.id, rule.remedy]));
  return {
    roots: report.summary.roots,
    functions: report.summary.functions,
    troubles: report.diagnostics.map(troubleOf),
    findings: report.findings.filter(({ waiver }) => !waiver).map((finding) => findingOf(finding, remedies)),
    pools: report.ledger.pools.map(poolOf),
    numbers: numbersOf(report),
  };
}

function placeOf({ file, start, end }) {
  return { file, line: start.line, start: start.offset, end: end.offset };
}

function troubleOf({ severity, message, hint, at }) {
  return { severity, message, hint, ...(at ? { at: placeOf(at) } : {}) };
}

function findingOf(finding, remedies) {
  const { severity, verdict, ruleId, message, subject, label, environments, at, fix } = finding;
  return {
    severity,
    verdict,
    ruleId,
    message,
    subject: label ?? subject,
    environments,
    remedy: finding.remedy ?? remedies.get(ruleId),
    at: placeOf(at),
    fix: fix?.map((edit) => ({ ...placeOf(edit.at), text: edit.text })),
  };
}

function poolOf({ account, region, limit, unreservedFloor, available, entries }) {
  const most = limit - unreservedFloor;
  return {
    name: `${account} ${region}`,
    most,
    taken: most - available.atLeast,
    left: intervalWords(available),
    isOver: available.atMost < 0,
    entries: entries
      .filter(({ takes }) => takes.atMost > 0)
      .map(({ address, environment, takes }) => ({ address, environment, takes: intervalWords(takes) })),
  };
}

/** Each number that somebody wrote, with the places that it goes through and its explanation in words. */
function numbersOf(report) {
  const written = allNumbers(report.model).filter((number) => !isDefault(number));
  const groups = Map.groupBy
    ? Map.groupBy(written, keyOf)
    : written.reduce((all, each) => all.set(keyOf(each), [...(all.get(keyOf(each)) ?? []), each]), new Map());
  return [...groups.values()].flatMap((group) => {
    const places = new Map(
      group.flatMap((number) => stepsOf(number)).map(({ at }) => [JSON.stringify(placeOf(at)), placeOf(at)]),
    );
    return explain(group, report).map(({ label, subject, explanations, shares }) => ({
      title: `${label}: ${subject}`,
      lines: [...explanations.map(lineOf), ...shares],
      places: [...places.values()],
    }));
  });
}

function keyOf({ label, fn, deployment }) {
  return JSON.stringify([deployment.root, fn.address, label]);
}

function lineOf({ environment, words, steps, alternatives }) {
  const place = ({ file, start }) => `${file}:${start.line}`;
  const chain = steps.map(({ what, at }) => `${what} ${place(at)}`.trim()).join(" → ");
  const either = alternatives.map(({ what, at }) => `either ${what} ${place(at)}`).join("; ");
  return [`${environment} ${words}`, chain, either].filter((part) => part !== "").join(" · ");
}
