import type { Instances } from "../../../values/instances.ts";
import { instancesWithin } from "../../../values/instances.ts";
import { ExpressionScope, type Surroundings } from "../evaluate/expression.ts";
import { Memo } from "../evaluate/memo.ts";
import { locationOf, through } from "../evaluate/origin.ts";
import { callIn } from "../functions/setting.ts";
import type { Module } from "../modules/module.ts";
import type { Block, Span } from "../syntax/ast.ts";
import { unknownBecause } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { addressIn, type InstanceKey, keySuffix } from "./address.ts";
import { type Expansion, expand } from "./expansion.ts";
import type { ExpandedInstance } from "./members.ts";
import { callAddress, moduleOf } from "./module-calls.ts";
import type { Calling, ModuleInstance } from "./module-instance.ts";
import { namesOf } from "./names.ts";
import type { RootContext } from "./root-context.ts";
import { givenValue, isMarked, variableType, variableValue } from "./variables.ts";

/** One instance of a module: its expressions with everything that they can refer to, computed when asked for. */
export class EvaluatedModule implements ModuleInstance {
  readonly root: RootContext;
  readonly module: Module;
  readonly address: string;
  readonly instances: Instances;
  readonly calling: Calling | undefined;
  readonly depth: number;
  readonly scope: ExpressionScope;
  readonly #memo: Memo;
  readonly #running = new Set<string>();
  readonly #expansions = new Map<Block, Expansion>();
  readonly #instances = new Map<Block, ReadonlyMap<string, ExpandedInstance>>();
  readonly #modules = new Map<Block, Module | undefined>();
  readonly #called = new Map<string, EvaluatedModule | undefined>();

  constructor(root: RootContext, module: Module, address: string, instances: Instances, calling?: Calling) {
    this.root = root;
    this.module = module;
    this.address = address;
    this.instances = instances;
    this.calling = calling;
    this.depth = calling ? calling.caller.depth + 1 : 0;
    this.#memo = new Memo(root.budget, (key) => addressIn(address, key));
    const names = namesOf(this);
    const surroundings: Surroundings = {
      budget: root.budget,
      module: address,
      lookup: (name) => names.get(name) ?? names.resourceType(name),
      call: (name, args, at) => callIn(root, name, args, at),
    };
    this.scope = new ExpressionScope(surroundings);
  }

  get callPath(): readonly string[] {
    return this.calling ? [...this.calling.caller.callPath, this.calling.name] : [];
  }

  expansion(block: Block): Expansion {
    const known = this.#expansions.get(block);
    if (known) return known;
    const key = `instances of ${block.labels.map(({ value }) => value).join(".")}`;
    if (this.#running.has(key))
      throw new EvaluationError(`the ${key} depend on themselves`, locationOf(block.header));
    this.#running.add(key);
    try {
      const expansion = expand(block, this.scope);
      this.#expansions.set(block, expansion);
      return expansion;
    } finally {
      this.#running.delete(key);
    }
  }

  #instanceOf(block: Block, key: InstanceKey): ExpandedInstance | undefined {
    const { instances } = this.expansion(block);
    const byKey = this.#instances.get(block) ?? new Map(instances.map((each) => [keySuffix(each.key), each]));
    this.#instances.set(block, byKey);
    return byKey.get(keySuffix(key));
  }

  scopeOf(block: Block, key: InstanceKey): ExpressionScope {
    const names = this.#instanceOf(block, key)?.names ?? {};
    if (Object.keys(names).length === 0) return this.scope;
    return this.scope.with(names, `${block.labels.map(({ value }) => value).join(".")}${keySuffix(key)}`);
  }

