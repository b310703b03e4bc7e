import type { Value } from "../values/value.ts";
import type { Entity, PoolKey, Reference } from "./entity.ts";

/** What happens to the asynchronous events of a function, or of a version or alias of it. */
export interface EventInvokeConfig extends Entity {
  readonly function: Reference;
  readonly qualifier?: Reference;
  /** How long an event is tried; AWS's default is 21,600, six hours. */
  readonly maximumEventAgeSeconds: Value<number>;
  /** Whether what fails goes somewhere. */
  readonly hasFailureDestination: Value<boolean>;
}

/** A CloudWatch alarm, or one metric of it. */
export interface Alarm extends Entity {
  readonly namespace: Value<string>;
  readonly metric: Value<string>;
  /** The function that it watches. Unset text: all of the account. */
  readonly function: Reference;
}

/** A quota of AWS that the code asks for. */
export interface ServiceQuota extends Entity, PoolKey {
  readonly service: Value<string>;
  readonly quota: Value<string>;
  readonly value: Value<number>;
}
