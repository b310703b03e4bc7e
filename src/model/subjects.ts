import type { SourceLocation } from "../source/location.ts";
import type { Model } from "./linked-model.ts";
import type { Entity, LambdaFunction, ScalingTarget } from "./model.ts";

/** What a problem is about. */
export interface Subject {
  /** Undefined for what is no entity of the model, such as a pool. */
  entity?: Entity;
  /** The whole block. */
  at?: SourceLocation;
  /** The function that it belongs to. */
  function?: LambdaFunction;
}

const NOTHING: Subject = {};

/** Finds the entity and the function that a problem is about. */
export class Subjects {
  readonly #byId = new Map<string, Subject>();

  constructor(model: Model) {
    for (const fn of [...model.functions, ...model.externalFunctions]) this.#add(fn, fn);
    const { versions, aliases, provisionedConcurrency, eventSources, callers } = model.resources;
    for (const owned of [versions, aliases, provisionedConcurrency, eventSources, callers].flat()) {
      this.#add(owned, model.functionOf(owned));
    }
    for (const target of model.scalingTargets) this.#addScaling(model, target);
  }

  of(subject: Pick<Entity, "address" | "deploymentId">): Subject {
    return this.#byId.get(key(subject.deploymentId, subject.address)) ?? NOTHING;
  }

  #addScaling(model: Model, target: ScalingTarget): void {
    const fn = model.functionOf(target);
    for (const entity of [target, ...model.policiesFor(target), ...model.schedulesFor(target)])
      this.#add(entity, fn);
  }

  #add(entity: Entity, fn: LambdaFunction | undefined): void {
    this.#byId.set(key(entity.deploymentId, entity.address), {
      entity,
      at: entity.at,
      ...(fn ? { function: fn } : {}),
    });
  }
}

function key(deployment: string, address: string): string {
  return `${deployment}#${address}`;
}
