import type { SourceLocation } from "../source/location.ts";
import { ONCE } from "../values/instances.ts";
import { known, knownValue, unknown, type Value } from "../values/value.ts";
import type { Declared } from "./declared.ts";
import type { Alias, Entity, LambdaFunction, PoolKey, Reference } from "./model.ts";
import type { Referring } from "./references.ts";
import { takeApart } from "./spelling.ts";

/** Aliases of aliases are nobody's. */
const MAX_DEPTH = 10;

/**
 * The functions that something here belongs to and that the checkout doesn't declare: of another repository, or made by hand. Each is
 * known by its name where there is one, and everything else of it is unknown.
 */
export class ExternalFunctions {
  readonly #declared: Declared;
  readonly #functions = new Map<string, LambdaFunction>();

  constructor(declared: Declared) {
    this.#declared = declared;
  }

  get all(): readonly LambdaFunction[] {
    return [...this.#functions.values()];
  }

  /** The function that something names, once for all that name it alike. It must be none that is declared here. */
  of(entity: Referring): LambdaFunction | undefined {
    const named = this.#named(entity);
    if (!named) return undefined;
    const fn = this.#functions.get(named.key) ?? named.make();
    this.#functions.set(named.key, fn);
    return fn;
  }

  /** The function that something names, where something else has named it before. */
  met(entity: Referring): LambdaFunction | undefined {
    if (this.#functions.size === 0) return undefined;
    const named = this.#named(entity);
    return named && this.#functions.get(named.key);
  }

  #named(entity: Referring): { key: string; make: () => LambdaFunction } | undefined {
    const { reference, deploymentId } = this.#origin(entity);
    const { text } = reference;
    if (text.state === "unset") return undefined;
    const named = nameIn(reference);
    const pool = this.#poolOf(reference, deploymentId, named?.pool ?? {});
    const key =
      named === undefined
        ? `${deploymentId}#${knownValue(text) ?? mentionsIn(reference) ?? placeOf(text.at)}`
        : JSON.stringify([
            named.name,
            this.#environmentOf(deploymentId),
            knownValue(pool.account),
            knownValue(pool.region),
          ]);
    return { key, make: () => externalFunction(named?.name, text, deploymentId, pool) };
  }

  /** Where the function is named: of what belongs to an alias, by the alias. */
  #origin(entity: Referring, depth = 0): { reference: Reference; deploymentId: string } {
    const reference = "function" in entity ? entity.function : entity.resourceId;
    const { deploymentId } = entity;
    if (depth === MAX_DEPTH) return { reference, deploymentId };
    for (const mention of reference.mentions) {
      const declared = this.#declared.mentioned(deploymentId, mention);
      if (declared?.kind === "alias" || declared?.kind === "version")
        return this.#origin(declared.noun as Alias, depth + 1);
    }
    return { reference, deploymentId };
  }

  #poolOf(
    { pool, text }: Reference,
    deployment: string,
    spelled: { account?: string; region?: string },
  ): PoolKey {
    const own = pool ?? this.#declared.deployment(deployment);
    const half = (kind: keyof PoolKey): Value<string> => {
      const written = spelled[kind];
      if (written !== undefined) return known(written, text.at);
      return own?.[kind] ?? unknown(`the ${kind} isn't known`, text.at);
    };
    return { account: half("account"), region: half("region") };
  }

  #environmentOf(deployment: string): string {
    return this.#declared.deployment(deployment)?.environment ?? "";
  }
}

function nameIn({
  text,
  parts,
}: Reference): { name: string; pool: { account?: string; region?: string } } | undefined {
  const pieces = text.state === "known" ? [text.value] : parts;
  const spelling = pieces && takeApart(pieces);
  return typeof spelling?.function === "string"
    ? { name: spelling.function, pool: spelling.pool }
    : undefined;
}

function mentionsIn({ mentions }: Reference): string | undefined {
  const [first] = mentions;
  return first && JSON.stringify([first.deployment, first.imported ?? first.address, first.attribute]);
}

function placeOf({ file, start }: SourceLocation): string {
  return `${file}:${start.offset}`;
}

function externalFunction(
  name: string | undefined,
  text: Value<string>,
  deploymentId: string,
  pool: PoolKey,
): LambdaFunction & Entity {
  const { at } = text;
  const open = <T>(what: string): Value<T> =>
    unknown(`${what} of a function that isn't declared here isn't known`, at);
  const because = text.state === "unknown" ? text.because : "its name isn't known";
  const address = name ?? "a function that isn't declared here";
  return {
    id: `${deploymentId}#external:${name ?? placeOf(at)}`,
    address,
    deploymentId,
    at,
    instances: ONCE,
    ...pool,
    isExternal: true,
    name: name === undefined ? unknown(because, at) : known(name, at),
    memoryMb: open("the memory"),
    architecture: open("the architecture"),
    timeoutSeconds: open("the timeout"),
    reservedConcurrency: open("the reservation"),
    publishesVersions: open("the publishing"),
    snapStart: open("SnapStart"),
    tags: open("the tags"),
    capacityProvider: open("the capacity provider"),
    perEnvironmentConcurrency: open("the concurrency of an environment"),
    tenantIsolation: open("the tenant isolation"),
    durable: open("the durability"),
    deadLetters: open("the dead-letter queue"),
  };
}
