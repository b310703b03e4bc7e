import type {
  Alias,
  Architecture,
  Entity,
  FunctionReference,
  Instances,
  LambdaFunction,
  PoolKey,
  ProvisionedConcurrency,
  QualifierReference,
  Resources,
} from "../../model/model.ts";
import { noResources } from "../../model/model.ts";
import { known, unknown, unset, type Value } from "../../model/value.ts";
import type { SourceLocation } from "../../source/location.ts";
import {
  childOf,
  entryLocation,
  locationOf,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import type { Template } from "./template.ts";

const FUNCTIONS = new Set(["AWS::Lambda::Function", "AWS::Serverless::Function"]);

/** Reads the Lambda resources of an evaluated template into the model's nouns. */
export class ResourceReader {
  readonly #template: Template;
  readonly #deployment: string;
  readonly #pool: PoolKey;
  readonly #globals: YamlNode | undefined;
  readonly #resources = noResources();

  constructor(template: Template, deployment: string, pool: PoolKey) {
    this.#template = template;
    this.#deployment = deployment;
    this.#pool = pool;
    this.#globals = childOf(template.section("Globals"), "Function");
  }

  read(): Resources {
    for (const entry of this.#template.section("Resources")?.entries ?? []) {
      const type = typeOf(entry);
      const instances = this.#instances(entry);
      if (instances.atMost === 0) continue;
      if (FUNCTIONS.has(type)) this.#function(entry, type, instances);
      else if (type === "AWS::Lambda::Version") this.#version(entry, instances);
      else if (type === "AWS::Lambda::Alias") this.#alias(entry, instances);
    }
    return this.#resources;
  }

  #function(entry: YamlEntry, type: string, instances: Instances): void {
    const at = entryLocation(entry);
    const sam = type === "AWS::Serverless::Function";
    const properties = new Properties(this.#template, at, [
      childOf(entry.value, "Properties"),
      sam ? this.#globals : undefined,
    ]);
    const publish = properties.node("AutoPublishAlias");
    const fn: LambdaFunction = {
      ...this.#entity(entry.key, at, instances),
      ...this.#pool,
      name: properties.text("FunctionName"),
      memoryMb: properties.number("MemorySize", 128),
      timeoutSeconds: properties.number("Timeout", 3),
      architecture: architectureOf(properties.node("Architectures"), this.#template, at),
      reservedConcurrency: reservationOf(properties.number("ReservedConcurrentExecutions")),
      publishesVersions: known(publish !== undefined, at),
      snapStart: presenceOf(
        childOf(properties.node("SnapStart"), "ApplyOn"),
        this.#template,
        "PublishedVersions",
        at,
      ),
      tags: tagsOf(properties.node("Tags"), this.#template, at),
      edge: known(false, at),
      capacityProvider: known(properties.node("CapacityProviderConfig") !== undefined, at),
      tenantIsolation: known(properties.node("TenancyConfig") !== undefined, at),
      durable: known(properties.node("DurableConfig") !== undefined, at),
    };
    this.#resources.functions.push(fn);
    if (sam) this.#samAlias(entry.key, publish, properties, instances);
  }

  /** SAM publishes a version and moves the alias to it; without AutoPublishAlias there is nothing to provision. */
  #samAlias(id: string, publish: YamlNode | undefined, properties: Properties, instances: Instances): void {
    const config = properties.node("ProvisionedConcurrencyConfig");
    const owner: FunctionReference = { address: id, name: properties.text("FunctionName") };
    const at = locationOf(publish ?? config ?? this.#template.root);
    if (publish) {
      const name = this.#template.text(publish);
      const suffix = name.state === "known" ? name.value.replaceAll("-", "D").replaceAll("_", "U") : "";
      const address = `${id}Alias${suffix}`;
      const version = publishedVersion(`${id}:published`, at);
      this.#resources.versions.push({
        ...this.#entity(`${id}Version`, at, instances),
        function: owner,
        retained: known(true, at),
      });
      this.#resources.aliases.push({
        ...this.#entity(address, at, instances),
        function: owner,
        name,
        version,
        weights: [],
      });
      if (config)
        this.#provisioned(
          address,
          config,
          owner,
          { text: name, kind: known("alias", at), alias: address, version: version.version },
          instances,
        );
    } else if (config) {
      const place = locationOf(config);
      const latest: QualifierReference = {
        text: known("$LATEST", place),
        kind: known("latest", place),
        alias: null,
        version: null,
      };
      this.#provisioned(id, config, owner, latest, instances);
    }
  }

  #version(entry: YamlEntry, instances: Instances): void {
    const at = entryLocation(entry);
    const properties = new Properties(this.#template, at, [childOf(entry.value, "Properties")]);
    const owner = this.#functionOf(properties, at);
    const policy = childOf(entry.value, "DeletionPolicy");
    const retained = known(policy?.kind === "scalar" && policy.text.startsWith("Retain"), at);
    this.#resources.versions.push({ ...this.#entity(entry.key, at, instances), function: owner, retained });
    const config = properties.node("ProvisionedConcurrencyConfig");
    const text = unknown<string>("is a version number that the deployment makes", at);
    const qualifier: QualifierReference = {
      text,
      kind: known("version", at),
      alias: null,
      version: entry.key,
    };
    if (config) this.#provisioned(entry.key, config, owner, qualifier, instances, "version");
  }

  #alias(entry: YamlEntry, instances: Instances): void {
    const at = entryLocation(entry);
    const properties = new Properties(this.#template, at, [childOf(entry.value, "Properties")]);
    const owner = this.#functionOf(properties, at);
    const name = properties.text("Name");
    const version = this.#versionOf(properties.node("FunctionVersion"), owner, at);
    const alias: Alias = {
      ...this.#entity(entry.key, at, instances),
      function: owner,
      name,
      version,
      weights: [],
    };
    const routing = childOf(properties.node("RoutingConfig"), "AdditionalVersionWeights");
    if (routing?.kind === "sequence") {
      alias.weights = routing.items.map((item) => ({
        version: this.#versionOf(childOf(item, "FunctionVersion"), owner, locationOf(item)),
        weight: this.#template.number(childOf(item, "FunctionWeight") ?? item),
        at: locationOf(item),
      }));
    } else if (routing)
      alias.weightsUnknown = {
        because: "depends on an intrinsic that is not evaluated",
        at: locationOf(routing),
      };
    this.#resources.aliases.push(alias);
    const config = properties.node("ProvisionedConcurrencyConfig");
    const qualifier: QualifierReference = {
      text: name,
      kind: known("alias", at),
      alias: entry.key,
      version: version.version,
    };
    if (config) this.#provisioned(entry.key, config, owner, qualifier, instances);
  }

  #provisioned(
    address: string,
    config: YamlNode,
    owner: FunctionReference,
    qualifier: QualifierReference,
    instances: Instances,
    declaredOn: ProvisionedConcurrency["declaredOn"] = "alias",
  ): void {
    const at = locationOf(config);
    const amount = childOf(config, "ProvisionedConcurrentExecutions");
    this.#resources.provisionedConcurrency.push({
      ...this.#entity(address, at, instances),
      function: owner,
      qualifier,
      amount: amount ? this.#template.number(amount) : unset(at),
      survivesDestroy: known(false, at),
      initialOnly: known(false, at),
      declaredOn,
    });
  }

  #functionOf(properties: Properties, at: SourceLocation): FunctionReference {
    const node = properties.node("FunctionName");
    const id = node ? this.#template.reference(node)?.id : undefined;
    const declared = id !== undefined && FUNCTIONS.has(this.#typeOf(id));
    return { address: declared ? id : null, name: node ? this.#template.text(node) : unset(at) };
  }

  #versionOf(node: YamlNode | undefined, owner: FunctionReference, at: SourceLocation): QualifierReference {
    if (!node) return { text: unset(at), kind: unset(at), alias: null, version: null };
    const reference = this.#template.reference(node);
    if (reference && this.#typeOf(reference.id) === "AWS::Lambda::Version")
      return publishedVersion(reference.id, locationOf(node));
    const text = this.#template.text(node);
    if (text.state !== "known")
      return {
        text,
        kind: text.state === "unset" ? text : unknown(text.because, text.at),
        alias: null,
        version: null,
      };
    if (text.value === "$LATEST") return { text, kind: known("latest", text.at), alias: null, version: null };
    return { text, kind: known("version", text.at), alias: null, version: `${owner.address}:${text.value}` };
  }

  #typeOf(id: string): string {
    const entry = this.#template.section("Resources")?.byKey.get(id);
    return entry ? typeOf(entry) : "";
  }

  /** A condition that is decided false leaves a resource out; an undecided one leaves it open. */
  #instances(entry: YamlEntry): Instances {
    const condition = childOf(entry.value, "Condition");
    if (condition?.kind !== "scalar") return { atLeast: 1, atMost: 1 };
    const outcome = this.#template.condition(condition.text, locationOf(condition));
    if (outcome.state === "known")
      return outcome.value ? { atLeast: 1, atMost: 1 } : { atLeast: 0, atMost: 0 };
    return { atLeast: 0, atMost: 1, when: { [`condition:${condition.text}`]: "true" } };
  }

  #entity(address: string, at: SourceLocation, instances: Instances): Entity {
    return { id: `${this.#deployment}#${address}`, address, deployment: this.#deployment, at, instances };
  }
}

