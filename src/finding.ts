import type { CostReport } from "./model/cost.ts";
import type { MapEntry } from "./model/deployment-map.ts";
import type { FunctionChange, PoolChange } from "./model/estate-change.ts";
import type { Ledger } from "./model/ledger.ts";
import type { Model } from "./model/linked-model.ts";
import type { Listing } from "./model/listing.ts";
import type { Entity, UnreadFacts } from "./model/model.ts";
import type { Edit } from "./source/edit.ts";
import type { SourceLocation } from "./source/location.ts";
import type { SourceFile } from "./source/source-file.ts";
import type { Interval } from "./values/interval.ts";

export type { Edit } from "./source/edit.ts";

const SEVERITIES = ["error", "warning", "note"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Orders severities, the most severe first. */
export function bySeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** A violation breaks the law; undetermined may break it: a value that decides can't be known. */
export type FindingVerdict = "violation" | "undetermined";

/** Another place that a finding is about, with what is there. */
export interface RelatedLocation {
  at: SourceLocation;
  message: string;
}

/** What an entity should say, in the model's words. The parser of its format knows how that is written. */
export type Repair = { entity: Pick<Entity, "address" | "at"> } & (
  | { set: "reservedConcurrency"; to: number }
  | { set: "publishesVersions"; to: true }
  /** Of an alias: the address of a declared version; null: the version that its function publishes itself. */
  | { set: "version"; to: string | null }
  | { set: "policyType"; to: "TargetTrackingScaling" }
  | { set: "survivesDestroy"; to: false }
  | { set: "initialOnly"; to: true }
);

/** How far a law is broken: two runs hold the same problem against each other by it. */
export interface Measure {
  /** By how much what is there goes beyond what is allowed; below 0 where it comes near. Infinity where nothing bounds it. */
  over: number;
  /** What is counted: "instances", "USD a month". */
  unit: string;
}

/** What a rule yields: one breach of its law, at one place. */
export interface Problem {
  /** The line that decides it. */
  at: SourceLocation;
  /** What is so, with the values; one or two sentences. */
  message: string;
  listing?: Listing;
  /** The entity that it is about: gives the address and the deployment, so the environment. */
  subject: Pick<Entity, "address" | "deploymentId" | "label" | "writtenAt">;
  related?: RelatedLocation[];
  /** What to do about this case, where the rule's own words don't fit it: a sentence or two. */
  remedy?: string;
  /** Default: violation. */
  verdict?: FindingVerdict;
  /** A severity lower than the rule's own, for the milder half of a law (an equal sum, a share that warns). */
  severity?: Severity;
  /** What together puts it right in every case; absent when that depends on what people want. */
  repairs?: Repair[];
  /** Which law is broken, of a rule that has several for one subject: breaking another one is another problem. */
  law?: string;
  /** How far the law is broken, of a law that can be broken by more or less; where it is undetermined, by how much at most. */
  measure?: Measure;
  /**
   * What it is about, where that is other than the subject: a pool, or the function that several entities belong to. It, not the
   * subject, tells whether the problem is the same in another run.
   */
  about?: string | Pick<Entity, "address" | "deploymentId">;
  /** Problems with the same word are one finding, at the first place with the others beside it. */
  alike?: string;
}

/** A waiver of the policy that covers a finding. */
export interface AppliedWaiver {
  owner?: string;
  reason?: string;
  /** ISO date, inclusive. */
  expires?: string;
  at: SourceLocation;
}

/** A problem as it is known again in another run: by what AWS knows of it, and by its place in the structure of the code. */
export interface Occurrence {
  /** What is compared: a law of a rule, in an environment unless it is about a pool. */
  scope: string;
  environment: string;
  /** What is deployed, a function or a pool; undefined where the code doesn't tell its name. */
  of?: string;
  /** Where that is, as far as it is known: an account and a region. */
  account?: string;
  region?: string;
  /** What of the function it is: an alias by its name; empty for the function itself. */
  part?: string;
  root: string;
  address: string;
  /** The addresses that it has moved from, as the code says. */
  formerly?: readonly string[];
  measure?: Measure;
}

/** What a change does to a finding. Worse: to a higher severity, from undetermined to certain, or further beyond what is allowed. */
export type ChangeState = "new" | "worse" | "better" | "unchanged";

/** Findings by what a change does to them; those that nothing is known of, without a base or waived, are in none. */
export function findingsByChange(findings: readonly Finding[]): Record<ChangeState, Finding[]> {
  const of: Record<ChangeState, Finding[]> = { new: [], worse: [], better: [], unchanged: [] };
  for (const finding of findings) if (finding.change) of[finding.change].push(finding);
  return of;
}

/** A problem under the policy: with severity, environments and waiver. */
export interface Finding {
  ruleId: string;
  severity: Severity;
  verdict: FindingVerdict;
  message: string;
  listing?: Listing;
  /** The address of the entity. */
  subject: string;
  label?: string;
  /** The root that it belongs to. */
  root: string;
  /** Every environment in which it was found, in the policy's order. */
  environments: string[];
  at: SourceLocation;
  related: RelatedLocation[];
  /** What to do about it, where that isn't what the rule says in general. */
  remedy?: string;
  /** Stable under changes of line numbers: made of rule, file, subject and what is so. */
  fingerprint: string;
  waiver?: AppliedWaiver;
  /** Edits that together put it right; absent when nobody can tell which do, or when they depend on the environment. */
  fix?: Edit[];
  /** Where several that are alike are one finding: every subject that it is for, with its root. */
  subjects?: readonly string[];
  /** How far the law is broken: the farthest of its occurrences. */
  measure?: Measure;
  /** One for each deployment where it was found. */
  occurrences: readonly Occurrence[];
  /** Absent without a base, and where a waiver covers it. */
  change?: ChangeState;
  /** How far the law is broken in the base. */
  measureBefore?: Measure;
}

/** Our own trouble with an input; never a finding. An error means that something that should have been read was not. */
export interface Diagnostic {
  severity: "error" | "warning" | "note";
  message: string;
  /** What to do about it. */
  hint?: string;
  at?: SourceLocation;
}

export interface ReportSummary {
  roots: number;
  functions: number;
  /** Not waived, and not undetermined. */
  errors: number;
  warnings: number;
  notes: number;
  undetermined: number;
  waived: number;
}

/** The rule's words that reporters need. */
export interface RuleInfo {
  id: string;
  title: string;
  rationale: string;
  remedy: string;
  references: readonly string[];
  /** The severity under the policy; off when the policy switches it off. */
  severity: Severity | "off";
  docsUrl: string;
}

/** Something that was not read, with everything that calls it. */
export interface UnreadEntry extends UnreadFacts {
  /** Sorted by place, each once. */
  calls: readonly { address: string; root: string; at: SourceLocation }[];
}

/** What became of everything that may declare a function. */
export interface Coverage {
  /** Roots, modules and nested stacks that were read, each once. */
  checked: number;
  /** Modules that declare something of Lambda: those that were read, and those that may do so and weren't. */
  modules: { read: number; unread: number };
  /** Sorted by path. */
  leftOut: readonly { path: string; because: string }[];
  /** What may hold functions first, then by place. */
  unread: readonly UnreadEntry[];
}

/** What a change does to an estate: a report held against that of its base. */
export interface Comparison {
  /** The revision, as it was named. */
  base: string;
  /** Findings of the base that are no more, each in the environments where that is so. */
  fixed: readonly Finding[];
  /** Sorted by root and address. */
  functions: readonly FunctionChange[];
  /** Every pool of either side, sorted by account and region. */
  pools: readonly PoolChange[];
  /** USD per month of provisioned concurrency on both sides, over all environments. */
  monthlyUsd: { before: Interval; after: Interval };
  coverage: { before: Coverage; after: Coverage };
  /** What there was to say of the base's input. */
  remarksBefore: readonly Diagnostic[];
}

/** A policy that a change proposes: what would be found with it and isn't now, and the other way round; or why it can't be used. */
export type PolicyChange =
  | { more: readonly Finding[]; fewer: readonly Finding[] }
  | { problems: readonly Diagnostic[] };

/** The whole outcome of a run: what every reporter gets. */
export interface Report {
  summary: ReportSummary;
  ledger: Ledger;
  /** What provisioned concurrency costs, whether there is a budget or not. */
  cost: CostReport;
  /** Sorted by file, place, rule. */
  findings: Finding[];
  diagnostics: Diagnostic[];
  coverage: Coverage;
  /** Which root is deployed where, and where its code refuses to be. */
  map: readonly MapEntry[];
  rules: RuleInfo[];
  model: Model;
  /** Every file that a finding, a diagnostic or a related location is in, for code frames and hashes. */
  sources: ReadonlyMap<string, SourceFile>;
  /** Of a change: what it does. Each finding says what it does to that one. */
  comparison?: Comparison;
  /** The policy's path; undefined where there is none, and the defaults hold. */
  policyFile?: string;
  /** The date of the run, which decides waivers: ISO, as injected. */
  today: string;
}
