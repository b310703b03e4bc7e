import { known, knownValue, unset, type Value } from "../values/value.ts";
import { ByAddress, type Declared, push } from "./declared.ts";
import type { Broker, Entity, EventSource, PoolKey, Queue, Reference, Stream } from "./model.ts";
import type { Resources } from "./resources.ts";

/** What an event source may poll that is declared here. */
export type Polled =
  | { readonly kind: "queue"; readonly noun: Queue }
  | { readonly kind: "stream"; readonly noun: Stream }
  | { readonly kind: "broker"; readonly noun: Broker };

/** Chains of exports are short. */
const MAX_HOPS = 10;
const ARN = /^arn:[^:]*:(?:sqs|kinesis):([^:]*):([^:]*):(?:stream\/)?([^:/]+)$/;

/** Finds the queues, streams and brokers that event sources poll: by reference, by an export, or by their ARN. */
export class PolledSources {
  readonly #declared: Declared;
  readonly #byAddress = new ByAddress<Polled>();
  readonly #byName = new Map<string, Polled[]>();
  readonly #counts = new Map<Queue, Value<number>>();

  constructor(declared: Declared, { queues, streams, brokers, redrivePolicies }: Resources) {
    this.#declared = declared;
    for (const noun of queues) this.#add({ kind: "queue", noun }, noun.name);
    for (const noun of streams) this.#add({ kind: "stream", noun }, noun.name);
    for (const noun of brokers) this.#add({ kind: "broker", noun });
    for (const { queue, maxReceiveCount, deploymentId } of redrivePolicies) {
      const found = this.#meant(queue, deploymentId);
      if (found?.kind === "queue") this.#counts.set(found.noun, maxReceiveCount);
    }
  }

  /** What an event source polls; undefined when it isn't declared here. */
  of({ source, deploymentId }: EventSource): Polled | undefined {
    return this.#meant(source, deploymentId);
  }

  /** How often a message of a queue is received before it goes to the dead-letter queue, wherever that is declared. */
  maxReceiveCountOf(queue: Queue): Value<number> {
    return this.#counts.get(queue) ?? queue.maxReceiveCount;
  }

  /** Whether an event source polls a FIFO queue, whose name always ends in `.fifo`; unset where that can't be told. */
  isFifo(eventSource: EventSource): Value<boolean> {
    const found = this.of(eventSource);
    if (found?.kind === "queue") return found.noun.isFifo;
    const { text, parts } = eventSource.source;
    const last = text.state === "known" ? text.value : parts?.at(-1);
    return typeof last === "string" ? known(last.endsWith(".fifo"), text.at) : unset(text.at);
  }

  #add(polled: Polled, name?: Value<string>): void {
    this.#byAddress.add(polled.noun, polled);
    const text = name && knownValue(name);
    if (text !== undefined) push(this.#byName, text, polled);
  }

  #meant({ text, mentions }: Reference, deployment: string, hops = 0): Polled | undefined {
    for (const { address, imported, deployment: from = deployment } of mentions) {
      if (imported !== undefined && hops < MAX_HOPS) {
        const exported = this.#declared.exportNamed(deployment, imported);
        return exported && this.#meant(exported.function, exported.deploymentId, hops + 1);
      }
      const found = this.#byAddress.get(from, address);
      if (found) return found;
    }
    const [, region, account, name = ""] = ARN.exec(knownValue(text) ?? "") ?? [];
    if (region === undefined) return undefined;
    const isIt = ({ noun }: Polled) =>
      this.#environmentOf(noun) === this.#declared.deployment(deployment)?.environment &&
      "region" in noun &&
      isPool(noun, { account, region });
    const [only, another] = (this.#byName.get(name) ?? []).filter(isIt);
    return another ? undefined : only;
  }

  #environmentOf({ deploymentId }: Entity): string | undefined {
    return this.#declared.deployment(deploymentId)?.environment;
  }
}

/** A pool that isn't known may be the one of an ARN. */
function isPool(noun: PoolKey, written: { account: string | undefined; region: string }): boolean {
  const may = (value: Value<string>, text: string | undefined) =>
    text === "" || text === undefined || (knownValue(value) ?? text) === text;
  return may(noun.account, written.account) && may(noun.region, written.region);
}
