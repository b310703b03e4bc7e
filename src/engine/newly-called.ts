import type { Diagnostic, Finding } from "../finding.ts";
import type { Entity } from "../model/model.ts";
import { type Root, rootKey } from "../parser.ts";
import { UNMATCHED_ENVIRONMENT } from "../policy/environments/environment.ts";
import { compareLocations, startOfFile } from "../source/location.ts";
import { covers } from "./change/baseline.ts";
import type { Ran, RunOutcome } from "./run.ts";

/** A run that came to a report. */
type Judged = Extract<RunOutcome, Ran>;

/** What looks deployed by itself and that the base doesn't call: only callers that the change adds make it a part of something. */
export function newlyCalled(base: Ran, { newlyCalled: found, roots }: Ran): Root[] {
  const isRoot = new Set(roots.map(rootKey));
  const wasPart = new Set(
    base.reached.filter(({ kind, files }) => kind !== "root" && files.length > 0).map(({ what }) => what),
  );
  return found.filter((root) => !isRoot.has(rootKey(root)) && !wasPart.has(root.path));
}

/**
 * Of such roots, those by which a run tells more than without them: inputs, counts and environments that a new caller gives can
 * hide a violation, and what is honest says nothing by itself that its caller doesn't say. What only the caller's inputs decide is
 * undetermined without them, which is no news where the caller was read.
 */
export function bringingMore(candidates: readonly Root[], without: Judged, by: Judged): Root[] {
  const more = by.report.findings.filter((finding) => !finding.waiver && !isSaid(finding, without));
  return candidates.filter((root) => {
    const own = by.reached.filter(({ kind, what }) => kind === "root" && what === root.path);
    const files = new Set(own.flatMap((each) => each.files));
    // What a root provisions for a function of another one is found in its files, and is a finding of the other.
    const isOf = ({ root: path, subjects = [], at }: Finding) =>
      path === root.path || files.has(at.file) || subjects.some((each) => rootOfSubject(each) === root.path);
    const isRead = own.every(({ environment }) =>
      [...files].some((file) => isReadIn(file, environment, without)),
    );
    return more.some(isOf) || (!isRead && declaresAny(root, by));
  });
}

function isReadIn(file: string, name: string, { reached }: Ran): boolean {
  return reached.some(({ files, environment }) => environment === name && files.includes(file));
}

/** Whether a root has anything to do with Lambda. */
function declaresAny({ path }: Root, { report: { model } }: Judged): boolean {
  const ids = new Set(model.deployments.filter(({ root }) => root === path).map(({ id }) => id));
  const kinds: readonly (readonly Entity[])[] = Object.values(model.resources);
  return kinds.some((entities) => entities.some(({ deploymentId }) => ids.has(deploymentId)));
}

function isSaid(finding: Finding, without: Judged): boolean {
  const { ruleId, verdict, environments, at, fingerprint } = finding;
  const isSame = (other: Finding) =>
    other.fingerprint === fingerprint ||
    (other.ruleId === ruleId && other.verdict === verdict && compareLocations(other.at, at) === 0);
  if (without.report.findings.some((other) => isSame(other) && covers(other, finding))) return true;
  if (verdict === "violation") return false;
  // A path that is no environment's says nothing of where a part of something is deployed.
  return environments.every((name) =>
    name === UNMATCHED_ENVIRONMENT
      ? without.reached.some(({ files }) => files.includes(at.file))
      : isReadIn(at.file, name, without),
  );
}

function rootOfSubject(subject: string): string {
  return subject.slice(0, subject.indexOf("#"));
}

/** That a part is judged as a root. */
export function judgedByItself({ path }: Root): Diagnostic {
  return {
    severity: "warning",
    message: `${path} is judged as a root of its own too: it looks deployed by itself, and only callers that this change adds make it a part of something.`,
    hint: "Once it is merged, it is judged as its callers have it.",
    at: startOfFile(path),
  };
}
