import type { Mention } from "../../resources/reader.ts";
import { childOf, itemsOf, stringValue, type YamlNode } from "../../source/yaml/tree.ts";
import {
  type InstanceKey,
  type ModuleStep,
  moduleSteps,
  parseReference,
  printKey,
  type Reference,
} from "./addresses.ts";
import type { PlanDocument, PlannedResource } from "./document.ts";

/** A module instance, as the configuration describes it. */
export interface ModuleInstance {
  /** `module.a["x"]`; empty for the root module. */
  address: string;
  /** Of the call; undefined for the root module. */
  step?: ModuleStep;
  parent?: ModuleInstance;
  /** Those that the plan holds something of. */
  children: ModuleInstance[];
  /** The call in the parent's configuration, with its arguments. */
  call?: YamlNode | undefined;
  /** The configuration of the module itself. */
  config: YamlNode | undefined;
}

/** Where an expression is, and what `each` and `count` are there. */
export interface Scope {
  module: ModuleInstance;
  key: InstanceKey;
  forEach: YamlNode | undefined;
  /** Whether a reference that may mean one of several instances means all of them. */
  every?: true;
}

/** A text that the plan holds, with the node that holds it. */
export interface ConstantText {
  text: string;
  node: YamlNode;
}

/** Bounds the references followed for one attribute, through any number of modules. */
const MAX_STEPS = 500;

/** A plan's `configuration`: what expressions refer to, where their values are not known yet. */
export class Configuration {
  readonly #modules = new Map<string, ModuleInstance>();
  readonly #instances = new Map<string, PlannedResource[]>();
  /** Of each module's configuration: its resources by `type.name`. */
  readonly #declared = new Map<YamlNode, Map<string, YamlNode>>();
  readonly #root: ModuleInstance;
  readonly #variables: YamlNode | undefined;

  constructor(document: PlanDocument) {
    this.#root = { address: "", config: document.configuration, children: [] };
    this.#variables = document.variables;
    for (const resource of document.resources) {
      const place = placeOf(this.module(resource.module), resource.type, resource.name);
      const list = this.#instances.get(place);
      if (list) list.push(resource);
      else this.#instances.set(place, [resource]);
    }
  }

  /** The module instance with an address of the plan. */
  module(address: string): ModuleInstance {
    return (moduleSteps(address) ?? []).reduce((module, step) => this.#child(module, step), this.#root);
  }

  /** A resource's own configuration; undefined in a state. */
  resource({ type, name }: PlannedResource, { config }: ModuleInstance): YamlNode | undefined {
    if (!config) return undefined;
    let declared = this.#declared.get(config);
    if (!declared) {
      const managed = itemsOf(childOf(config, "resources")).filter(
        (node) => stringValue(childOf(node, "mode")) === "managed",
      );
      declared = new Map(
        managed.map((node) => [
          `${stringValue(childOf(node, "type"))}.${stringValue(childOf(node, "name"))}`,
          node,
        ]),
      );
      this.#declared.set(config, declared);
    }
    return declared.get(`${type}.${name}`);
  }

  /** The resource attributes that an expression mentions, followed through variables and outputs. */
  mentions(expression: YamlNode | undefined, scope: Scope): Mention[] {
    return this.#mentions(expression, scope, { steps: MAX_STEPS });
  }

  /** The same for one reference as it is written: `module.api.function_name`. */
  resolve(reference: string, scope: Scope): Mention[] {
    return this.#resolve(reference, scope, { steps: MAX_STEPS });
  }

  /** The text of an expression that is a constant, or mentions nothing but one variable or output that is. */
  constant(expression: YamlNode | undefined, scope: Scope, steps = MAX_STEPS): ConstantText | undefined {
    const constant = constantText(childOf(expression, "constant_value"));
    const [only, ...others] = referencesIn(expression);
    if (constant || only === undefined || others.length > 0) return constant;
    return this.constantAt(only, scope, steps);
  }

  /** The constant behind a reference as it is written: `var.region`, `module.names.alias`. */
  constantAt(text: string, scope: Scope, steps = MAX_STEPS): ConstantText | undefined {
    const reference = parseReference(text);
    if (!reference || steps === 0) return undefined;
    const { module } = scope;
    if (reference.root === "module") {
      const child = this.#called(reference, scope);
      return child && this.constant(outputOf(child, reference.attribute), inside(child), steps - 1);
    }
    if (reference.root !== "var") return undefined;
    const argument = module.parent ? childOf(childOf(module.call, "expressions"), reference.name) : undefined;
    if (module.parent && argument) return this.constant(argument, callerOf(module, module.parent), steps - 1);
    const given = module.parent ? undefined : childOf(childOf(this.#variables, reference.name), "value");
    return constantText(
      given ?? childOf(childOf(childOf(module.config, "variables"), reference.name), "default"),
    );
  }

  /** Every module instance, the root among them. */
  get modules(): readonly ModuleInstance[] {
    return [this.#root, ...this.#modules.values()];
  }

  #child(parent: ModuleInstance, step: ModuleStep): ModuleInstance {
    const prefix = parent.address === "" ? "" : `${parent.address}.`;
    const address = `${prefix}module.${step.name}${printKey(step.key)}`;
    const known = this.#modules.get(address);
    if (known) return known;
    const call = childOf(childOf(parent.config, "module_calls"), step.name);
    const module = { address, step, parent, call, config: childOf(call, "module"), children: [] };
    this.#modules.set(address, module);
    parent.children.push(module);
    return module;
  }

  #mentions(expression: YamlNode | undefined, scope: Scope, budget: { steps: number }): Mention[] {
    const references = referencesIn(expression);
    // Terraform doesn't list how a resource is indexed; only an index by its own key is followed.
    const byOwnKey = references.some((reference) => /^(?:each\.(?:key|value)|count\.index)$/.test(reference));
    const within = byOwnKey ? scope : { ...scope, key: undefined };
    return references.flatMap((each) =>
      this.#resolve(each, each.startsWith("each.") ? scope : within, budget),
    );
  }

  #resolve(text: string, scope: Scope, budget: { steps: number }): Mention[] {
    const reference = parseReference(text);
    return reference ? this.#follow(reference, scope, budget) : [];
  }

  #follow(reference: Reference, scope: Scope, budget: { steps: number }): Mention[] {
    if (budget.steps-- <= 0) return [];
    const { module } = scope;
    const every = scope.every ? { every: scope.every } : {};
    switch (reference.root) {
      case "var": {
        const argument = childOf(childOf(module.call, "expressions"), reference.name);
        if (!module.parent) return [];
        return this.#mentions(argument, { ...callerOf(module, module.parent), ...every }, budget);
      }
      case "module": {
        const child = this.#called(reference, scope);
        if (!child) return [];
        return this.#mentions(outputOf(child, reference.attribute), { ...inside(child), ...every }, budget);
      }
      case "each":
        return reference.name === "value" ? this.#eachValue(reference, scope, budget) : [];
      default:
        return this.#instance(reference, scope);
    }
  }

