import type { Diagnostic } from "../../../finding.ts";
import {
  childOf,
  entriesOf,
  entryLocation,
  entryUnder,
  isNull,
  locationOf,
  scalarText,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from "../../../source/yaml/tree.ts";
import { knownValue } from "../../../values/value.ts";
import type { TemplateResource } from "../resources/template-resource.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";

/** Lambda's own pattern, which SAM checks too. */
const ALIAS_NAME = /^(?![0-9]+$)[a-zA-Z0-9_-]+$/;
/** What YAML 1.1, by which SAM reads templates, makes of a plain scalar that is a text for YAML 1.2: a boolean or a date. */
const NO_TEXT_FOR_SAM = /^(?:yes|no|on|off)$|^\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?$/i;
const KNOWN_TO_SAM: ReadonlySet<string> = new Set(["AWS::Region", "AWS::Partition"]);
const NAME_IT = "Write the name, or give it by a parameter.";
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
  const property = "AutoPublishAlias";
  if (isNull(alias)) return;
  const refers = refersToParameter(template, alias);
  if (alias.kind === "scalar" ? !isTextForSam(alias) || (callIn(alias) && !refers) : !refers) {
    yield rejected(alias, property, "it takes a text or a Ref to a parameter, and nothing else", NAME_IT);
    return;
  }
  const name = knownValue(template.evaluate(alias).value);
  // The translator takes an empty text for no alias, but not a parameter that comes to one.
  if (name === "" && refers) yield rejected(alias, property, "the parameter is empty", NAME_IT);
  if (!name || ALIAS_NAME.test(name)) return;
  const why = `"${name}" is not the name of an alias`;
  yield rejected(alias, property, why, "Use letters, digits, - and _, and not digits alone.");
}

/** The translator resolves a `Ref` to a parameter, or to one of the two pseudo parameters that it knows; all others stay what they are. */
function refersToParameter(template: Template, alias: YamlNode): boolean {
  const call = callIn(alias);
  const name = call?.name === "Ref" ? scalarText(call.argument) : undefined;
  if (name === undefined) return false;
  return KNOWN_TO_SAM.has(name) || entryUnder(template.section("Parameters"), name) !== undefined;
}

function isTextForSam({ value, text, plain, tag }: YamlScalar): boolean {
  if (typeof value !== "string") return false;
  return !plain || tag !== undefined || !NO_TEXT_FOR_SAM.test(text);
}

/** A preference that is switched off asks for nothing. */
function isEnabled(template: Template, preference: YamlNode): boolean {
  const enabled = childOf(preference, "Enabled");
  return !enabled || knownValue(template.evaluate(enabled).value)?.toLowerCase() !== "false";
}
