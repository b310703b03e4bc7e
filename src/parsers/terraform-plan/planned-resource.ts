import type { ResourceReader } from "../../resources/reader.ts";
import type { SourceLocation } from "../../source/location.ts";
import { childOf, locationOf } from "../../source/yaml/tree.ts";
import type { Instances } from "../../values/instances.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { typeInAddress } from "../terraform/resource-type.ts";
import type { CodeBlock } from "./code-block.ts";
import type { Configuration } from "./configuration.ts";
import type { PlannedResource } from "./document.ts";
import { handedOnAt } from "./handed-on.ts";
import { PlannedBlock } from "./planned-block.ts";
import type { Pool } from "./pools.ts";

/** A managed resource of the plan. */
export class PlannedResourceReader extends PlannedBlock implements ResourceReader {
  readonly type: string;
  readonly address: string;
  readonly instances: Instances;
  readonly account: Value<string>;
  readonly region: Value<string>;
  readonly retained: Value<boolean>;
  readonly #lifecycle: CodeBlock | undefined;
  readonly #configuration: Configuration;

  constructor(
    resource: PlannedResource,
    pool: Pool,
    code: CodeBlock | undefined,
    configuration: Configuration,
  ) {
    const module = configuration.module(resource.module);
    const written = configuration.resource(resource, module);
    super(
      { values: resource.values, unknown: resource.unknown, expressions: childOf(written, "expressions") },
      code?.at ?? locationOf(resource.node),
      code,
      {
        configuration,
        scope: { module, key: resource.key, forEach: childOf(written, "for_each_expression") },
        hasBlocks: !resource.type.startsWith("awscc_"),
      },
    );
    this.type = resource.type;
    this.address = resource.address;
    this.instances = resource.uncounted
      ? { atLeast: 0, atMost: Number.POSITIVE_INFINITY }
      : { atLeast: 1, atMost: 1 };
    this.account = pool.account;
    this.region = pool.region;
    this.retained = known(false, this.at);
    this.#lifecycle = code;
    this.#configuration = configuration;
  }

  get handedOnAt(): SourceLocation | undefined {
    return handedOnAt(this.#configuration, this.address);
  }

  get createsBeforeDestroy(): Value<boolean> {
    const first = this.#lifecycle?.createsBeforeDestroy();
    return first === undefined ? unknown(notInPlan("create_before_destroy"), this.at) : known(first, this.at);
  }

  typeAt(address: string): string | undefined {
    return typeInAddress(address);
  }

  ignoresChanges(attribute: string): Value<boolean> {
    const ignored = this.#lifecycle?.ignoredChanges();
    if (ignored) return known(ignored === "all" || ignored.has(attribute), this.at);
    return unknown(notInPlan("ignore_changes"), this.at);
  }
}

function notInPlan(argument: string): string {
  return `a plan doesn't hold lifecycle.${argument}, and the resource's code is not in the checkout`;
}
