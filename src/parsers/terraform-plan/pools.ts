import type { PoolKey } from "../../model/model.ts";
import type { EnvironmentInputs, Located } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { childOf, itemsOf, locationOf, stringValue, type YamlNode } from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import type { Configuration } from "./configuration.ts";
import type { PlanDocument, PlannedResource } from "./document.ts";

/** The account and region that a resource is made in. */
export type Pool = PoolKey;

interface Fact {
  text: string;
  node: YamlNode;
}

type Half = "account" | "region";

const ARN = /^arn:[^:]*:[^:]*:([a-z0-9-]*):(\d{12}|):/;
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d+$/;
const ACCOUNT = /^\d{12}$/;

/** Works out accounts and regions: from a resource's own values, from its provider, from its neighbours, else from the policy. */
export class Pools {
  readonly #document: PlanDocument;
  readonly #configuration: Configuration;
  readonly #inputs: EnvironmentInputs;
  /** Of each provider configuration: what all ARNs of its resources agree on; null when they don't. */
  readonly #agreed: Record<Half, Map<string, Fact | null>> = { account: new Map(), region: new Map() };

  constructor(document: PlanDocument, configuration: Configuration, inputs: EnvironmentInputs) {
    this.#document = document;
    this.#configuration = configuration;
    this.#inputs = inputs;
    for (const resource of document.resources) {
      const provider = this.#providerOf(resource);
      this.#agree("account", provider, ownFact(resource, "account"));
      this.#agree("region", provider, ownFact(resource, "region"));
    }
  }

  of(resource: PlannedResource): Pool {
    const provider = this.#providerOf(resource);
    return {
      account: this.#value(
        "account",
        ownFact(resource, "account") ?? roleAccount(resource) ?? this.#providerFact("account", provider),
      ),
      region: this.#value("region", ownFact(resource, "region") ?? this.#providerFact("region", provider)),
    };
  }

  /** Of the root as a whole: what all that is known has in common, else what the default provider or the policy says. */
  overall(pools: readonly Pool[]): Pool {
    const shared = (half: Half): Value<string> => {
      const all = pools.map((pool) => pool[half]).filter((value) => value.state === "known");
      const [first] = all;
      const agree = first && all.every((other) => other.value === first.value);
      return agree ? first : this.#value(half, this.#providerFact(half, "aws"));
    };
    return { account: shared("account"), region: shared("region") };
  }

  /** Whether the plan itself contains the region. */
  decides({ region }: Pool): boolean {
    return region.at.file === this.#document.file.path && region.state === "known";
  }

  /** A key of `configuration.provider_config`. A module inherits its caller's providers when the plan doesn't say which. */
  #providerOf(resource: PlannedResource): string {
    const module = this.#configuration.module(resource.module);
    const key = stringValue(childOf(this.#configuration.resource(resource, module), "provider_config_key"));
    if (key === undefined) return stringValue(childOf(resource.node, "provider_name")) ?? "aws";
    return childOf(this.#document.providers, key) ? key : key.slice(key.lastIndexOf(":") + 1);
  }

  #providerFact(half: Half, key: string): Fact | undefined {
    const provider = childOf(this.#document.providers, key);
    const expressions = childOf(provider, "expressions");
    const module = this.#configuration.module(stringValue(childOf(provider, "module_address")) ?? "");
    const constant = (expression: YamlNode | undefined): Fact | undefined =>
      this.#configuration.constant(expression, { module, key: undefined, forEach: undefined });
    const written =
      half === "region"
        ? matching(constant(childOf(expressions, "region")), REGION)
        : (accountIn(constant(childOf(itemsOf(childOf(expressions, "assume_role"))[0], "role_arn"))) ??
          onlyAllowedAccount(childOf(expressions, "allowed_account_ids")));
    return written ?? this.#agreed[half].get(key) ?? undefined;
  }

  #agree(half: Half, provider: string, fact: Fact | undefined): void {
    if (!fact) return;
    const earlier = this.#agreed[half].get(provider);
    if (earlier === undefined) this.#agreed[half].set(provider, fact);
    else if (earlier?.text !== fact.text) this.#agreed[half].set(provider, null);
  }

  #value(half: Half, fact: Fact | undefined): Value<string> {
    if (fact) return known(fact.text, locationOf(fact.node));
    return fromPolicy(
      half,
      this.#inputs[half],
      this.#inputs.environment,
      startOfFile(this.#document.file.path),
    );
  }
}

function fromPolicy(
  half: Half,
  given: Located<string> | undefined,
  environment: string,
  at: SourceLocation,
): Value<string> {
  if (given) return known(given.value, given.at);
  const key = half === "account" ? "account" : "regions";
  return unknown(`the plan doesn't contain the ${half}; give it in environments.${environment}.${key}`, at);
}

/** What a resource's own values say: its `region` argument, and its own ARN. */
function ownFact(resource: PlannedResource, half: Half): Fact | undefined {
  const region = childOf(resource.values, "region");
  if (half === "region") {
    const own = matching(factOf(region), REGION);
    if (own) return own;
  }
  const arn = factOf(childOf(resource.values, "arn"));
  return half === "account" ? accountIn(arn) : regionIn(arn);
}

/** A function's role is in the function's account. */
function roleAccount(resource: PlannedResource): Fact | undefined {
  return /^aws(?:cc)?_lambda_function$/.test(resource.type)
    ? accountIn(factOf(childOf(resource.values, "role")))
    : undefined;
}

function onlyAllowedAccount(expression: YamlNode | undefined): Fact | undefined {
  const [only, ...others] = itemsOf(childOf(expression, "constant_value"));
  return others.length === 0 ? matching(factOf(only), ACCOUNT) : undefined;
}

function factOf(node: YamlNode | undefined): Fact | undefined {
  const text = stringValue(node);
  return node && text !== undefined ? { text, node } : undefined;
}

function matching(fact: Fact | undefined, pattern: RegExp): Fact | undefined {
  return fact && pattern.test(fact.text) ? fact : undefined;
}

function accountIn(arn: Fact | undefined): Fact | undefined {
  const account = arn && ARN.exec(arn.text)?.[2];
  return arn && account ? { text: account, node: arn.node } : undefined;
}

function regionIn(arn: Fact | undefined): Fact | undefined {
  const region = arn && ARN.exec(arn.text)?.[1];
  return arn && region ? { text: region, node: arn.node } : undefined;
}
