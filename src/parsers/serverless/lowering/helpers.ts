import { createHash } from "node:crypto";
import { childOf, nonNullText, type YamlEntry, type YamlNode } from "../../../source/yaml/tree.ts";
import { functionId } from "../naming.ts";
import { isFalsy, scalarNode } from "../nodes.ts";
import type { Service } from "../service.ts";
import { eventsOf, type FunctionEvent } from "./callers.ts";
import { resourceOf } from "./resources.ts";

/** What the framework gives to each function that it adds. See `lib/plugins/aws/custom-resources/index.js` of serverless/serverless. */
const MEMORY = 1024;
const TIMEOUT = 180;
/** Longer names are cut, and end in a hash of the whole. */
const LONGEST_NAME = 64;
const KEPT_OF_LONG_NAME = 32;

/** A function that the framework adds, and whether an event asks for it. What can't be known may ask. */
interface Helper {
  name: string;
  isFor(event: FunctionEvent, service: Service): boolean;
}

const HELPERS: readonly Helper[] = [
  { name: "custom-resource-existing-s3", isFor: ofExisting("s3") },
  { name: "custom-resource-existing-cup", isFor: ofExisting("cognitoUserPool") },
  {
    name: "custom-resource-event-bridge",
    isFor({ kind }, { provider }) {
      const settings = childOf(provider, "eventBridge");
      return kind === "eventBridge" && !isFalsy(settings) && isFalsy(childOf(settings, "useCloudFormation"));
    },
  },
  {
    name: "custom-resource-apigw-cw-role",
    isFor: ({ kind }, { provider }) => {
      const logs = childOf(provider, "logs");
      const restApi = childOf(logs, "restApi");
      // With a role that is managed elsewhere, neither of the two kinds of API needs this one.
      if (!isFalsy(childOf(restApi, "roleManagedExternally"))) return false;
      if (kind === "http") return writesAccessLogs(restApi);
      const isElsewhere = !isFalsy(childOf(childOf(provider, "apiGateway"), "websocketApiId"));
      return kind === "websocket" && !isElsewhere && !isFalsy(childOf(logs, "websocket"));
    },
  },
];

/** The functions that the framework adds for what it can't do in a template: nobody can write their properties. */
export function lowerHelpers(service: Service): YamlEntry[] {
  const events = service.functions.flatMap(eventsOf);
  return HELPERS.flatMap(({ name, isFor }) => {
    const asking = events.find((event) => isFor(event, service));
    if (!asking) return [];
    const at = asking.entry.keyNode;
    return [
      resourceOf(
        functionId(name),
        "AWS::Lambda::Function",
        [
          ["FunctionName", deployedName(name, at, service)],
          ["MemorySize", scalarNode(MEMORY, at)],
          ["Timeout", scalarNode(TIMEOUT, at)],
        ],
        at,
      ),
    ];
  });
}

/** Whether a logical id is that of a function that the framework adds. */
export function isHelper(id: string): boolean {
  return HELPERS.some(({ name }) => functionId(name) === id);
}

function ofExisting(wanted: string): Helper["isFor"] {
  return ({ kind, entry }) => kind === wanted && !isFalsy(childOf(entry.value, "existing"));
}

function writesAccessLogs(logs: YamlNode | undefined): boolean {
  if (isFalsy(logs)) return false;
  const accessLogging = childOf(logs, "accessLogging");
  return !accessLogging || nonNullText(accessLogging) === undefined || !isFalsy(accessLogging);
}

function deployedName(helper: string, at: YamlNode, { name, stage, provenances }: Service): YamlNode {
  const whole = `${nonNullText(name) ?? ""}-${nonNullText(stage) ?? ""}-${helper}`;
  const hash = createHash("md5").update(whole).digest("hex");
  const text = whole.length > LONGEST_NAME ? `${whole.slice(0, KEPT_OF_LONG_NAME)}${hash}` : whole;
  const because = [name, stage]
    .map((part) => provenances.get(part)?.because)
    .find((each) => each !== undefined);
  const node = scalarNode(text, at);
  return because === undefined ? node : provenances.note(node, { because });
}
