import type { Diagnostic } from "../../finding.ts";
import type { EnvironmentInputs, FileSystem, UnreadCode } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import {
  childOf,
  entriesOf,
  isNull,
  locationOf,
  nonNullText,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import { coerceFunction, coerceProvider } from "./coercion.ts";
import { composedFor } from "./compose.ts";
import { mergeNodes, scalarNode } from "./nodes.ts";
import { stageOption } from "./stage.ts";
import { Provenances } from "./variables/provenance.ts";
import { Resolver } from "./variables/resolver.ts";
import { VariableSources } from "./variables/sources.ts";

/** A function of a service, with its variables resolved. */
export interface ServiceFunction {
  key: string;
  keyNode: YamlNode;
  node: YamlMapping;
}

/** A service for one environment: its configuration with the variables resolved. */
export interface Service {
  top: YamlNode;
  name: YamlNode;
  stage: YamlNode;
  /** `provider`, resolved; undefined when it is no more than a name. */
  provider: YamlNode | undefined;
  functions: ServiceFunction[];
  resources: YamlNode | undefined;
  plugins: ReadonlySet<string>;
  region: YamlNode;
  /** Whether the code itself fixes the region. */
  regionFixed: boolean;
  provenances: Provenances;
  diagnostics: Diagnostic[];
  /** Parts of the configuration that aren't known. */
  unread: UnreadCode[];
}

/** How to get a configuration that holds no code. */
export const PRINT_HINT =
  "Write the resolved configuration to a file that is read instead: npx serverless print --stage STAGE --format yaml > serverless.generated.yml";

const DEFAULT_STAGE = "dev";
const DEFAULT_REGION = "us-east-1";
/** A variable whose value is not written in the code. */
const FROM_OUTSIDE = /\$\{\s*(?!self:|file\()/;
/** The one environment when there is no policy: it has no stage that anybody could have named. */
const DEFAULT_ENVIRONMENT = "default";

/** Resolves a service's configuration for an environment. @param stackOf the stacks of the services that one compose file lists with it */
export function readService(
  top: YamlNode,
  inputs: EnvironmentInputs,
  fs: FileSystem,
  stackOf: (service: string) => string | undefined = () => undefined,
): Service {
  const provenances = new Provenances();
  const option = stageOption(top, inputs);
  const composed = composedFor(top.file.path, fs);
  const sources = new VariableSources({
    top,
    fs,
    inputs,
    provenances,
    stageOption: option,
    composed,
    stackOf,
  });
  const reader = new ServiceReader(top, new Resolver(sources, provenances), provenances);
  const stage = reader.stage(option);
  const because = provenances.get(stage)?.because;
  sources.stage = because === undefined ? (nonNullText(stage) ?? DEFAULT_STAGE) : { because };
  const given = sources.region(top);
  const written = reader.at("provider", "region");
  const service: Service = {
    top,
    stage,
    name: reader.at("service", "name") ?? reader.at("service") ?? scalarNode("", top),
    provider: reader.provider(),
    functions: reader.isOnAws() ? reader.functions() : [],
    resources: reader.resources(),
    plugins: reader.plugins(),
    region: written ?? given ?? scalarNode(DEFAULT_REGION, top),
    // A value that the policy gives is located in the policy.
    regionFixed:
      written !== undefined && !provenances.isUnknown(written) && provenances.get(written)?.at === undefined,
    provenances,
    diagnostics: [],
    unread: reader.unread,
  };
  if (option === undefined && sources.stageUsed && inputs.environment !== DEFAULT_ENVIRONMENT) {
    service.diagnostics.push(assumedStage(service, inputs.environment));
  }
  return service;
}

function assumedStage({ stage, top }: Service, environment: string): Diagnostic {
  return {
    severity: "note",
    message: `Nothing says which stage the environment ${environment} is; ${top.file.path} is read for its default stage ${nonNullText(stage) ?? DEFAULT_STAGE}.`,
    hint: `Give the stage in environments.${environment}.serverless.stage.`,
    at: locationOf(stage),
  };
}

/** Reads the parts of a configuration that matter here, and reports those that can't be read. */
class ServiceReader {
  readonly unread: UnreadCode[] = [];
  readonly #top: YamlNode;
  readonly #resolver: Resolver;
  readonly #provenances: Provenances;

  constructor(top: YamlNode, resolver: Resolver, provenances: Provenances) {
    this.#top = top;
    this.#resolver = resolver;
    this.#provenances = provenances;
  }

  /** What is at a path; undefined when nothing or null is. */
  at(...path: string[]): YamlNode | undefined {
    const node = this.#resolver.at(this.#top, path);
    return node && !isNull(node) ? node : undefined;
  }

  /** The same with everything below it resolved. */
  all(...path: string[]): YamlNode | undefined {
    const node = this.at(...path);
    return node && this.#resolver.resolveAll(node);
  }

  /** The stage that counts: as given, else `provider.stage`, else the framework's default. */
  stage(option: string | undefined): YamlNode {
    if (option !== undefined) return scalarNode(option, childOf(this.#top, "provider") ?? this.#top);
    return (
      this.at("provider", "stage") ?? scalarNode(DEFAULT_STAGE, childOf(this.#top, "provider") ?? this.#top)
    );
  }

  /** A provider that a variable names shows only now. What only a deployment knows may be AWS, whatever stands in for it. */
  isOnAws(): boolean {
    const name = this.at("provider", "name") ?? this.at("provider");
    if (name?.kind !== "scalar" || name.value === "aws" || this.#provenances.isUnknown(name)) return true;
    const provider = childOf(this.#top, "provider");
    const written = childOf(provider, "name") ?? provider;
    if (FROM_OUTSIDE.test(nonNullText(written) ?? "")) return true;
    if (written && this.at("functions"))
      this.unread.push(
        unreadPart(
          `What ${this.#top.file.path} deploys`,
          `a variable names its provider, which comes to ${name.text} here and not to aws`,
          locationOf(written),
        ),
      );
    return false;
  }

  provider(): YamlNode | undefined {
    const provider = this.all("provider");
    return provider && coerceProvider(provider, this.#provenances);
  }

  plugins(): ReadonlySet<string> {
    const listed = this.all("plugins", "modules") ?? this.all("plugins");
    return new Set(
      listed?.kind === "sequence" ? listed.items.flatMap((item) => nonNullText(item) ?? []) : [],
    );
  }

  /** Inline, in a list of mappings, or in files. */
  functions(): ServiceFunction[] {
    const merged = this.#merged("functions");
    const functions: ServiceFunction[] = [];
    for (const { key, keyNode, value } of entriesOf(merged)) {
      const node = this.#resolver.resolveAll(value);
      if (isNull(node)) continue;
      if (node.kind === "mapping")
        functions.push({ key, keyNode, node: coerceFunction(node, this.#provenances) });
      else this.#unread(`The function ${key} of ${this.#top.file.path}`, node);
    }
    return functions;
  }

  resources(): YamlNode | undefined {
    const merged = this.#merged("resources");
    return merged && this.#resolver.resolveAll(merged);
  }

  /** A mapping, or the merge of a list of them. */
  #merged(key: string): YamlNode | undefined {
    const node = this.at(key);
    const parts =
      node?.kind === "sequence" ? node.items.map((item) => this.#resolver.resolve(item)) : node ? [node] : [];
    const mappings = parts.filter((part) => {
      if (part.kind !== "mapping" && !isNull(part))
        this.#unread(`A part of ${key} in ${this.#top.file.path}`, part);
      return part.kind === "mapping";
    });
    const [first, ...others] = mappings;
    return first && others.reduce<YamlNode>(mergeNodes, first);
  }

  #unread(what: string, node: YamlNode): void {
    const because = this.#provenances.get(node)?.because ?? "it is not a mapping";
    this.unread.push(unreadPart(what, because, locationOf(node)));
  }
}

/** A part of a service that may declare functions and isn't known. */
export function unreadPart(what: string, because: string, at: SourceLocation): UnreadCode {
  return {
    kind: "include",
    what,
    address: at.file,
    because,
    hint: PRINT_HINT,
    at,
    mayHoldFunctions: true,
  };
}
