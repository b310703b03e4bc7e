import type { SourceLocation } from "../source/location.ts";
import type { Instances } from "../values/instances.ts";
import type { Value } from "../values/value.ts";
import type { Format } from "./format.ts";
import type { Mention, TextPart } from "./mention.ts";

/** The concurrency pool that a function draws from: AWS keeps one for each account and region. */
export interface PoolKey {
  readonly account: Value<string>;
  readonly region: Value<string>;
}

/** A root in an environment: what every finding is of. */
export interface Site {
  /** `live/prod@prod/us-east-1` */
  readonly id: string;
  /** The root's path relative to the checkout: `.` for its top, the template's own path for templates. */
  readonly root: string;
  readonly environment: string;
  /** Absent for what isn't evaluated. */
  readonly format?: Format;
}

/** What the code says has moved: the address of a resource, of a module or of one instance of them, and its new one. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** One root evaluated for one environment in one region: the grain of a run. */
export interface Deployment extends Site, PoolKey {
  readonly format: Format;
  /** The stack's name, where the format or the inputs give one. */
  readonly stack?: string;
  /** Absent: nothing. */
  readonly moves?: readonly Move[];
}

export interface Entity {
  /** Unique in a run: the deployment's id, `#`, the address. */
  readonly id: string;
  /** In the format's own words: `module.api["eu"].aws_lambda_function.this[0]`, `CheckoutFunction`. */
  readonly address: string;
  /** The id of the deployment that it belongs to. */
  readonly deploymentId: string;
  /** The whole block or resource. */
  readonly at: SourceLocation;
  readonly instances: Instances;
  /** Of an alias, or of what has a version: where its address is handed to something else, which may call it. */
  readonly handedOnAt?: SourceLocation;
  /** Of what may name an alias by text: the aliases of its root that a deployment makes before it, by their addresses without keys. */
  readonly aliasesBefore?: readonly string[];
  /** A name for people where the address is a generated one: CDK's construct path. */
  readonly label?: string;
  /** Where people wrote it, when `at` is in a text that a tool made: the CDK app's own line. */
  readonly writtenAt?: SourceLocation;
}

/** What names a function, a version or an alias, as it is written: the index finds out what it means. */
export interface Reference {
  /** A name, an ARN, a number, the id of a scaling target; unknown where it is computed. Unset: nothing is named. */
  readonly text: Value<string>;
  /** Every attribute of a declared resource that it mentions, in no certain order. */
  readonly mentions: readonly Mention[];
  /** The pieces in order, where they are known; for a known text they may be absent. */
  readonly parts?: readonly TextPart[];
  /** The account and region that a name is looked up in. Absent: those of the deployment. */
  readonly pool?: PoolKey;
  /** Whatever it turns out to be, it is a function: nothing else can be written there, or the text says so. */
  readonly isFunction?: boolean;
}
