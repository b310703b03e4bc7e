import type { Mention } from "../../resources/reader.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { YamlEntry, YamlMapping, YamlNode } from "../../source/yaml/tree.ts";
import type { Guard } from "../../values/guard.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluated } from "./values/evaluated.ts";

/** One alternative of a condition. */
export interface ConditionAlternative {
  when: Guard;
  holds: boolean;
}

/** A version or an alias that SAM generates. */
export interface Generated {
  type: string;
  /** The logical id of the function that it is generated for. */
  of: string;
}

/** What evaluating a part of a template may ask of the template that it belongs to. */
export interface Scope {
  /** What a node comes to; unknown with a reason where it can't be known. */
  evaluate(node: YamlNode): Evaluated;
  /** The items of a list, written out or given by a function; undefined when they aren't known. */
  items(node: YamlNode): readonly Evaluated[] | undefined;
  section(name: string): YamlMapping | undefined;
  /** The outcome of a condition by its name. */
  condition(name: string, at: SourceLocation): Value<boolean>;
  /** The alternatives of a condition, each with what it is under: one when it is decided. */
  conditionAlternatives(name: string, at: SourceLocation): ConditionAlternative[];
  /** What `Ref` of a name, or `${name}`, comes to. */
  named(name: string, at: SourceLocation): Evaluated;
  /** What an attribute of a resource comes to. */
  attribute(id: string, name: string, at: SourceLocation): Evaluated;
  /** What another stack exports under a name; undefined where that stack isn't seen. */
  imported(name: string): Evaluated | undefined;
  resource(id: string): YamlEntry | undefined;
  /** The type of a resource as written, or of one that SAM generates. */
  typeOf(id: string): string | undefined;
  /** Resources that SAM generates, by their logical ids. */
  readonly generated: ReadonlyMap<string, Generated>;
  /** A mention of a resource of this template. */
  mention(id: string, attribute: string): Mention;
}
