import type { Diagnostic } from "../../finding.ts";
import { isReadType } from "../../resources/read-resources.ts";
import { append } from "../../source/append.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseJson } from "../../source/yaml/json.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import {
  childOf,
  isNull,
  itemsOf,
  locationOf,
  stringValue,
  type YamlNode,
  type YamlText,
} from "../../source/yaml/tree.ts";
import type { InstanceKey } from "./addresses.ts";

/** One instance of a managed resource that will exist after the apply, or that exists in a state. */
export interface PlannedResource {
  address: string;
  /** The address of the module instance that holds it; empty for the root module. */
  module: string;
  type: string;
  name: string;
  key: InstanceKey;
  /** Where the document describes it. */
  node: YamlNode;
  values: YamlNode | undefined;
  /** Mirrors the values: true where one is known only after the apply. */
  unknown: YamlNode | undefined;
  /** An instance that represents an unknown number of them: Terraform has deferred it. */
  uncounted: boolean;
}

/** What `terraform show -json` prints of a plan or of a state. */
export interface PlanDocument {
  kind: "plan" | "state";
  file: SourceFile;
  resources: PlannedResource[];
  /** `configuration.root_module`; a state has none. */
  configuration: YamlNode | undefined;
  providers: YamlNode | undefined;
  /** Root variables with the values that they had. */
  variables: YamlNode | undefined;
}

/** Whether a text looks like the output of `terraform show -json`, without parsing it. */
export function looksLikePlan({ text }: SourceFile): boolean {
  return (
    text.includes('"format_version"') &&
    text.includes('"terraform_version"') &&
    (text.includes('"planned_values"') || text.includes('"values"'))
  );
}

/** A document that was read, or why it was not; neither when the text is something else. */
export interface ReadDocument {
  document?: PlanDocument;
  diagnostics: Diagnostic[];
}

/** A plan is large and is asked for once to find it and once an environment. */
const alreadyRead = new WeakMap<SourceFile, ReadDocument>();

/** Reads the document of a file, once. */
export function readDocument(file: SourceFile): ReadDocument {
  const earlier = alreadyRead.get(file);
  if (earlier) return earlier;
  const read = parseDocument(file);
  alreadyRead.set(file, read);
  return read;
}

/** What of a plan nobody reads here: most of it is what there was before. */
const SKIPPED = new Set([
  ...["prior_state", "resource_drift", "output_changes", "relevant_attributes", "checks"],
  ...["before", "before_sensitive", "after_sensitive", "sensitive_values"],
]);

/** A plan of a large estate has tens of megabytes, of which the functions are little. */
function planTree(file: SourceFile): YamlText {
  const tree = parseJson(file, {
    skips: (key) => SKIPPED.has(key),
    kept: (mapping, under) => {
      if (under !== "resources" && under !== "resource_changes") return mapping.entries;
      const type = stringValue(childOf(mapping, "type"));
      if (type === undefined || isReadType(type)) return mapping.entries;
      return mapping.entries.filter(({ key }) => key !== "values" && key !== "change");
    },
  });
  return tree ? { documents: [tree], problems: [] } : parseYaml(file);
}

function parseDocument(file: SourceFile): ReadDocument {
  const { documents, problems } = planTree(file);
  const broken = problems.find((problem) => problem.severity === "error");
  if (broken) {
    const hint = "Regenerate it with: terraform show -json plan.out > plan.json";
    return {
      diagnostics: [
        {
          severity: "error",
          message: `The Terraform plan can't be read. ${broken.message}`,
          hint,
          at: broken.at,
        },
      ],
    };
  }
  const top = documents[0];
  const planned = childOf(top, "planned_values");
  const values = planned ?? childOf(top, "values");
  if (!top || !values || !stringValue(childOf(top, "format_version"))) return { diagnostics: [] };
  const configuration = childOf(top, "configuration");
  const document: PlanDocument = {
    kind: planned ? "plan" : "state",
    file,
    resources: [...plannedResources(values, top), ...deferredResources(top)],
    configuration: childOf(configuration, "root_module"),
    providers: childOf(configuration, "provider_config"),
    variables: childOf(top, "variables"),
  };
  return { document, diagnostics: doubts(top) };
}

