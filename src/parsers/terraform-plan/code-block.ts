import type { SourceLocation } from "../../source/location.ts";
import type { YamlNode } from "../../source/yaml/tree.ts";
import type { Step } from "../../values/value.ts";
import type { Module } from "../terraform/modules/module.ts";
import type { Block, Body, Expression, Span } from "../terraform/syntax/ast.ts";
import { onlyVariable } from "./configuration.ts";
import { type CodePiece, namedAfter, piecesOf, rootName } from "./expressions.ts";

/** An attribute as the plan describes it: what its expression mentions, and its value when it is a scalar. */
export interface PlannedAttribute {
  name: string;
  expression: YamlNode | undefined;
  value: string | number | boolean | null | undefined;
}

/** Where something is decided, and the steps from there to where it is used. */
export interface Decision {
  at: SourceLocation;
  trace?: Step[];
}

/** The Terraform code that a planned resource, or a block nested in it, comes from. */
export interface CodeBlock {
  readonly at: SourceLocation;
  /** Undefined when the code doesn't write the attribute. */
  attribute(attribute: PlannedAttribute): Decision | undefined;
  /** The nested block; one without content at the same place when it isn't known which it is. */
  block(name: string, index: number, count: number): CodeBlock;
  /** The text and the references of an attribute in order; undefined when its expression is anything else. */
  pieces(name: string): readonly CodePiece[] | undefined;
  /** The attributes under `lifecycle.ignore_changes`; undefined when the resource's own block isn't known. */
  ignoredChanges(): ReadonlySet<string> | "all" | undefined;
  /** `lifecycle.create_before_destroy`; undefined when the resource's own block isn't known. */
  createsBeforeDestroy(): boolean | undefined;
}

/** A module's code, with the call that it is reached by; the root module has none. */
export interface CodeModule {
  module: Module;
  call?: CodeCall;
}

export interface CodeCall {
  name: string;
  block: Block;
  caller: CodeModule;
}

/** Bounds variables that are passed through modules and locals. */
const MAX_HOPS = 50;

/** A `resource` block, or a block in it. */
export class WrittenBlock implements CodeBlock {
  readonly at: SourceLocation;
  readonly #body: Body | undefined;
  readonly #resource: string;
  readonly #module: CodeModule;

  constructor(at: SourceLocation, body: Body | undefined, resource: string, module: CodeModule) {
    this.at = at;
    this.#body = body;
    this.#resource = resource;
    this.#module = module;
  }

  attribute({ name, value }: PlannedAttribute): Decision | undefined {
    const attribute = this.#body?.attributes.get(name);
    return (
      attribute && follow({ expression: attribute.value, module: this.#module, what: this.#resource }, value)
    );
  }

  block(name: string, index: number, count: number): CodeBlock {
    const blocks = this.#body?.blocks ?? [];
    const plain = blocks.filter((block) => block.type === name);
    const dynamic = blocks.filter((block) => block.type === "dynamic" && block.labels[0]?.value === name);
    const nested = dynamic.length === 0 && plain.length === count ? plain[index] : undefined;
    const repeated = plain.length === 0 && dynamic.length === 1 ? dynamic[0] : undefined;
    const body = nested?.body ?? repeated?.body.blocks.find((block) => block.type === "content")?.body;
    const written = nested ?? repeated ?? this.#body?.attributes.get(name);
    return new WrittenBlock(written ? located(written) : this.at, body, this.#resource, this.#module);
  }

  pieces(name: string): readonly CodePiece[] | undefined {
    const attribute = this.#body?.attributes.get(name);
    return attribute && piecesOf(attribute.value, this.#module.module.locals);
  }

  ignoredChanges(): ReadonlySet<string> | "all" {
    const ignored = this.#lifecycle("ignore_changes");
    if (ignored?.kind === "variable" && ignored.name === "all") return "all";
    return new Set((ignored?.kind === "tuple" ? ignored.items : []).flatMap((item) => rootName(item) ?? []));
  }

  createsBeforeDestroy(): boolean {
    const written = this.#lifecycle("create_before_destroy");
    return written?.kind === "literal" && String(written.value) === "true";
  }

  #lifecycle(argument: string): Expression | undefined {
    const block = this.#body?.blocks.find(({ type }) => type === "lifecycle");
    return block?.body.attributes.get(argument)?.value;
  }
}

/** The call of a module whose own code isn't in the checkout: its arguments decide what they are passed on to. */
export class CalledBlock implements CodeBlock {
  readonly at: SourceLocation;
  readonly #call: CodeCall;

  constructor(call: CodeCall) {
    this.at = located(call.block);
    this.#call = call;
  }

  attribute({ expression, value }: PlannedAttribute): Decision | undefined {
    const { name, block, caller } = this.#call;
    const argument = block.body.attributes.get(onlyVariable(expression) ?? "");
    return (
      argument && follow({ expression: argument.value, module: caller, what: `module call ${name}` }, value)
    );
  }

  block(): CodeBlock {
    return this;
  }

  pieces(): undefined {
    return undefined;
  }

  ignoredChanges(): undefined {
    return undefined;
  }

  createsBeforeDestroy(): undefined {
    return undefined;
  }
}

interface Hop {
  expression: Expression;
  module: CodeModule;
  /** What holds the expression, in Terraform's words. */
  what: string;
}

/** Goes from a use back to the literal, as long as every hop passes the value on as it is. */
function follow(use: Hop, value: PlannedAttribute["value"]): Decision {
  const trace: Step[] = [];
  let hop = use;
  for (
    let next = definitionOf(hop, value);
    next && trace.length < MAX_HOPS;
    next = definitionOf(hop, value)
  ) {
    trace.unshift({ at: located(hop.expression), what: hop.what });
    hop = next;
  }
  const at = located(hop.expression);
  return trace.length > 0 ? { at, trace } : { at };
}

function definitionOf({ expression, module }: Hop, value: PlannedAttribute["value"]): Hop | undefined {
  const local = namedAfter("local", expression);
  const definition = local === undefined ? undefined : module.module.locals.get(local);
  if (definition) return { expression: definition.value, module, what: `local ${local}` };
  const variable = namedAfter("var", expression);
  if (variable === undefined) return undefined;
  const argument = module.call?.block.body.attributes.get(variable);
  if (module.call && argument) {
    return {
      expression: argument.value,
      module: module.call.caller,
      what: `module call ${module.call.name}`,
    };
  }
  const fallback = module.module.variables.get(variable)?.body.attributes.get("default")?.value;
  // Nothing in a plan says whether a root variable was given: its default decides only if it is what came out.
  const decides = module.call !== undefined || (fallback?.kind === "literal" && fallback.value === value);
  return fallback && decides ? { expression: fallback, module, what: `variable ${variable}` } : undefined;
}

/** The place of a stretch of code. */
export function located({ file, start, end }: Span): SourceLocation {
  return file.locate(start, end);
}
