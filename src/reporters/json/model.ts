import type { Diagnostic, Report } from "../../finding.ts";
import type { MapEntry } from "../../model/deployment-map.ts";
import type { Referring } from "../../model/index.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Deployment, Entity, Reference } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import { noResources } from "../../model/resources.ts";
import { visibleJson } from "../../source/invisible.ts";
import { knownValue, type Value } from "../../values/value.ts";
import { intervalJson, locationJson, valueJson } from "./location.ts";

type Kind = keyof Resources;

/** The evaluated model as JSON: `policy model --format json`. */
export function renderModel(
  { model, map }: Pick<Report, "model" | "map">,
  diagnostics: readonly Diagnostic[],
): string {
  const entities = byDeployment(model.resources);
  const deployments = model.deployments.map((deployment) =>
    deploymentJson(deployment, entities.get(deployment.id) ?? noResources(), model),
  );
  const said = diagnostics.map(({ severity, message, hint, at }) => ({
    severity,
    message,
    ...(hint ? { hint } : {}),
    ...(at ? { location: locationJson(at) } : {}),
  }));
  return `${visibleJson({ schemaVersion: 1, map: map.map(mapJson), deployments, diagnostics: said })}\n`;
}

function mapJson({ root, format, stack, environment, production, account, region, ...more }: MapEntry) {
  const { deployed, because } = more;
  return {
    root,
    format,
    ...(stack === undefined ? {} : { stack }),
    environment,
    production,
    account: knownValue(account) ?? null,
    region: knownValue(region) ?? null,
    deployed,
    because,
  };
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

function deploymentJson(deployment: Deployment, own: Resources, model: Model) {
  const { id, format, root, stack, environment, account, region } = deployment;
  const { exports: _, unread: __, ...shown } = own;
  const kinds = Object.entries(shown).map(
    ([kind, entities]) => [kind, entities.map((entity) => entityJson(kind as Kind, entity, model))] as const,
  );
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

/** Every noun by one mechanism: values as they are, references as what they mean. */
function entityJson(kind: Kind, entity: Entity, model: Model): Record<string, unknown> {
  const { id: _, deploymentId: __, at, writtenAt, instances, address, label, ...facts } = entity;
  const written = Object.entries(facts).flatMap(([name, fact]) => factJson(name, fact));
  return {
    address,
    ...(label === undefined ? {} : { label }),
    at: locationJson(at),
    ...(writtenAt === undefined ? {} : { writtenAt: locationJson(writtenAt) }),
    instances: intervalJson(instances),
    ...Object.fromEntries(written),
    ...MEANT[kind]?.(entity as never, model),
  };
}

function factJson(name: string, fact: unknown): [string, unknown][] {
  if (isValue(fact)) return [[name, valueJson(fact)]];
  if (name === "weights") return [["weighted", (fact as unknown[]).length > 0]];
  if (name === "resourceId") return [[name, valueJson((fact as Reference).text)]];
  const isLink = name === "publishedVersion" || (typeof fact === "object" && fact !== null);
  return isLink ? [] : [[name, fact]];
}

/** What the references of a noun mean, and what follows from those of others. */
const MEANT: { [K in Kind]?: (entity: Resources[K][number], model: Model) => Record<string, unknown> } = {
  functions: (fn, model) => ({ edge: valueJson(model.runsAtEdge(fn)) }),
  versions: functionJson,
  aliases: (alias, model) => {
    const { text, kind } = model.versionOf(alias);
    const published = kind.state === "known" ? kind.value === "version" : null;
    return { ...functionJson(alias, model), version: valueJson(text), published };
  },
  provisionedConcurrency: calledJson,
  scalingTargets: (target, model) => ({ subject: calledJson(target, model) }),
  eventSources: calledJson,
  mapTasks: calledJson,
  eventInvokeConfigs: calledJson,
  alarms: functionJson,
  callers: calledJson,
  managedScalings: functionJson,
};

function functionJson(entity: Referring, model: Model): Record<string, unknown> {
  const fn = model.functionOf(entity);
  return { function: fn?.deploymentId === entity.deploymentId ? fn.address : null };
}

function calledJson(entity: Referring, model: Model): Record<string, unknown> {
  return { ...functionJson(entity, model), qualifier: valueJson(model.qualifierOf(entity).text) };
}

function isValue(fact: unknown): fact is Value<unknown> {
  return typeof fact === "object" && fact !== null && "state" in fact && "at" in fact;
}
