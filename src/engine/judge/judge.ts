import { bySeverity, type Diagnostic, type Problem, type Severity } from "../../finding.ts";
import type { Ledger } from "../../model/ledger.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Site } from "../../model/model.ts";
import { firstLineOf } from "../../plugins/first-line.ts";
import type { Policy } from "../../policy/policy.ts";
import type { AnyRule } from "../../rule.ts";
import type { JudgedProblem } from "./findings.ts";
import { remedyOfOpen } from "./open-remedy.ts";

/** Sites at which a rule has the same settings: it looks at them together. */
interface Group {
  sites: Set<string>;
  settings: ReturnType<Policy["settingsFor"]>;
}

/** What the rules found, and what is wrong with those of plug-ins. */
export interface Judgement {
  judged: JudgedProblem[];
  diagnostics: Diagnostic[];
}

/** Holds the model against every rule, each with the severity and options of the environment. */
export function judgeModel(
  rules: readonly AnyRule[],
  model: Model,
  ledger: Ledger,
  policy: Policy,
): Judgement {
  const judged: JudgedProblem[] = [];
  const diagnostics: Diagnostic[] = [];
  const views = new Map<string, Model>();
  const sites = new Map(model.sites.map((each) => [each.id, each]));
  for (const rule of rules) {
    for (const { sites: ids, settings } of groupsOf(rule, model.sites, policy)) {
      if (settings.severity === "off") continue;
      const view = viewOf(model, ids, views);
      const context = {
        model: view,
        ledger: view === model ? ledger : within(ledger, ids),
        policy: policy.view,
        options: settings.options as never,
      };
      for (const problem of problemsOf(rule, context, diagnostics)) {
        const severity = severityOf(problem, settings);
        const deployment = sites.get(problem.subject.deploymentId);
        if (severity === "off" || !deployment) continue;
        const remedy = remedyOf(problem, rule, deployment);
        judged.push({ ruleId: rule.id, problem, remedy, severity, deployment });
      }
    }
  }
  return { judged, diagnostics };
}

/** A rule of ours that throws is an internal error; one of a plug-in is reported, and the other rules go on. */
function problemsOf(
  rule: AnyRule,
  context: Parameters<AnyRule["check"]>[0],
  diagnostics: Diagnostic[],
): Iterable<Problem> {
  if (rule.plugin === undefined) return rule.check(context);
  const problems: Problem[] = [];
  try {
    for (const problem of rule.check(context)) problems.push(problem);
  } catch (error) {
    diagnostics.push({
      severity: "error",
      message: `The rule ${rule.id} of the plug-in ${rule.plugin} failed: ${firstLineOf(error)}.`,
      hint: "What it looks for was not checked, or not in full. The other rules were.",
    });
  }
  return problems;
}

/** What to do about a problem; undefined where the rule's own words say it. */
function remedyOf(
  { remedy, verdict }: Problem,
  rule: Pick<AnyRule, "remedy">,
  { format }: Site,
): string | undefined {
  const own = remedy ?? (verdict === "undetermined" ? remedyOfOpen(format) : undefined);
  return own === rule.remedy ? undefined : own;
}

function groupsOf(rule: AnyRule, sites: readonly Site[], policy: Policy): Group[] {
  const groups = new Map<string, Group>();
  const byEnvironment = new Map<string, Group>();
  for (const { id, environment } of sites) {
    let group = byEnvironment.get(environment);
    if (!group) {
      const settings = policy.settingsFor(rule, environment);
      const key = JSON.stringify(settings);
      group = groups.get(key) ?? { sites: new Set(), settings };
      groups.set(key, group);
      byEnvironment.set(environment, group);
    }
    group.sites.add(id);
  }
  return [...groups.values()];
}

function viewOf(model: Model, ids: ReadonlySet<string>, views: Map<string, Model>): Model {
  if (ids.size === model.sites.length) return model;
  const key = [...ids].join("\n");
  const view = views.get(key) ?? model.within(ids);
  views.set(key, view);
  return view;
}

/** The pools that some deployments draw from, whole: what others take counts too. */
function within(ledger: Ledger, ids: ReadonlySet<string>): Ledger {
  return { pools: ledger.pools.filter((pool) => pool.entries.some((entry) => ids.has(entry.deploymentId))) };
}

function severityOf(problem: Problem, settings: Group["settings"]): JudgedProblem["severity"] | "off" {
  if (problem.verdict === "undetermined") return settings.undetermined;
  return problem.severity === undefined || settings.severity === "off"
    ? settings.severity
    : milder(problem.severity, settings.severity);
}

function milder(a: Severity, b: Severity): Severity {
  return bySeverity(a, b) >= 0 ? a : b;
}
