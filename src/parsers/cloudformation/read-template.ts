import type { Diagnostic } from "../../finding.ts";
import type { Caller, LambdaFunction } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import type { FileSystem } from "../../parser.ts";
import { isReadType, readResources } from "../../resources/read-resources.ts";
import type { ResourceReader } from "../../resources/reader.ts";
import { referenceTo } from "../../resources/references.ts";
import type { YamlMapping } from "../../source/yaml/tree.ts";
import { type Instances, instancesWithin, ONCE } from "../../values/instances.ts";
import { known } from "../../values/value.ts";
import { type Stack, stackOf } from "./nested.ts";
import { SAM_FUNCTION } from "./resource-types.ts";
import { embeddedCallers } from "./resources/embedded-callers.ts";
import { exportedOutputs } from "./resources/outputs.ts";
import { TemplateResource } from "./resources/template-resource.ts";
import { lowerSamFunction, type SamFunction } from "./sam/function.ts";
import { globalsRefused } from "./sam/globals.ts";
import type { TemplateOptions } from "./template.ts";

/** What a template holds, with the stacks nested in it. */
export interface ReadTemplate {
  resources: Resources;
  diagnostics: Diagnostic[];
}

/** Reads the Lambda resources of a template, CloudFormation's and SAM's alike, into the model's nouns. */
export function readTemplate(root: YamlMapping, options: TemplateOptions, fs: FileSystem): ReadTemplate {
  const readers: ResourceReader[] = [];
  const functions: SamFunction[] = [];
  const diagnostics: Diagnostic[] = [];
  collect(stackOf(root, { ...options, types: new Map() }, fs), ONCE);
  const { deploymentId } = options.inputs;
  const resources = withSamFacts(functions, readResources(readers, deploymentId));
  return { resources, diagnostics };

  function collect({ template, nested, diagnostics: own }: Stack, around: Instances): void {
    diagnostics.push(...own, ...template.diagnostics, ...globalsRefused(template));
    for (const entry of template.resources) {
      if (instancesWithin(around, template.instancesOf(entry)).atMost === 0) continue;
      if (template.typeOf(entry.key) === SAM_FUNCTION) {
        const fn = lowerSamFunction(template, entry);
        functions.push(fn);
        diagnostics.push(...fn.diagnostics);
        readers.push(...fn.readers.map((reader) => inStack(reader, around)));
      } else {
        const reader = new TemplateResource(template, entry);
        if (isReadType(reader.type)) readers.push(inStack(reader, around));
        readers.push(...embeddedCallers(template, entry).map((each) => inStack(each, around)));
      }
    }
    readers.push(...exportedOutputs(template).map((each) => inStack(each, around)));
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

/** With what is written only in SAM's functions: that they publish, what polls them, and what calls them. */
function withSamFacts(samFunctions: readonly SamFunction[], read: Resources): Resources {
  const byAddress = new Map(read.functions.map((fn) => [fn.address, fn]));
  const there = samFunctions.filter(({ address }) => byAddress.has(address));
  const publishing = new Map(
    there.flatMap(({ address, publishedAt }) => (publishedAt ? [[address, publishedAt]] : [])),
  );
  const polling = new Map(there.flatMap(({ events }) => events.map((event) => [event.address, event])));
  const callers = there.flatMap((sam) => {
    const fn = byAddress.get(sam.address) as LambdaFunction;
    return sam.events.flatMap((event) =>
      event.caller === undefined ? [] : [callerOf(event.caller, event, fn, sam.alias)],
    );
  });
  return {
    ...read,
    functions: read.functions.map((fn) => {
      const at = publishing.get(fn.address);
      return at ? { ...fn, publishesVersions: known(true, at) } : fn;
    }),
    eventSources: read.eventSources.map((source) => {
      const event = polling.get(source.address);
      return event?.kind ? { ...source, kind: known(event.kind, event.at) } : source;
    }),
    callers: [...read.callers, ...callers],
  };
}

function callerOf(
  kind: string,
  { address, at }: { address: string; at: Caller["at"] },
  fn: LambdaFunction,
  alias: string | undefined,
): Caller {
  const { deploymentId, instances } = fn;
  return {
    id: `${deploymentId}#${address}`,
    address,
    deploymentId,
    at,
    instances,
    kind,
    function: referenceTo(fn, at),
    ...(alias === undefined ? {} : { qualifier: referenceTo({ address: alias }, at) }),
  };
}
