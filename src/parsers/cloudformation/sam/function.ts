import type { Diagnostic } from "../../../finding.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { childOf, locationOf, type YamlEntry, type YamlNode } from "../../../source/yaml/tree.ts";
import { known, knownValue, mapValue, unknown, type Value } from "../../../values/value.ts";
import { GeneratedResource } from "../resources/generated-resource.ts";
import { handedOnAt } from "../resources/handed-on.ts";
import { TemplateResource } from "../resources/template-resource.ts";
import type { Template } from "../template.ts";
import type { Evaluated } from "../values/evaluated.ts";
import { samErrors } from "./errors.ts";
import { eventsOf, type SamEvent } from "./events.ts";
import { withGlobals } from "./globals.ts";

/** What SAM generates for one `AWS::Serverless::Function`. */
export interface SamFunction {
  /** The function itself, then its version and alias, then its event sources. */
  readers: ResourceReader[];
  /** The address of the function, and of the alias that SAM moves to each new version. */
  address: string;
  alias: string | undefined;
  /** What calls the function besides event sources. */
  events: SamEvent[];
  diagnostics: Diagnostic[];
}

/** Lowers a SAM function. See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html */
export function lowerSamFunction(template: Template, entry: YamlEntry): SamFunction {
  const fn = new SamFunctionResource(template, entry, withGlobals(template, entry));
  const { publish } = fn;
  const alias = publish && publishedAlias(template, entry.key, publish, fn);
  const provisioned = alias ? [] : unpublishedProvisioning(template, entry.key, fn);
  const events = eventsOf(template, fn, entry.key);
  const target = alias?.arn ?? fnName(template, entry.key, fn.at);
  return {
    readers: [
      fn,
      ...(alias?.readers ?? []),
      ...provisioned,
      ...eventInvokeConfig(template, entry.key, fn, alias?.name),
      ...events.flatMap((event) => event.source?.(target) ?? []),
    ],
    address: fn.address,
    alias: alias?.address,
    events,
    diagnostics: [...samErrors(template, fn, entry, publish !== undefined)],
  };
}

/** A function that publishes a version with each deployment if it has an AutoPublishAlias, unless that is empty. */
class SamFunctionResource extends TemplateResource {
  get publish(): YamlNode | undefined {
    const node = this.node("auto_publish_alias");
    const name = node && this.template.evaluate(node).value;
    return name?.state === "unset" || (name?.state === "known" && name.value === "") ? undefined : node;
  }

  get publishes(): Value<boolean> {
    return this.publish ? known(true, locationOf(this.publish)) : known(false, this.at);
  }
}

function fnName(template: Template, id: string, at: SourceLocation): Evaluated {
  return template.named(id, at);
}

interface PublishedAlias {
  address: string;
  name: Evaluated;
  arn: Evaluated;
  readers: ResourceReader[];
}

/** The version that SAM publishes, and the alias that it points at it. */
function publishedAlias(
  template: Template,
  id: string,
  publish: YamlNode,
  fn: TemplateResource,
): PublishedAlias {
  const at = locationOf(publish);
  const name = template.evaluate(publish);
  const suffix = (knownValue(name.value) ?? "").replaceAll("-", "D").replaceAll("_", "U");
  const [versionId, aliasId] = [`${id}Version`, `${id}Alias${suffix}`];
  template.generated.set(versionId, { type: "AWS::Lambda::Version", of: id });
  template.generated.set(aliasId, { type: "AWS::Lambda::Alias", of: id });
  const address = (generated: string) => `${template.prefix}${generated}`;
  const fnRef = fnName(template, id, at);
  const version = template.mention(versionId, "version");
  const number: Evaluated = {
    value: unknown("the number of the version is made by the deployment", at),
    parts: [version],
    mentions: [version],
  };
  const arn = template.mention(aliasId, "arn");
  const retained = versionsRetained(template, id, fn);
  const handedOn = (generated: string) =>
    handedOnAt(template, [generated, `${id}.${generated === versionId ? "Version" : "Alias"}`]);
  const made = (type: string, generated: string, attributes: Record<string, Evaluated>, blocks = {}) =>
    new GeneratedResource(
      fn,
      { type, address: address(generated), at, retained, handedOnAt: handedOn(generated) },
      { function_name: fnRef, ...attributes },
      blocks,
    );
  return {
    address: address(aliasId),
    name,
    arn: {
      value: unknown("the ARN of the alias is known only after the deployment", at),
      parts: [arn],
      mentions: [arn],
    },
    readers: [
      made("awscc_lambda_version", versionId, {}),
      made(
        "awscc_lambda_alias",
        aliasId,
        { name, function_version: number },
        { provisioned_concurrency_config: fn.blocks("provisioned_concurrency_config") },
      ),
    ],
  };
}

/** SAM keeps old versions, unless the function's own attribute or VersionDeletionPolicy has another value; a capacity provider's are deleted. */
function versionsRetained(template: Template, id: string, fn: TemplateResource): Value<boolean> {
  const own = childOf(template.resource(id)?.value, "DeletionPolicy") ?? fn.node("version_deletion_policy");
  if (own) return mapValue(template.evaluate(own).value, (policy) => policy.startsWith("Retain"));
  return known(!fn.node("capacity_provider_config"), fn.at);
}

/** What becomes of asynchronous events: of the alias where there is one. */
function eventInvokeConfig(
  template: Template,
  id: string,
  fn: TemplateResource,
  alias: Evaluated | undefined,
): ResourceReader[] {
  const blocks = fn.blocks("event_invoke_config");
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  if (!block) return [];
  const address = `${fn.address}EventInvokeConfig`;
  const made = { function_name: fnName(template, id, block.at), ...(alias ? { qualifier: alias } : {}) };
  const identity = { type: "awscc_lambda_event_invoke_config", address, at: block.at };
  return [new GeneratedResource(fn, identity, made, {}, block)];
}

/** Without AutoPublishAlias there is no alias to provision: the request is for `$LATEST`. */
function unpublishedProvisioning(template: Template, id: string, fn: TemplateResource): ResourceReader[] {
  const blocks = fn.blocks("provisioned_concurrency_config");
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  if (!block) return [];
  const latest: Evaluated = { value: known("$LATEST", block.at), mentions: [] };
  const made = { function_name: fnName(template, id, block.at), qualifier: latest };
  const identity = { type: "aws_lambda_provisioned_concurrency_config", address: fn.address, at: block.at };
  return [new GeneratedResource(fn, identity, made, {}, block)];
}
