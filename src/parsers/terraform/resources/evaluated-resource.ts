import type { ResourceReader } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { Instances } from "../../../values/instances.ts";
import { instancesWithin } from "../../../values/instances.ts";
import { known, type Value } from "../../../values/value.ts";
import { isAdapterFile } from "../adapters/adapter-file.ts";
import { locationOf } from "../evaluate/origin.ts";
import { handedOnAt } from "../instances/handed-on.ts";
import type { ExpandedInstance } from "../instances/members.ts";
import type { ModuleInstance } from "../instances/module-instance.ts";
import { aliasesBefore } from "../instances/order.ts";
import { poolOf } from "../instances/pools.ts";
import { resourceAddress } from "../instances/resources.ts";
import type { ResourceBlock } from "../modules/module.ts";
import { typeInAddress } from "../resource-type.ts";
import type { Block, Expression } from "../syntax/ast.ts";
import { EvaluatedBlock } from "./evaluated-block.ts";
import { trustOf } from "./trust.ts";

/** One instance of a resource, as its code evaluates. */
export class EvaluatedResource extends EvaluatedBlock implements ResourceReader {
  readonly type: string;
  readonly address: string;
  readonly instances: Instances;
  readonly account: Value<string>;
  readonly region: Value<string>;
  readonly retained: Value<boolean>;
  readonly #ignored: ReadonlySet<string> | "all";
  readonly #module: ModuleInstance;
  readonly #resource: ResourceBlock;

  constructor(module: ModuleInstance, resource: ResourceBlock, instance: ExpandedInstance) {
    const { block, type } = resource;
    const address = resourceAddress(module, resource, instance.key);
    const scope = module.scopeOf(block, instance.key);
    super(block.body, placeOf(module, resource), scope, address);
    const { account, region } = poolOf(module, block, type, scope);
    this.type = type;
    this.address = address;
    this.instances = instancesWithin(module.instances, instance.instances);
    this.account = account;
    this.region = region;
    this.retained = known(false, this.at);
    this.#ignored = ignoredChanges(resource);
    this.#module = module;
    this.#resource = resource;
  }

  get handedOnAt(): SourceLocation | undefined {
    return handedOnAt(this.#module, this.#resource);
  }

  get aliasesBefore(): readonly string[] {
    return aliasesBefore(this.#module, this.#resource);
  }

  get trust(): Value<string> | undefined {
    return trustOf(this.#module, this);
  }

  get createsBeforeDestroy(): Value<boolean> {
    const lifecycle = lifecycleOf(this.#resource);
    const written = lifecycle?.body.attributes.get("create_before_destroy")?.value;
    return known(written?.kind === "literal" && String(written.value) === "true", this.at);
  }

  typeAt(address: string): string | undefined {
    return typeInAddress(address);
  }

  ignoresChanges(attribute: string): Value<boolean> {
    return known(this.#ignored === "all" || this.#ignored.has(attribute), this.at);
  }
}

/** Its block; for a resource of an adapter, the call of the module. */
function placeOf(module: ModuleInstance, { block }: ResourceBlock): SourceLocation {
  let shown = block;
  for (let { calling } = module; calling && isAdapterFile(shown.file.path); calling = calling.caller.calling)
    shown = calling.block;
  return locationOf(shown);
}

/** See https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes */
function ignoredChanges(resource: ResourceBlock): ReadonlySet<string> | "all" {
  const ignored = lifecycleOf(resource)?.body.attributes.get("ignore_changes")?.value;
  if (ignored?.kind === "variable" && ignored.name === "all") return "all";
  return new Set((ignored?.kind === "tuple" ? ignored.items : []).map(rootName));
}

function lifecycleOf({ block }: ResourceBlock): Block | undefined {
  return block.body.blocks.find((each) => each.type === "lifecycle");
}

/** The attribute that `ignore_changes` names, also by something within it: `tags["x"]`. */
function rootName(expression: Expression): string {
  if (expression.kind === "attribute" || expression.kind === "index") return rootName(expression.object);
  if (expression.kind === "literal") return String(expression.value);
  return expression.kind === "variable" ? expression.name : "";
}
