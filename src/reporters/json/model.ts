import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Deployment, Entity, QualifierReference } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import { noResources } from "../../model/resources.ts";
import { visibleJson } from "../../source/invisible.ts";
import type { Value } from "../../values/value.ts";
import { intervalJson, locationJson, valueJson } from "./location.ts";

/** The evaluated model as JSON: `policy model --format json`. */
export function renderModel(model: Model, diagnostics: readonly Diagnostic[]): string {
  const entities = byDeployment(model.resources);
  const deployments = model.deployments.map((deployment) =>
    deploymentJson(deployment, entities.get(deployment.id) ?? noResources()),
  );
  const said = diagnostics.map(({ severity, message, hint, at }) => ({
    severity,
    message,
    ...(hint ? { hint } : {}),
    ...(at ? { location: locationJson(at) } : {}),
  }));
  return `${visibleJson({ schemaVersion: 1, deployments, diagnostics: said })}\n`;
}

function byDeployment(resources: Resources): ReadonlyMap<string, Resources> {
  const parts = new Map<string, Resources>();
  for (const kind of Object.keys(resources) as (keyof Resources)[]) {
    for (const entity of resources[kind]) {
      const part = parts.get(entity.deploymentId) ?? noResources();
      (part[kind] as Entity[]).push(entity);
      parts.set(entity.deploymentId, part);
    }
  }
  return parts;
}

function deploymentJson(deployment: Deployment, own: Resources) {
  const { id, format, root, stack, environment, account, region } = deployment;
  const { exports: _, ...shown } = own;
  const kinds = Object.entries(shown).map(([kind, entities]) => [kind, entities.map(entityJson)] as const);
  return {
    id,
    format,
    root,
    ...(stack === undefined ? {} : { stack }),
    environment,
    account: valueJson(account),
    region: valueJson(region),
    ...Object.fromEntries(kinds),
  };
}

/** Every noun by one mechanism: values, references and qualifiers are told by their shape. */
function entityJson(entity: Entity): Record<string, unknown> {
  const { id: _, deploymentId: __, at, writtenAt, instances, address, label, ...facts } = entity;
  const rest = Object.entries(facts).flatMap(([name, fact]) => factJson(name, fact));
  return {
    address,
    ...(label === undefined ? {} : { label }),
    at: locationJson(at),
    ...(writtenAt === undefined ? {} : { writtenAt: locationJson(writtenAt) }),
    instances: intervalJson(instances),
    ...Object.fromEntries(rest),
  };
}

function factJson(name: string, fact: unknown): [string, unknown][] {
  if (isValue(fact)) return [[name, valueJson(fact)]];
  if (isQualifier(fact))
    return [
      [name, valueJson(fact.text)],
      ...(name === "version" ? [["published", published(fact)] as [string, unknown]] : []),
    ];
  if (name === "function") return [[name, (fact as { address: string | null }).address]];
  if (name === "subject") {
    const subject = fact as { function: { address: string | null }; qualifier: QualifierReference };
    return [[name, { function: subject.function.address, qualifier: valueJson(subject.qualifier.text) }]];
  }
  if (name === "weights") return [["weighted", (fact as unknown[]).length > 0]];
  return typeof fact === "object" && fact !== null ? [] : [[name, fact]];
}

function published({ kind }: QualifierReference): boolean | null {
  return kind.state === "known" ? kind.value === "version" : null;
}

function isValue(fact: unknown): fact is Value<unknown> {
  return typeof fact === "object" && fact !== null && "state" in fact && "at" in fact;
}

function isQualifier(fact: unknown): fact is QualifierReference {
  return typeof fact === "object" && fact !== null && "kind" in fact && "text" in fact;
}
