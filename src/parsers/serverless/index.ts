import type { Diagnostic } from "../../finding.ts";
import { noResources, type PoolKey } from "../../model/model.ts";
import { known, unknown, type Value } from "../../model/value.ts";
import type { EnvironmentInputs, FileSystem, Parsed, Parser } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { childOf, entryLocation, locationOf, type YamlMapping, type YamlNode } from "../../source/yaml/tree.ts";
import { isComposeFile } from "./compose.ts";
import { findServices, isServiceName, readConfiguration } from "./discovery.ts";
import { lowerService } from "./lowering/template.ts";
import { readLowered } from "./read-lowered.ts";
import { readService, type Service } from "./service.ts";

/** Serverless Framework: a service is lowered to the CloudFormation template that the framework deploys. */
const serverless: Parser = {
  format: "serverless",

  claims(path) {
    return isServiceName(path) || isComposeFile(path);
  },

  roots: findServices,

  parse(root, inputs, fs) {
    const file = fs.read(root.path);
    const top = file && readConfiguration(file).top;
    return top ? readServiceRoot(top, inputs, fs) : nothingIn(root.path);
  },
};

export default serverless;

function readServiceRoot(top: YamlMapping, inputs: EnvironmentInputs, fs: FileSystem): Parsed {
  const service = readService(top, inputs, fs);
  const pool = poolOf(service, inputs);
  const stack = stackName(service);
  return {
    ...(stack === undefined ? {} : { stack }),
    ...pool,
    regionFixed: service.regionFixed,
    resources: readLowered(lowerService(service), service, pool, inputs, fs),
    diagnostics: [...service.diagnostics, ...settingsWithoutEffect(service)],
    inputsFound: [],
  };
}
