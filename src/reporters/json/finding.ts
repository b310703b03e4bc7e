import type { Finding, Measure } from "../../finding.ts";
import { boundJson, locationJson } from "./location.ts";

/** A finding as the JSON report spells it. */
export function findingJson(finding: Finding) {
  const {
    ruleId,
    severity,
    verdict,
    message,
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
