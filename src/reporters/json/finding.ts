import type { Finding, Measure } from "../../finding.ts";
import { boundJson, locationJson } from "./location.ts";

/** A finding as the JSON report spells it. @param remedies what each rule says to do, by its id */
export function findingJson(finding: Finding, remedies: ReadonlyMap<string, string>) {
  const {
    ruleId,
    severity,
    verdict,
    message,
    remedy = remedies.get(finding.ruleId) ?? "",
    subject,
    environments,
    at,
    related,
    fingerprint,
    subjects,
    measure,
    measureBefore,
    change,
    waiver,
  } = finding;
  return {
    ruleId,
    severity,
    verdict,
    message,
    remedy,
    subject,
    environments,
    location: locationJson(at),
    related: related.map((each) => ({ message: each.message, location: locationJson(each.at) })),
    fingerprint,
    ...(subjects ? { subjects } : {}),
    ...(measure ? { measure: measureJson(measure) } : {}),
    ...(change ? { change } : {}),
    ...(measureBefore ? { measureBefore: measureJson(measureBefore) } : {}),
    waiver: waiver ? { ...waiver, at: locationJson(waiver.at) } : null,
  };
}

/** `over` is null where nothing bounds it. */
function measureJson({ over, unit }: Measure) {
  return { over: boundJson(over), unit };
}