  call(name: string, key: InstanceKey): EvaluatedModule | undefined {
    const address = callAddress(this, name, key);
    if (!this.#called.has(address)) this.#called.set(address, this.#made(address, name, key));
    return this.#called.get(address);
  }

  #made(address: string, name: string, key: InstanceKey): EvaluatedModule | undefined {
    const block = this.module.calls.get(name);
    if (!block) return undefined;
    const expanded = this.#instanceOf(block, key);
    const module = expanded && this.#moduleOf(name, block);
    if (!module || !this.root.budget.spend("instances", block.header)) return undefined;
    const calling = { name, block, caller: this, scope: this.scopeOf(block, key) };
    return new EvaluatedModule(
      this.root,
      module,
      address,
      instancesWithin(this.instances, expanded.instances),
      calling,
    );
  }

  /** Asked once for all instances of a call, so that what is wrong with it is said once. */
  #moduleOf(name: string, block: Block): Module | undefined {
    if (!this.#modules.has(block)) {
      // A source that depends on what the call itself gives leads back here.
      this.#modules.set(block, undefined);
      this.#modules.set(block, moduleOf(this, name, block));
    }
    return this.#modules.get(block);
  }

  variable(name: string, use?: Span): TfValue {
    const block = this.module.variables.get(name);
    if (!block) return this.#undeclared(`variable "${name}"`, use);
    return this.computed(`var.${name}`, block.header, () => {
      const given = this.#given(name, block);
      return variableValue(name, block, given, this.#constants()) ?? this.#missing(name, block);
    });
  }

  local(name: string): TfValue {
    const attribute = this.module.locals.get(name);
    if (!attribute) return this.#undeclared(`local value "${name}"`);
    return this.computed(`local.${name}`, attribute, () =>
      through(this.scope.evaluate(attribute.value), { at: locationOf(attribute), what: `local ${name}` }),
    );
  }

  output(name: string): TfValue {
    const block = this.module.outputs.get(name);
    const value = block?.body.attributes.get("value");
    if (!block || !value) return this.#undeclared(`output "${name}"`);
    return this.computed(`output.${name}`, value, () =>
      through(
        { ...this.scope.evaluate(value.value), ...(isMarked(block, "sensitive") ? { sensitive: true } : {}) },
        { at: locationOf(value), what: `output ${name}` },
      ),
    );
  }

  computed(key: string, place: Span, compute: () => TfValue): TfValue {
    return this.#memo.computed(key, place, compute);
  }

  #given(name: string, block: Block): TfValue | undefined {
    if (this.calling) return this.#argument(name, this.calling);
    const value = this.root.variables.get(name);
    return value && givenValue(name, block, value, this.#constants());
  }

  #argument(name: string, { name: call, block, scope }: Calling): TfValue | undefined {
    const argument = block.body.attributes.get(name);
    if (!argument) return undefined;
    return through(scope.evaluate(argument.value), { at: locationOf(argument), what: `module call ${call}` });
  }

  #missing(name: string, block: Block): TfValue {
    const at = locationOf(block.header);
    const known = {
      type: variableType(block, this.#constants()),
      parts: [{ address: this.address, attribute: `var.${name}` }],
    };
    if (this.calling) {
      const detail = `the call of module "${this.calling.name}" does not give the variable ${name}, which has no default`;
      return unknownBecause("missing-variable", detail, locationOf(this.calling.block.header), known);
    }
    const { environment } = this.root.inputs;
    const detail = `var.${name} has no value in ${environment}; give it in environments.${environment}.terraform (var-files or variables)`;
    return unknownBecause("missing-variable", detail, at, known);
  }

  #undeclared(what: string, use?: Span): TfValue {
    const at = use ? locationOf(use) : this.module.anywhere;
    return unknownBecause("undeclared", `there is no ${what} in ${this.address || "the root module"}`, at);
  }

  /** Defaults and tfvars files hold constants: they can't refer to anything. */
  #constants(): ExpressionScope {
    const { root, address } = this;
    return new ExpressionScope({
      budget: root.budget,
      module: address,
      lookup: () => undefined,
      call: (name, args, at) => callIn(root, name, args, at),
    });
  }
}
