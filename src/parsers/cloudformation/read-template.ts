import type { Diagnostic } from "../../finding.ts";
import type { Caller } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import type { FileSystem, Reached, UnreadCode } from "../../parser.ts";
import { SAM_FUNCTION } from "../../resources/cloud-control-type.ts";
import { isReadType, readResources } from "../../resources/read-resources.ts";
import type { ResourceReader } from "../../resources/reader.ts";
import { referenceTo } from "../../resources/references.ts";
import { append } from "../../source/append.ts";
import { startOfFile } from "../../source/location.ts";
import type { YamlMapping } from "../../source/yaml/tree.ts";
import { type Instances, instancesWithin, ONCE } from "../../values/instances.ts";
import { conditionCircles } from "./condition-circles.ts";
import { includedIn, unreadIncludes } from "./includes.ts";
import { type Stack, stackOf, stackSetsIn } from "./nested.ts";
import { embeddedCallers } from "./resources/embedded-callers.ts";
import { publishedOutputs } from "./resources/outputs.ts";
import { stateMachineDefinition } from "./resources/state-machines.ts";
import { TemplateResource } from "./resources/template-resource.ts";
import { lowerSamFunction, type SamFunction } from "./sam/function.ts";
import { globalsRefused } from "./sam/globals.ts";
import type { TemplateOptions } from "./template-options.ts";
import { TemplateSteps } from "./template-steps.ts";

/** What a template holds, with the stacks nested in it. */
export interface ReadTemplate {
  resources: Resources;
  diagnostics: Diagnostic[];
  unread: UnreadCode[];
  /** The template and the nested stacks that are created. */
  reached: Reached[];
}

/**
 * Reads the Lambda resources of a template, CloudFormation's and SAM's alike, into the model's nouns.
 * @param deployed how many stacks a resource of another format makes of it
 */
export function readTemplate(
  root: YamlMapping,
  options: TemplateOptions,
  fs: FileSystem,
  deployed?: Instances,
): ReadTemplate {
  const readers: ResourceReader[] = [];
  const callers: Caller[] = [];
  const diagnostics: Diagnostic[] = [];
  const unread: UnreadCode[] = [];
  const reached: Reached[] = [];
  const { deploymentId } = options.inputs;
  const steps = new TemplateSteps();
  collect(stackOf(root, { ...options, types: new Map(), steps }, fs), deployed ?? ONCE);
  const resources = readResources(readers, deploymentId);
  if (steps.areSpent)
    diagnostics.push({
      severity: "error",
      message: `Not all of this template was evaluated: ${steps.because}.`,
      hint: "What depends on the rest is reported as unknown.",
      at: startOfFile(root.file.path),
    });
  append(resources.callers, callers);
  return { resources, diagnostics, unread, reached };

  function collect({ template, entry, nested, ...own }: Stack, around: Instances): void {
    const { path } = template.root.file;
    diagnostics.push(...own.diagnostics, ...template.diagnostics, ...globalsRefused(template));
    append(diagnostics, conditionCircles(template.root));
    unread.push(
      ...own.unread,
      ...template.unread,
      ...unreadIncludes(template.root, fs),
      ...stackSetsIn(template),
    );
    const { files, pieces } = includedIn(template.root, fs);
    reached.push({
      kind: entry || deployed ? "stack" : "root",
      what: path,
      files: [path, ...files],
      ...(pieces.length > 0 ? { includes: pieces } : {}),
      isOfLambda: true,
    });
    for (const entry of template.resources) {
      if (instancesWithin(around, template.instancesOf(entry)).atMost === 0) continue;
      if (template.typeOf(entry.key) === SAM_FUNCTION) {
        const fn = lowerSamFunction(template, entry);
        append(diagnostics, fn.diagnostics);
        append(
          readers,
          fn.readers.map((reader) => inStack(reader, around)),
        );
        append(callers, callersOf(fn, deploymentId));
      } else {
        const reader = new TemplateResource(template, entry);
        if (isReadType(reader.type)) readers.push(inStack(reader, around));
        const embedded = [
          ...embeddedCallers(template, entry, fs),
          ...stateMachineDefinition(template, entry, fs),
        ];
        append(
          readers,
          embedded.map((each) => inStack(each, around)),
        );
      }
    }
    append(
      readers,
      publishedOutputs(template).map((each) => inStack(each, around)),
    );
    for (const stack of nested) {
      const within = instancesWithin(around, stack.entry ? template.instancesOf(stack.entry) : ONCE);
      if (within.atMost > 0) collect(stack, within);
    }
  }
}

/** There are as many of a nested stack's resources as there are of the stack. */
function inStack<R extends ResourceReader>(reader: R, around: Instances): R {
  const instances = instancesWithin(around, reader.instances);
  return Object.assign(reader, { instances });
}

/** The callers that are written only as events of a SAM function: they call its alias where it has one. */
function callersOf({ readers: [fn], events, alias }: SamFunction, deployment: string): Caller[] {
  if (!fn) return [];
  return events.flatMap(({ caller, address, at }): Caller[] => {
    if (caller === undefined) return [];
    const qualifier = alias === undefined ? {} : { qualifier: referenceTo({ address: alias }, at) };
    return [
      {
        id: `${deployment}#${address}`,
        address,
        deploymentId: deployment,
        at,
        instances: fn.instances,
        kind: caller,
        function: referenceTo(fn, at),
        ...qualifier,
      },
    ];
  });
}