  /** The module instance that a reference means; undefined when it may be one of several. */
  #called({ name, key }: Reference, { module, key: own }: Scope): ModuleInstance | undefined {
    if (key !== undefined) return this.#child(module, { name, key });
    const siblings = [...this.#modules.values()].filter(
      (each) => each.parent === module && each.step?.name === name,
    );
    const same = siblings.find((each) => each.step?.key === own);
    return siblings.length > 1 ? same : (siblings[0] ?? this.#child(module, { name, key: undefined }));
  }

  /** The resource instance that a reference means: by its key, as the only one, or by the key that both have. */
  #instance({ root, name, key, attribute }: Reference, { module, key: own, every }: Scope): Mention[] {
    const instances = this.#instances.get(placeOf(module, root, name)) ?? [];
    if (every && key === undefined)
      return instances.map(({ address }) => ({
        address,
        ...(attribute === undefined ? {} : { attribute }),
      }));
    const wanted = key ?? (instances.length === 1 ? instances[0]?.key : own);
    const instance = instances.find((each) => each.key === wanted);
    return instance ? [{ address: instance.address, ...(attribute === undefined ? {} : { attribute }) }] : [];
  }

  /** `for_each` over a resource or module makes `each.value` its instance with the same key. */
  #eachValue({ attribute }: Reference, scope: Scope, budget: { steps: number }): Mention[] {
    return referencesIn(scope.forEach).flatMap((text) => {
      const reference = parseReference(text);
      if (!reference || reference.attribute !== undefined || reference.root === "each") return [];
      return this.#follow({ ...reference, key: scope.key, attribute }, scope, budget);
    });
  }
}

function constantText(node: YamlNode | undefined): ConstantText | undefined {
  const text = stringValue(node);
  return node && text !== undefined ? { text, node } : undefined;
}

function placeOf(module: ModuleInstance, type: string, name: string): string {
  return `${module.address}|${type}.${name}`;
}

function callerOf(module: ModuleInstance, parent: ModuleInstance): Scope {
  return { module: parent, key: module.step?.key, forEach: childOf(module.call, "for_each_expression") };
}

function inside(module: ModuleInstance): Scope {
  return { module, key: undefined, forEach: undefined };
}

/** The variable that an expression mentions, when it mentions nothing else. */
export function onlyVariable(expression: YamlNode | undefined): string | undefined {
  const [only, ...others] = referencesIn(expression);
  const reference = only === undefined || others.length > 0 ? undefined : parseReference(only);
  return reference?.root === "var" ? reference.name : undefined;
}

function outputOf(module: ModuleInstance, name: string | undefined): YamlNode | undefined {
  return name === undefined
    ? undefined
    : childOf(childOf(childOf(module.config, "outputs"), name), "expression");
}

/** What an expression refers to. Terraform lists `a.b.c`, then `a.b`: only the longest says what is meant. */
export function referencesIn(expression: YamlNode | undefined): string[] {
  const texts = itemsOf(childOf(expression, "references")).flatMap((node) => stringValue(node) ?? []);
  return texts.filter(
    (text) => !texts.some((other) => other.startsWith(`${text}.`) || other.startsWith(`${text}[`)),
  );
}
