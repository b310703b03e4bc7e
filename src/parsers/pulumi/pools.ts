import type { PoolKey } from "../../model/model.ts";
import type { EnvironmentInputs } from "../../parser.ts";
import { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import {
  childOf,
  itemsOf,
  locationOf,
  nonNullText,
  stringValue,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { meantBy } from "./marks.ts";
import type { Stack } from "./stack.ts";
import type { ResourceState } from "./state.ts";
import { parseUrn, providerUrn } from "./urn.ts";

/** The account and region that a resource is made in. */
export type Pool = PoolKey;

type Half = "account" | "region";

/** What the policy says of where a stack is deployed. */
type GivenPlace = Pick<EnvironmentInputs, "account" | "region" | "environment">;

interface Fact {
  text: string;
  node: YamlNode;
}

const ARN = /^arn:[^:]*:[^:]*:([a-z0-9-]*):(\d{12}|):/;
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d+$/;
const ACCOUNT = /^\d{12}$/;
/** A provider that Pulumi makes of the stack's configuration, for all that names no other. */
const DEFAULT = /::default(?:_[\w-]*)?$/;

/** Works out accounts and regions: from a resource's own values, from its provider, from its neighbours, else from the policy. */
export class Pools {
  readonly #stack: Stack;
  readonly #inputs: GivenPlace;
  readonly #files: ReadonlySet<string>;
  /** Of each provider: what all ARNs of its resources agree on; null when they don't. */
  readonly #agreed: Record<Half, Map<string, Fact | null>> = { account: new Map(), region: new Map() };

  constructor(stack: Stack, inputs: GivenPlace) {
    this.#stack = stack;
    this.#files = new Set(
      [stack.document.top, ...stack.resources.map(({ node }) => node)].map((node) => node.file.path),
    );
    this.#inputs = inputs;
    for (const state of stack.resources)
      for (const half of ["account", "region"] as const)
        this.#agree(half, providerOf(state), ownFact(state, half));
  }

  of(state: ResourceState): Pool {
    const pool = (half: Half): Value<string> => {
      const stated = half === "region" ? regionOf(textFact(childOf(state.inputs, "region"))) : undefined;
      const provider = providerOf(state);
      const fact =
        stated ??
        this.#providerFact(half, provider) ??
        ownFact(state, half) ??
        this.#agreed[half].get(provider) ??
        undefined;
      return this.#value(half, fact, state);
    };
    return { account: pool("account"), region: pool("region") };
  }

  /** Of the stack as a whole: what all that is known has in common. */
  overall(pools: readonly Pool[]): Pool {
    const shared = (half: Half): Value<string> => {
      const all = pools.map((pool) => pool[half]).filter((value) => value.state === "known");
      const [first] = all;
      if (first && all.every((other) => other.value === first.value)) return first;
      return this.#value(half, this.#configured(half, "aws"), undefined);
    };
    return { account: shared("account"), region: shared("region") };
  }

  /** Whether the documents themselves contain the region. */
  decides({ region }: Pool): boolean {
    return region.state === "known" && this.#files.has(region.at.file);
  }

  /** What the resource of a provider says; where a document doesn't show a default one, the configuration that it is made of. */
  #providerFact(half: Half, urn: string): Fact | undefined {
    const state = this.#stack.stateOf(urn);
    const isDefault = DEFAULT.test(urn) || urn === "";
    if (state) return factIn(state.inputs, half) ?? (isDefault ? this.#configuredFor(half, urn) : undefined);
    return isDefault ? this.#configuredFor(half, urn) : undefined;
  }

  #configuredFor(half: Half, urn: string): Fact | undefined {
    return this.#configured(half, urn.includes(":aws-native::") ? "aws-native" : "aws");
  }

  #configured(half: Half, name: string): Fact | undefined {
    return factIn(this.#stack.document.config, half, `${name}:`);
  }

  #agree(half: Half, provider: string, fact: Fact | undefined): void {
    if (!fact) return;
    const earlier = this.#agreed[half].get(provider);
    if (earlier === undefined) this.#agreed[half].set(provider, fact);
    else if (earlier?.text !== fact.text) this.#agreed[half].set(provider, null);
  }

  #value(half: Half, fact: Fact | undefined, state: ResourceState | undefined): Value<string> {
    if (fact) return known(fact.text, locationOf(fact.node));
    const given = this.#inputs[half];
    if (given) return known(given.value, given.at);
    const key = half === "account" ? "account" : "regions";
    const provider = state ? providerOf(state) : "";
    const isShown = provider === "" || DEFAULT.test(provider) || this.#stack.stateOf(provider);
    const because = isShown
      ? `the document doesn't contain the ${half}`
      : `the document leaves out the provider ${parseUrn(provider)?.name ?? provider}, which knows the ${half}`;
    return unknown(
      `${because}; give it in environments.${this.#inputs.environment}.${key}`,
      locationOf(state?.node ?? this.#stack.document.top),
    );
  }
}

function providerOf({ provider }: ResourceState): string {
  return provider === undefined ? "" : providerUrn(provider);
}

/** What a provider's inputs, or the configuration, say. @param prefix of the configuration's keys */
function factIn(node: YamlNode | undefined, half: Half, prefix = ""): Fact | undefined {
  const fact = (key: string) => childOf(node, `${prefix}${key}`);
  if (half === "region") return regionOf(textFact(fact("region")));
  for (const key of ["assumeRoles", "assumeRole"]) {
    // Each is assumed with the one before it.
    const [last] = [...listIn(fact(key))].reverse();
    const role = accountIn(textFact(childOf(last, "roleArn")), fact(key));
    if (role) return role;
  }
  const [only, ...others] = listIn(fact("allowedAccountIds"));
  const text = others.length === 0 ? nonNullText(only) : undefined;
  const at = fact("allowedAccountIds");
  return text !== undefined && at && ACCOUNT.test(text) ? { text, node: at } : undefined;
}

/** A list or an object, which providers have as the text of its JSON. */
function listIn(node: YamlNode | undefined): readonly YamlNode[] {
  const meant = node && meantBy(node);
  if (!meant || !("node" in meant) || meant.isSecret) return [];
  const text = stringValue(meant.node);
  const parsed =
    text === undefined || node === undefined
      ? meant.node
      : parseYaml(new SourceFile(node.file.path, text)).documents[0];
  if (parsed?.kind === "mapping") return [parsed];
  return itemsOf(parsed);
}

function textFact(node: YamlNode | undefined): Fact | undefined {
  const meant = node && meantBy(node);
  const text = meant && "node" in meant && !meant.isSecret ? stringValue(meant.node) : undefined;
  return text !== undefined && node ? { text, node } : undefined;
}

/** What the ARN says that AWS gave to a resource. */
function ownFact({ outputs }: ResourceState, half: Half): Fact | undefined {
  const arn = textFact(childOf(outputs, "arn"));
  return half === "account" ? accountIn(arn) : regionIn(arn);
}

function regionOf(fact: Fact | undefined): Fact | undefined {
  return fact && REGION.test(fact.text) ? fact : undefined;
}

/** @param node where it stands, if not where the ARN does */
function accountIn(arn: Fact | undefined, node = arn?.node): Fact | undefined {
  const account = arn && ARN.exec(arn.text)?.[2];
  return account && node ? { text: account, node } : undefined;
}

function regionIn(arn: Fact | undefined): Fact | undefined {
  const region = arn && ARN.exec(arn.text)?.[1];
  return arn && region ? { text: region, node: arn.node } : undefined;
}
