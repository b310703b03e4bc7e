import type { Mention, TextPart } from "../model/mention.ts";
import type { PoolKey } from "../model/model.ts";
import type { SourceLocation } from "../source/location.ts";
import type { Guards } from "../values/guard.ts";
import type { Instances } from "../values/instances.ts";
import type { Value } from "../values/value.ts";

export { type Mention, mentionsOfAlternatives, type TextPart } from "../model/mention.ts";

/** An entry of a map attribute, with the place of its value. */
export interface MapEntry<T> {
  key: string;
  value: Value<T>;
  at: SourceLocation;
}

/** A block that is there under some outcomes of a condition that can't be decided. */
export interface Presence {
  when: Guards;
  otherwise: Guards;
  /** Why it can't be decided. */
  because: string;
}

/** The attributes of a resource or of one of its nested blocks, whatever they were read from. */
export interface AttributeReader {
  /** The whole block. */
  readonly at: SourceLocation;
  /** Of a nested block that may not be there. */
  readonly presence?: Presence;
  string(name: string): Value<string>;
  number(name: string): Value<number>;
  boolean(name: string): Value<boolean>;
  /** The elements of a list or set of strings. */
  strings(name: string): Value<readonly string[]>;
  /** The entries of a map, in the order of their keys. Unknown: not even the keys are known. */
  entries(name: string): Value<readonly MapEntry<string>[]>;
  /** Nested blocks, or the objects of an attribute that holds one or several. Unset: there are none. */
  blocks(name: string): Value<readonly AttributeReader[]>;
  /** The pieces of a text in order, where they are known; for a known text there is no need to ask. */
  parts(name: string): readonly TextPart[] | undefined;
  /** Every attribute of another resource that the expression mentions, in no certain order. */
  mentions(name: string): readonly Mention[];
}

/** One instance of a managed resource, whether evaluated from code or listed by a plan. */
export interface ResourceReader extends AttributeReader, PoolKey {
  /** `aws_lambda_function` */
  /** In the spelling of Terraform's providers; for CloudFormation's types, that of the Cloud Control provider. */
  readonly type: string;
  readonly address: string;
  readonly instances: Instances;
  /** Of a function of which the format itself publishes a version with each deployment. */
  readonly publishes?: Value<boolean>;
  /** Of an alias, or of what has a version: where its address is handed to something else, which may call it. */
  readonly handedOnAt?: SourceLocation | undefined;
  /** What the role of a function says of who may assume it, in a text; undefined where that isn't declared here. */
  readonly trust?: Value<string> | undefined;
  /** Whether it outlives its removal from the code. */
  readonly retained: Value<boolean>;
  /** Whether a replacement is made before what it replaces is removed, so that for a while there are both. */
  readonly createsBeforeDestroy: Value<boolean>;
  /** The aliases of the same root that a deployment makes before it, by their addresses without keys; undefined where that can't be told. */
  readonly aliasesBefore?: readonly string[] | undefined;
  /** The type of another resource of the same root. */
  typeAt(address: string): string | undefined;
  /** Whether `lifecycle.ignore_changes` covers an attribute. */
  ignoresChanges(attribute: string): Value<boolean>;
}