/** The properties of a resource, with those of Globals behind them. */
class Properties {
  readonly #template: Template;
  readonly #at: SourceLocation;
  readonly #layers: YamlMapping[];

  constructor(template: Template, at: SourceLocation, layers: (YamlNode | undefined)[]) {
    this.#template = template;
    this.#at = at;
    this.#layers = layers.filter((layer) => layer?.kind === "mapping");
  }

  node(name: string): YamlNode | undefined {
    for (const layer of this.#layers) {
      const node = childOf(layer, name);
      if (node) return node;
    }
    return undefined;
  }

  text(name: string): Value<string> {
    const node = this.node(name);
    return node ? this.#template.text(node) : unset(this.#at);
  }

  number(name: string, fallback?: number): Value<number> {
    const node = this.node(name);
    if (node) return this.#template.number(node);
    return fallback === undefined ? unset(this.#at) : known(fallback, this.#at);
  }
}

function publishedVersion(version: string, at: SourceLocation): QualifierReference {
  return {
    text: unknown("is a version number that the deployment makes", at),
    kind: known("version", at),
    alias: null,
    version,
  };
}

/** CloudFormation rejects negative reservations, so none is made: nothing is reserved. */
function reservationOf(value: Value<number>): Value<number> {
  return value.state === "known" && value.value < 0 ? unset(value.at, value.trace) : value;
}

function architectureOf(
  node: YamlNode | undefined,
  template: Template,
  at: SourceLocation,
): Value<Architecture> {
  if (!node) return known("x86_64", at);
  const first = node.kind === "sequence" && !node.tag ? node.items[0] : undefined;
  const text = first ? template.text(first) : unknown<string>("is not a list", locationOf(node));
  if (text.state !== "known") return text as Value<Architecture>;
  return text.value === "arm64" || text.value === "x86_64"
    ? known(text.value, text.at)
    : unknown(`is "${text.value}", which is no architecture`, text.at);
}

function presenceOf(
  node: YamlNode | undefined,
  template: Template,
  wanted: string,
  at: SourceLocation,
): Value<boolean> {
  if (!node) return known(false, at);
  const text = template.text(node);
  return text.state === "known"
    ? known(text.value === wanted, text.at)
    : text.state === "unset"
      ? known(false, at)
      : (text as Value<never>);
}

/** SAM writes tags as a map, CloudFormation as a list of Key and Value. */
function tagsOf(
  node: YamlNode | undefined,
  template: Template,
  at: SourceLocation,
): Value<Readonly<Record<string, string>>> {
  const tags: Record<string, string> = {};
  const put = (key: YamlNode | string | undefined, value: YamlNode | undefined) => {
    const name = typeof key === "string" ? key : key?.kind === "scalar" ? key.text : undefined;
    const text = value ? template.text(value) : undefined;
    if (name !== undefined && text?.state === "known") tags[name] = text.value;
  };
  if (node?.kind === "mapping") for (const entry of node.entries) put(entry.key, entry.value);
  if (node?.kind === "sequence")
    for (const item of node.items) put(childOf(item, "Key"), childOf(item, "Value"));
  return known(tags, at);
}

function typeOf(entry: YamlEntry): string {
  const type = childOf(entry.value, "Type");
  return type?.kind === "scalar" ? type.text : "";
}
