import type { Diagnostic, Problem } from "../../src/finding.ts";
import { Model } from "../../src/model/linked-model.ts";
import type { Deployment, LambdaFunction } from "../../src/model/model.ts";
import { noResources, type Resources } from "../../src/model/resources.ts";
import { type LoadedPolicy, loadPolicy, type PolicySource } from "../../src/policy/load.ts";
import type { Review, ReviewedRun, WaivableProblem } from "../../src/policy/part.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { PolicyRule } from "../../src/policy/rules/preset.ts";
import { type SourceLocation, startOfFile } from "../../src/source/location.ts";
import { known, unset, type Value } from "../../src/values/value.ts";
import { MemoryFileSystem } from "../support/memory-fs.ts";

export const TODAY = "2026-06-15";

/** A few rules of every kind, so that these tests hold whatever the pack becomes. */
export const RULES: readonly PolicyRule[] = [
  rule("reserved-concurrency-required", "error"),
  rule("reserved-concurrency-in-range", "warning", {
    options: {
      min: { type: "integer", minimum: 0, default: 1, description: "The least." },
      max: { type: "integer", minimum: 0, description: "The most." },
    },
    contradiction: ({ min, max }: { min: number; max?: number }) =>
      max !== undefined && min > max ? "min is more than max." : undefined,
  }),
  rule("alias-routing-valid", "error", { deployable: true }),
  rule("scaling-target-has-policy", "note"),
];

function rule(id: string, severity: PolicyRule["severity"], more: Partial<PolicyRule> = {}): PolicyRule {
  return { id, title: `The law of ${id}`, severity, deployable: false, options: {}, ...more };
}

/** Loads `policy.yml` among some files. A text alone is the policy. */
export function load(files: string | Record<string, string>, more: Partial<PolicySource> = {}): LoadedPolicy {
  const texts = typeof files === "string" ? { "policy.yml": files } : files;
  return loadPolicy({
    path: "policy.yml",
    fs: new MemoryFileSystem(texts),
    rules: RULES,
    today: TODAY,
    ...more,
  });
}

/** A policy of which nothing is to be said. */
export function loadGood(files: string | Record<string, string>, more: Partial<PolicySource> = {}): Policy {
  const { policy, problems } = load(files, more);
  if (!policy || problems.length > 0) throw new Error(problems.map(line).join("\n"));
  return policy;
}

/** `policy.yml:3:5 error: what is so (what to do)` */
export function line({ severity, message, hint, at }: Diagnostic): string {
  const place = at ? `${at.file}:${at.start.line}:${at.start.column} ` : "";
  return `${place}${severity}: ${message}${hint ? ` (${hint})` : ""}`;
}

/** What is said of a policy, line by line. */
export function said(files: string | Record<string, string>, more: Partial<PolicySource> = {}): string[] {
  return load(files, more).problems.map(line);
}

const AT = startOfFile("main.tf");

/** A function as parsers make it, with nothing set but what is given. */
export function lambda(
  address: string,
  more: {
    name?: string | Value<string>;
    label?: string;
    deployment?: string;
    tags?: Value<Record<string, string>>;
    at?: SourceLocation;
  } = {},
): LambdaFunction {
  const { name, label, deployment = "app@prod", tags = unset(AT), at = AT } = more;
  const nothing = unset(AT);
  return {
    id: `${deployment}#${address}`,
    address,
    deploymentId: deployment,
    at,
    instances: { atLeast: 1, atMost: 1 },
    ...(label === undefined ? {} : { label }),
    name: typeof name === "string" ? known(name, AT) : (name ?? nothing),
    account: nothing,
    region: nothing,
    memoryMb: nothing,
    architecture: nothing,
    timeoutSeconds: nothing,
    reservedConcurrency: nothing,
    publishesVersions: nothing,
    snapStart: nothing,
    tags,
    capacityProvider: nothing,
    tenantIsolation: nothing,
    durable: nothing,
    deadLetters: nothing,
    perEnvironmentConcurrency: nothing,
  };
}

/** A deployment of the root `app`. */
export function deployment(environment: string): Deployment {
  return {
    id: `app@${environment}`,
    format: "terraform",
    root: "app",
    environment,
    account: unset(AT),
    region: unset(AT),
  };
}

/** A model of deployments of the root `app`. */
export function modelOf(environments: readonly string[], resources: Partial<Resources>): Model {
  return new Model(environments.map(deployment), { ...noResources(), ...resources });
}

/** A problem of a rule with a function, or with what is given of its subject. */
export function breach(
  ruleId: string,
  fn: LambdaFunction,
  environment = "prod",
  more: Partial<Problem> = {},
): WaivableProblem {
  const subject = { address: fn.address, deploymentId: fn.deploymentId };
  return {
    ruleId,
    deployment: deployment(environment),
    problem: { at: fn.at, message: "It is so.", subject, ...more },
  };
}

/** What a policy says of a run; the run saw everything unless said otherwise. */
export function review(policy: Policy, run: Partial<ReviewedRun<WaivableProblem>>): Review<WaivableProblem> {
  const { roots = [], whole = true } = run;
  const reviewed = policy.review({
    roots,
    model: modelOf(["prod"], {}),
    problems: [],
    sources: new Map(),
    leftOut: [],
    whole,
    ...run,
  });
  return { ...reviewed, diagnostics: [...reviewed.diagnostics, ...policy.missingFiles(roots, whole)] };
}
