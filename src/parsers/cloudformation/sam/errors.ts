import type { Diagnostic } from "../../../finding.ts";
import {
  childOf,
  entriesOf,
  entryLocation,
  locationOf,
  scalarText,
  type YamlEntry,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import { knownValue } from "../../../values/value.ts";
import type { TemplateResource } from "../resources/template-resource.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";

/** Lambda's own pattern, which SAM checks too. */
const ALIAS_NAME = /^(?![0-9]+$)[a-zA-Z0-9_-]+$/;
const PUBLISH = "Set AutoPublishAlias, so that SAM publishes a version and an alias for it.";

/** What `sam deploy` would refuse and no rule reports. See `samtranslator/model/sam_resources.py` of aws/serverless-application-model. */
export function* samErrors(
  template: Template,
  fn: TemplateResource,
  { key, value }: YamlEntry,
  publishes: boolean,
): Generator<Diagnostic> {
  const rejected = (node: YamlNode, what: string, why: string, hint: string): Diagnostic => ({
    severity: "warning",
    message: `SAM rejects ${what} on ${key}: ${why}.`,
    hint,
    at: locationOf(node),
  });
  const alias = fn.node("auto_publish_alias");
  if (alias) yield* aliasErrors(template, alias, rejected);
  const needsAlias = publishes ? [] : UNPUBLISHED;
  for (const [name, property] of needsAlias) {
    const node = fn.node(name);
    if (!node || (name === "deployment_preference" && !isEnabled(template, node))) continue;
    yield rejected(node, property, "there is no AutoPublishAlias", PUBLISH);
  }
  const scaling = fn.node("function_scaling_config");
  if (scaling && !fn.node("capacity_provider_config")) {
    const why = "there is no CapacityProviderConfig";
    yield rejected(scaling, "FunctionScalingConfig", why, "Set CapacityProviderConfig, or remove it.");
  }
  const tenancy = fn.node("tenancy_config");
  const events = tenancy ? childOf(childOf(value, "Properties"), "Events") : undefined;
  for (const event of entriesOf(events)) {
    const type = scalarText(childOf(event.value, "Type")) ?? "";
    if (type === "Api" || type === "HttpApi") continue;
    yield {
      severity: "warning",
      message: `SAM rejects the event ${event.key} on ${key}: with TenancyConfig only Api and HttpApi may call it.`,
      hint: "Remove the event, or TenancyConfig.",
      at: entryLocation(event),
    };
  }
}

/** What needs a published alias. */
const UNPUBLISHED = [
  ["provisioned_concurrency_config", "ProvisionedConcurrencyConfig"],
  ["deployment_preference", "DeploymentPreference"],
  ["version_deletion_policy", "VersionDeletionPolicy"],
] as const;

type Reject = (node: YamlNode, what: string, why: string, hint: string) => Diagnostic;

function* aliasErrors(template: Template, alias: YamlNode, rejected: Reject): Generator<Diagnostic> {
  const call = callIn(alias);
  // The translator resolves parameters alone: `AWS::NoValue` stays what it is.
  const isParameter = call?.name === "Ref" && !scalarText(call.argument)?.startsWith("AWS::");
  if (call && !isParameter) {
    const why = "it takes a text or a Ref to a parameter, and no other function";
    yield rejected(alias, "AutoPublishAlias", why, "Write the name, or give it by a parameter.");
    return;
  }
  const name = knownValue(template.evaluate(alias).value);
  // The translator takes an empty text for no alias.
  if (!name || ALIAS_NAME.test(name)) return;
  const why = `"${name}" is not the name of an alias`;
  yield rejected(alias, "AutoPublishAlias", why, "Use letters, digits, - and _, and not digits alone.");
}

/** A preference that is switched off asks for nothing. */
function isEnabled(template: Template, preference: YamlNode): boolean {
  const enabled = childOf(preference, "Enabled");
  return !enabled || knownValue(template.evaluate(enabled).value)?.toLowerCase() !== "false";
}
