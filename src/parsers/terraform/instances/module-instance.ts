import type { Instances } from "../../../values/instances.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { Module } from "../modules/module.ts";
import type { Block, Span } from "../syntax/ast.ts";
import type { TfValue } from "../values/value.ts";
import type { InstanceKey } from "./address.ts";
import type { Expansion } from "./expansion.ts";
import type { RootContext } from "./root-context.ts";

/** The call that a module instance comes from. */
export interface Calling {
  name: string;
  block: Block;
  caller: ModuleInstance;
  /** The caller's names, with `count` and `each` of this instance. */
  scope: Scope;
}

/** One instance of a module, as far as those need it who find out what its names mean. */
export interface ModuleInstance {
  readonly root: RootContext;
  readonly module: Module;
  /** `module.api["eu"].module.function`; empty for the root. */
  readonly address: string;
  readonly instances: Instances;
  readonly calling: Calling | undefined;
  /** How many calls lead here. */
  readonly depth: number;
  readonly scope: Scope;
  /** The names of the calls that lead here. */
  readonly callPath: readonly string[];
  /** What `count` and `for_each` make of one of the module's blocks. Throws EvaluationError when they depend on the block itself. */
  expansion(block: Block): Expansion;
  /** The scope of the expressions in one instance of a block. */
  scopeOf(block: Block, key: InstanceKey): Scope;
  /** The module instance that a call makes, made once; undefined when the module's code can't be had. */
  call(name: string, key: InstanceKey): ModuleInstance | undefined;
  variable(name: string, use?: Span): TfValue;
  local(name: string): TfValue;
  output(name: string): TfValue;
  /**
   * Computes something once. What Terraform would reject, and what depends on itself, is unknown for everybody who asks.
   * @param key unique in this module instance
   */
  computed(key: string, place: Span, compute: () => TfValue): TfValue;
}
