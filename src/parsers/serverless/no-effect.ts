import type { Diagnostic } from "../../finding.ts";
import { childOf, entriesOf, entryLocation, entryUnder, type YamlNode } from "../../source/yaml/tree.ts";
import { AUTOSCALING_PLUGIN, withoutTarget } from "./lowering/autoscaling.ts";
import { eventsOf } from "./lowering/callers.ts";
import { isEventSource } from "./lowering/event-sources.ts";
import { PRINT_HINT, type Service, type ServiceFunction } from "./service.ts";

const OF_FUNCTIONS_ONLY = ["reservedConcurrency", "provisionedConcurrency", "concurrencyAutoscaling"];

/** Settings of concurrency that people write where the framework doesn't look. */
export function settingsWithoutEffect(service: Service): Diagnostic[] {
  const { provider, functions, plugins } = service;
  const atProvider = OF_FUNCTIONS_ONLY.flatMap((key) =>
    warning(
      provider,
      key,
      `provider.${key} has no effect: the framework reads it on functions only.`,
      "Write it on each function.",
    ),
  );
  const general = [...atProvider, ...functions.flatMap(pollersUnread)];
  if (plugins.has(AUTOSCALING_PLUGIN))
    return [...general, ...functions.flatMap((fn) => autoscalingUnread(fn, service))];
  const message = `concurrencyAutoscaling has no effect: the plugin ${AUTOSCALING_PLUGIN} is not listed.`;
  const hint = "Add it to plugins.";
  return [
    ...general,
    ...functions.flatMap((fn) => warning(fn.node, "concurrencyAutoscaling", message, hint)),
  ];
}

/** The framework has no setting for provisioned pollers, in any event: it refuses such a key, or passes over it. */
function pollersUnread(fn: ServiceFunction): Diagnostic[] {
  return eventsOf(fn)
    .filter(({ kind }) => isEventSource(kind))
    .flatMap(({ kind, entry }) =>
      entriesOf(entry.value)
        .filter(({ key }) => /poller/i.test(key))
        .map((setting) => ({
          severity: "warning",
          message: `${setting.key} has no effect: the framework has no such setting of ${kind} events.`,
          hint: "Write ProvisionedPollerConfig of the event source mapping under resources.extensions.",
          at: entryLocation(setting),
        })),
    );
}

/** Settings of the plugin that scale nothing, and schedules that aren't known. */
function autoscalingUnread(fn: ServiceFunction, service: Service): Diagnostic[] {
  const { node, key } = fn;
  const because = withoutTarget(fn, service);
  if (because !== undefined)
    return warning(
      node,
      "concurrencyAutoscaling",
      `concurrencyAutoscaling of ${key} has no effect: ${because}.`,
      "Write provisionedConcurrency as a number, and enabled: true where there are settings.",
    );
  const settings = childOf(node, "concurrencyAutoscaling");
  const actions = childOf(settings, "scheduledActions");
  const unread = actions && service.provenances.get(actions)?.because;
  if (unread === undefined) return [];
  const message = `What the scheduled actions of ${key} scale to is not checked: ${unread}.`;
  return warning(settings, "scheduledActions", message, PRINT_HINT);
}

function warning(node: YamlNode | undefined, key: string, message: string, hint: string): Diagnostic[] {
  const entry = entryUnder(node, key);
  return entry ? [{ severity: "warning", message, hint, at: entryLocation(entry) }] : [];
}
