import { cloudControlType } from "../../../resources/cloud-control-type.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import {
  childOf,
  entryLocation,
  scalarText,
  type YamlEntry,
  type YamlMapping,
} from "../../../source/yaml/tree.ts";
import type { Instances } from "../../../values/instances.ts";
import { known, type Value } from "../../../values/value.ts";
import type { Template } from "../template.ts";
import { handedOnAt } from "./handed-on.ts";
import { aliasesBefore } from "./order.ts";
import { TemplateBlock } from "./template-block.ts";
import { trustOf } from "./trust.ts";

/** A resource of a template, with its type and properties in the Cloud Control spelling. */
export class TemplateResource extends TemplateBlock implements ResourceReader {
  readonly type: string;
  readonly address: string;
  readonly instances: Instances;
  readonly account: Value<string>;
  readonly region: Value<string>;
  readonly retained: Value<boolean>;
  readonly #id: string;

  constructor(template: Template, entry: YamlEntry, properties = propertiesIn(entry)) {
    super(template, properties, entryLocation(entry));
    this.#id = entry.key;
    this.type = cloudControlType(template.typeOf(entry.key) ?? "");
    this.address = `${template.prefix}${entry.key}`;
    this.instances = template.instancesOf(entry);
    this.account = template.options.pool.account;
    this.region = template.options.pool.region;
    this.retained = known(/^Retain/.test(scalarText(childOf(entry.value, "DeletionPolicy")) ?? ""), this.at);
  }

  get handedOnAt(): SourceLocation | undefined {
    return /_lambda_(?:alias|version)$/.test(this.type) ? handedOnAt(this.template, [this.#id]) : undefined;
  }

  get aliasesBefore(): readonly string[] {
    return aliasesBefore(this.template, this.#id);
  }

  get trust(): Value<string> | undefined {
    return trustOf(this.template, this.node("role"), this.node("assume_role_policy_document"));
  }

  /** CloudFormation removes what it replaced when the update is over. */
  get createsBeforeDestroy(): Value<boolean> {
    return known(true, this.at);
  }

  typeAt(address: string): string | undefined {
    const type = this.template.typeAt(address);
    return type === undefined ? undefined : cloudControlType(type);
  }

  /** CloudFormation has no `ignore_changes`: each deployment sets what the template has. */
  ignoresChanges(): Value<boolean> {
    return known(false, this.at);
  }
}

function propertiesIn(entry: YamlEntry): YamlMapping | undefined {
  const properties = childOf(entry.value, "Properties");
  return properties?.kind === "mapping" ? properties : undefined;
}
