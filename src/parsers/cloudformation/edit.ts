import type { Edit, Repair } from "../../finding.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { setEntry } from "../../source/yaml/edit.ts";
import { childOf, hasEntry, type YamlMapping } from "../../source/yaml/tree.ts";
import { templateIn } from "./text.ts";

/** Writes a repair into the properties of a resource. */
export function editTemplate(repair: Repair, file: SourceFile): Edit[] | undefined {
  const resources = childOf(templateIn(file).template, "Resources");
  if (resources?.kind !== "mapping") return undefined;
  const { offset } = repair.entity.at.start;
  const entry = resources.entries.find(({ keyNode }) => keyNode.start === offset);
  const properties = childOf(entry?.value, "Properties");
  if (properties?.kind !== "mapping") return undefined;
  const edit = editOf(repair, properties, file.text[resources.start] === "{");
  return edit && [edit];
}

function editOf(repair: Repair, properties: YamlMapping, isJson: boolean): Edit | undefined {
  switch (repair.set) {
    case "reservedConcurrency":
      return setEntry(properties, "ReservedConcurrentExecutions", String(repair.to));
    case "version":
      // A version is a resource of its own here, so a deployment that never made one needs somebody's decision.
      return repair.to === null
        ? undefined
        : setEntry(properties, "FunctionVersion", getVersion(repair.to, isJson));
    case "policyType":
      return hasEntry(properties, "TargetTrackingScalingPolicyConfiguration")
        ? setEntry(properties, "PolicyType", isJson ? `"${repair.to}"` : repair.to)
        : undefined;
    default:
      return undefined;
  }
}

function getVersion(logicalId: string, isJson: boolean): string {
  return isJson ? `{ "Fn::GetAtt": ["${logicalId}", "Version"] }` : `!GetAtt ${logicalId}.Version`;
}
