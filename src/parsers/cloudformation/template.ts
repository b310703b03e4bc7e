import type { Diagnostic } from "../../finding.ts";
import type { Mention } from "../../model/mention.ts";
import type { UnreadCode } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { own } from "../../source/own.ts";
import {
  childOf,
  itemsOf,
  locationOf,
  scalarText,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import { existsIn, type Instances, ONCE } from "../../values/instances.ts";
import { alternativesOf, known, unknown, unset, type Value } from "../../values/value.ts";
import { truthOf } from "./conditions.ts";
import { expandedEntries, unreadLoop, unrolledNot } from "./for-each.ts";
import { macrosIn } from "./macros.ts";
import { referenceTo } from "./references.ts";
import type { ConditionAlternative, Generated, Scope } from "./scope.ts";
import type { TemplateOptions } from "./template-options.ts";
import { TemplateSteps } from "./template-steps.ts";
import { resolvedLater } from "./values/dynamic-reference.ts";
import { decorated, type Evaluated, list, opaque, plain, published } from "./values/evaluated.ts";
import { callIn } from "./values/intrinsic.ts";
import { INTRINSICS } from "./values/library.ts";
import { pseudoParameter } from "./values/pseudo-parameters.ts";

/** Bounds nesting of functions within functions. */
const MAX_DEPTH = 100;

/** Conditions that depend on each other in a row. AWS takes no template of more than 1 MB, and no person writes more than a few. */
const MAX_CONDITIONS_IN_A_ROW = 50;

/** One template, evaluated for one environment. Each part is evaluated once. */
export class Template implements Scope {
  readonly root: YamlMapping;
  readonly options: TemplateOptions;
  readonly prefix: string;
  readonly resources: readonly YamlEntry[];
  /** What of the template itself could not be read. */
  readonly diagnostics: Diagnostic[];
  /** Loops whose resources aren't known. */
  readonly unread: UnreadCode[] = [];
  /** Resources that SAM generates, by their logical ids. */
  readonly generated = new Map<string, Generated>();
  readonly #byId: ReadonlyMap<string, YamlEntry> = new Map();
  readonly #types: Map<string, string>;
  readonly #steps: TemplateSteps;
  readonly #sections = new Map<string, ReadonlyMap<string, YamlEntry>>();
  readonly #conditions = new Map<string, Value<boolean>>();
  readonly #open = new Set<string>();
  readonly #evaluated = new Map<YamlNode, Evaluated>();
  #depth = 0;
  #conditionsOpen = 0;

  constructor(root: YamlMapping, options: TemplateOptions) {
    this.root = root;
    this.options = options;
    this.prefix = options.prefix ?? "";
    this.#types = options.types ?? new Map();
    this.#steps = options.steps ?? new TemplateSteps();
    this.diagnostics = macrosIn(root);
    const own = expandedEntries(this.section("Resources"), this, (entry, because) => {
      this.unread.push(unreadLoop(entry, this.prefix, because));
    });
    this.resources = [...own, ...(options.included ?? [])];
    this.#byId = new Map(this.resources.map((entry) => [entry.key, entry]));
    for (const { key, value } of this.resources) {
      const type = scalarText(childOf(value, "Type"));
      if (type !== undefined) this.#types.set(`${this.prefix}${key}`, type);
    }
  }

  section(name: string): YamlMapping | undefined {
    const node = childOf(this.root, name);
    return node?.kind === "mapping" ? node : undefined;
  }

  /** An entry of `Conditions` or `Outputs`, also one that a loop makes. */
  entry(section: "Conditions" | "Outputs", name: string): YamlNode | undefined {
    return this.#entries(section).get(name)?.value;
  }

  get outputs(): Iterable<YamlEntry> {
    return this.#entries("Outputs").values();
  }

  #entries(section: "Conditions" | "Outputs"): ReadonlyMap<string, YamlEntry> {
    const before = this.#sections.get(section);
    if (before) return before;
    const made = expandedEntries(this.section(section), this, (entry, because) => {
      this.diagnostics.push(unrolledNot(entry, because));
    });
    const entries = new Map(made.map((each) => [each.key, each]));
    this.#sections.set(section, entries);
    return entries;
  }

  resource(id: string): YamlEntry | undefined {
    return this.#byId.get(id);
  }

  /** The type of a resource as written. */
  typeOf(id: string): string | undefined {
    return this.generated.get(id)?.type ?? scalarText(childOf(this.#byId.get(id)?.value, "Type"));
  }

  /** The type of a resource of any of the stacks that are read together. */
  typeAt(address: string): string | undefined {
    const own = address.startsWith(this.prefix) ? address.slice(this.prefix.length) : "";
    return this.generated.get(own)?.type ?? this.#types.get(address);
  }

  /** What a node comes to; unknown with a reason where it can't be known. */
  evaluate(node: YamlNode): Evaluated {
    const before = this.#evaluated.get(node);
    if (before) return before;
    if (this.#depth >= MAX_DEPTH) return opaque(`it is nested more than ${MAX_DEPTH} deep`, locationOf(node));
    if (this.#steps.areSpent) return opaque(this.#steps.because, locationOf(node));
    this.#depth++;
    const plainly = resolvedLater(this.#evaluate(node));
    this.#depth--;
    const { decorate } = this.options;
    const decoratedly = decorate ? decorated(plainly, decorate(plainly.value, node)) : plainly;
    const asked = this.options.asked?.(node);
    const { value } = decoratedly;
    const evaluated =
      asked && value.state === "unknown"
        ? published(asked, value.because, value.at, value.trace)
        : decoratedly;
    this.#steps.take(evaluated);
    this.#evaluated.set(node, evaluated);
    return evaluated;
  }

  /** The items of a list, written out or given by a function; undefined when they aren't known. */
  items(node: YamlNode): readonly Evaluated[] | undefined {
    if (!callIn(node))
      return node.kind === "sequence" ? node.items.map((item) => this.evaluate(item)) : undefined;
    return this.evaluate(node).items;
  }

  /** The outcome of a condition by its name. */
  condition(name: string, at: SourceLocation): Value<boolean> {
    const already = this.#conditions.get(name);
    if (already) return already;
    const node = this.entry("Conditions", name);
    if (!node) return unknown(`there is no condition ${name} in the template`, at);
    if (this.#conditionsOpen >= MAX_CONDITIONS_IN_A_ROW)
      return unknown(`more than ${MAX_CONDITIONS_IN_A_ROW} conditions depend on each other in a row`, at);
    this.#conditionsOpen++;
    const outcome = this.#once(`condition ${name}`, () => truthOf(node, this));
    this.#conditionsOpen--;
    if (!outcome) return unknown(`the condition ${name} depends on itself`, at);
    this.#conditions.set(name, outcome);
    return outcome;
  }

  /** The alternatives of a condition, each with what it is under: one when it is decided. */
  conditionAlternatives(name: string, at: SourceLocation): ConditionAlternative[] {
    const alternatives = alternativesOf(this.condition(name, at));
    if (!alternatives)
      return [true, false].map((holds) => ({ when: { [`condition:${name}`]: String(holds) }, holds }));
    return alternatives.map((each) => ({
      when: each.when ?? {},
      holds: each.state === "known" && each.value,
    }));
  }

  /** How many there are of a resource with a `Condition`; none when that is decided false. */
  instancesOf({ value }: YamlEntry): Instances {
    const node = childOf(value, "Condition");
    const name = scalarText(node);
    if (!node || name === undefined) return ONCE;
    return existsIn(this.conditionAlternatives(name, locationOf(node)));
  }

  /** What `Ref` of a name, or `${name}`, comes to. */
  named(name: string, at: SourceLocation): Evaluated {
    const { inputs, parameters } = this.options;
    if (name.startsWith("AWS::")) return pseudoParameter(name, this.options, at);
    const parameter = childOf(this.section("Parameters"), name);
    if (parameter) return parameters.value(name, parameter, inputs);
    return this.#reference(name, "Ref", at);
  }

  /** What an attribute of a resource comes to. */
  attribute(id: string, name: string, at: SourceLocation): Evaluated {
    const output = name.startsWith("Outputs.")
      ? this.options.nestedOutput?.(id, name.slice("Outputs.".length))
      : undefined;
    return output ?? this.#reference(id, name, at);
  }

  imported(name: string): Evaluated | undefined {
    return this.options.imported?.(name);
  }

  /** A mention of a resource of this template. */
  mention(id: string, attribute: string): Mention {
    return { address: `${this.prefix}${id}`, attribute };
  }

  #evaluate(node: YamlNode): Evaluated {
    const at = locationOf(node);
    const call = callIn(node);
    if (call) {
      const intrinsic = own(INTRINSICS, call.name);
      return intrinsic?.(call.argument, this, at) ?? opaque(`${call.name} is not evaluated`, at);
    }
    if (node.kind === "scalar") return plain(node.value === null ? unset(at) : known(node.text, at));
    if (node.kind === "sequence")
      return list(
        itemsOf(node).map((item) => this.evaluate(item)),
        at,
      );
    return opaque("it is not a single value", at, {
      mentions: node.entries.flatMap(({ value }) => this.evaluate(value).mentions),
    });
  }

  #reference(id: string, attribute: string, at: SourceLocation): Evaluated {
    const found = this.#once(`${id}.${attribute}`, () => referenceTo(this, id, attribute, at));
    return found ?? opaque(`${id} refers to itself`, at);
  }

  /** Undefined when it is already being computed. */
  #once<T>(what: string, compute: () => T): T | undefined {
    if (this.#open.has(what)) return undefined;
    this.#open.add(what);
    const result = compute();
    this.#open.delete(what);
    return result;
  }
}
