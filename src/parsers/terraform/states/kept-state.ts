import type { EvaluatedModule } from "../instances/evaluated-module.ts";
import type { RootContext } from "../instances/root-context.ts";
import { resultOf } from "../values/alternatives.ts";
import { object } from "../values/construct.ts";
import type { TfValue } from "../values/value.ts";
import { DEFAULT_WORKSPACE, type StatePlace, stateIn } from "./state-place.ts";

/** Where a root module keeps its state, as far as it says so itself. */
export function keptState({ module: { backend }, scope, root }: EvaluatedModule): StatePlace {
  if (!backend) return { because: "it names no backend" };
  const given = new Map<string, TfValue>();
  for (const { name, value } of backend.body.attributes.values()) {
    const evaluated = resultOf(() => scope.evaluate(value));
    if (evaluated) given.set(name, evaluated);
  }
  for (const { type, body } of backend.body.blocks) {
    const entries = [...body.attributes.values()].flatMap(({ name, value }) => {
      const evaluated = resultOf(() => scope.evaluate(value));
      return evaluated ? [[name, evaluated] as const] : [];
    });
    given.set(type, object(entries));
  }
  const type = backend.type === "cloud" ? "cloud" : (backend.labels[0]?.value ?? "");
  return stateIn(type, given, workspaceIn(root), root);
}

/** The workspace that a root is deployed in: the default one where nobody says another. */
export function workspaceIn({ workspace }: RootContext): string {
  return workspace.kind === "string" ? workspace.value : DEFAULT_WORKSPACE;
}