/** Everything under `planned_values` will exist: what the plan deletes is not listed there. */
function plannedResources(values: YamlNode, top: YamlNode): PlannedResource[] {
  const unknowns = new Map<string, YamlNode>();
  for (const change of itemsOf(childOf(top, "resource_changes"))) {
    const address = stringValue(childOf(change, "address"));
    const unknown = childOf(childOf(change, "change"), "after_unknown");
    // A deposed object is the old one of a replacement.
    if (address !== undefined && unknown && !childOf(change, "deposed")) unknowns.set(address, unknown);
  }
  const resources: PlannedResource[] = [];
  const modules: YamlNode[] = [childOf(values, "root_module")].filter((node) => node !== undefined);
  for (let module = modules.pop(); module; module = modules.pop()) {
    const moduleAddress = stringValue(childOf(module, "address")) ?? "";
    for (const node of itemsOf(childOf(module, "resources"))) {
      const unknown = unknowns.get(stringValue(childOf(node, "address")) ?? "");
      const resource = resourceOf(node, moduleAddress, childOf(node, "values"), unknown);
      if (resource) resources.push(resource);
    }
    append(modules, [...itemsOf(childOf(module, "child_modules"))].reverse());
  }
  return resources;
}

/** Resources that Terraform can't plan yet: `deferred_changes` of a partial plan. */
function deferredResources(top: YamlNode): PlannedResource[] {
  return itemsOf(childOf(top, "deferred_changes")).flatMap((deferred) => {
    const node = childOf(deferred, "resource_change");
    const change = childOf(node, "change");
    const after = childOf(change, "after");
    if (!node || !after || isNull(after)) return [];
    const resource = resourceOf(
      node,
      stringValue(childOf(node, "module_address")) ?? "",
      after,
      childOf(change, "after_unknown"),
    );
    const reason = stringValue(childOf(deferred, "reason"));
    return resource ? [{ ...resource, uncounted: reason === "instance_count_unknown" }] : [];
  });
}

function resourceOf(
  node: YamlNode,
  module: string,
  values: YamlNode | undefined,
  unknown: YamlNode | undefined,
): PlannedResource | undefined {
  const [address, type, name] = ["address", "type", "name"].map((key) => stringValue(childOf(node, key)));
  if (address === undefined || type === undefined || name === undefined) return undefined;
  if (stringValue(childOf(node, "mode")) !== "managed") return undefined;
  return {
    address,
    module,
    type,
    name,
    key: keyOf(childOf(node, "index")),
    node,
    values,
    unknown,
    uncounted: false,
  };
}

function keyOf(node: YamlNode | undefined): InstanceKey {
  const value = node?.kind === "scalar" ? node.value : undefined;
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** What the plan says against itself. */
function doubts(top: YamlNode): Diagnostic[] {
  const found: Diagnostic[] = [];
  const flag = (name: string): YamlNode | undefined => childOf(top, name);
  const errored = flag("errored");
  if (errored?.kind === "scalar" && errored.value === true) {
    const message =
      "Terraform stopped with an error while it made this plan, so resources may be missing from it.";
    found.push({
      severity: "warning",
      message,
      hint: "Correct the error and plan again.",
      at: locationOf(errored),
    });
  }
  const complete = flag("complete");
  if (complete?.kind === "scalar" && complete.value === false) {
    const message = "The plan is partial: it was made with -target, or Terraform has deferred some changes.";
    found.push({
      severity: "warning",
      message,
      hint: "Plan without -target to check everything.",
      at: locationOf(complete),
    });
  }
  return found;
}
