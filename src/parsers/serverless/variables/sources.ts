import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { own } from "../../../source/own.ts";
import { folderOf, isSomethingAt, resolvePath } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { childOf, isNull, type YamlNode, type YamlText } from "../../../source/yaml/tree.ts";
import type { Composed } from "../compose.ts";
import { dataNode, scalarNode } from "../nodes.ts";
import { inEnvironmentFiles, loadsEnvironmentFiles } from "./environment-files.ts";
import type { Provenances } from "./provenance.ts";
import { askedFor, keeperOf, remote } from "./remote.ts";
import type { Found, Resolver, Sources } from "./resolver.ts";

/** What the variables of one service are resolved with. */
export interface VariableContext {
  /** The service's configuration. */
  top: YamlNode;
  fs: FileSystem;
  inputs: EnvironmentInputs;
  provenances: Provenances;
  /** `--stage`, where the policy gives it. */
  stageOption: string | undefined;
  /** What a compose file gives. */
  composed: Composed | { because: string } | undefined;
  /** The stack of another service of the compose file, where its name is known. */
  stackOf(service: string): string | undefined;
}

/** `${api.url}`: in compose files, what another service gives out. */
const COMPOSED_OUTPUT = /\$\{([\w-]+)\.([\w.-]+)\}/;

const OPTION_HINTS: ReadonlyMap<string, (environment: string) => string> = new Map([
  ["stage", (environment) => `; give the stage in environments.${environment}.serverless.stage`],
  ["region", (environment) => `; give the region in environments.${environment}.regions`],
]);

const SOURCES = new Set(["self", "opt", "sls", "param", "env", "file", "strToBool", "aws"]);

/** The framework's own variable sources, without those that need a network or code that is run. */
export class VariableSources implements Sources {
  readonly #context: VariableContext;
  /** The stage, once it is worked out; before that, asking for it is asking in a circle. */
  stage: string | { because: string } = { because: "the stage depends on itself" };
  /** Whether any value depends on the stage. */
  stageUsed = false;
  readonly #files = new Map<SourceFile, YamlText>();

  constructor(context: VariableContext) {
    this.#context = context;
  }

  find(
    source: string,
    parameter: string | undefined,
    address: string,
    use: YamlNode,
    resolver: Resolver,
  ): Found {
    switch (source) {
      case "self":
        return resolver.at(this.#context.top, address === "" ? [] : address.split("."));
      case "opt":
        return this.#option(address, use);
      case "sls":
        return this.#framework(address, use);
      case "param":
        return this.#param(address, use, resolver);
      case "env":
        return this.#environmentVariable(address, use);
      case "file":
        return this.#file(parameter ?? "", address, use, resolver);
      case "strToBool":
        return toBoolean(parameter ?? address, use);
      case "aws":
        return this.#aws(address, use);
      default:
        return remote(source, parameter, address);
    }
  }

  refusal(source: string): string | undefined {
    if (SOURCES.has(source) || askedFor(source)) return undefined;
    const keeper = keeperOf(source);
    if (keeper) return `\${${source}:…} is kept in ${keeper}, which is not read`;
    return `the variable source "${source}" belongs to a plugin or resolver, which is not run`;
  }

  missing(source: string, parameter: string | undefined, address: string): string {
    const { environment } = this.#context.inputs;
    switch (source) {
      case "self":
        return `there is no ${address} in ${this.#context.top.file.path}`;
      case "opt":
        return `the option --${address} is not known${OPTION_HINTS.get(address)?.(environment) ?? ""}`;
      case "param":
        return `the parameter ${address} has no value; give it in environments.${environment}.serverless.params`;
      case "env":
        return `the environment variable ${address} is not known here; allow it in environments.${environment}.serverless.read-environment`;
      case "file":
        return address === ""
          ? `there is no file ${parameter}`
          : `there is no ${address} in the file ${parameter}`;
      default:
        return `${source}:${address} has no value`;
    }
  }

  #option(name: string, use: YamlNode): Found {
    const { stageOption, inputs, provenances } = this.#context;
    if (name === "stage" || name === "s") {
      this.stageUsed = true;
      return stageOption === undefined ? undefined : scalarNode(stageOption, use);
    }
    if (name === "region" || name === "r") return located(inputs.region, use, provenances);
    return undefined;
  }

  #framework(address: string, use: YamlNode): Found {
    if (address !== "stage") return { because: `\${sls:${address}} is new with each deployment` };
    this.stageUsed = true;
    return typeof this.stage === "string" ? scalarNode(this.stage, use) : this.stage;
  }

  /** From the policy, as from `--param`; then of the stage; then of all stages. */
  #param(name: string, use: YamlNode, resolver: Resolver): Found {
    const { top, inputs, provenances, composed, stackOf } = this.#context;
    const param = own(inputs.serverless.params, name);
    if (param) return located(param, use, provenances);
    this.stageUsed = true;
    const stages = typeof this.stage === "string" ? [this.stage, "default"] : ["default"];
    for (const stage of stages) {
      for (const path of [
        ["stages", stage, "params", name],
        ["params", stage, name],
      ]) {
        const found = resolver.at(top, path);
        if (found && !isNull(found)) return found;
      }
    }
    if (composed && "because" in composed) return composed;
    const given = childOf(composed?.params, name);
    const [written, service, output] = (given?.kind === "scalar" && COMPOSED_OUTPUT.exec(given.text)) || [];
    if (written === undefined || service === undefined) return given && resolver.resolve(given);
    const because = `${written} is an output of another service and known only after its deployment`;
    const stack = given?.kind === "scalar" && given.text.trim() === written ? stackOf(service) : undefined;
    return stack === undefined
      ? { because }
      : { because, asked: { kind: "output", name: `${stack}.${output}` } };
  }

  #environmentVariable(name: string, use: YamlNode): Found {
    const variables = this.#context.inputs.serverless.environmentVariables;
    const value = own(variables, name);
    if (value !== undefined) return scalarNode(value, use);
    const { top, fs } = this.#context;
    const stage = typeof this.stage === "string" ? this.stage : undefined;
    return loadsEnvironmentFiles(top) ? inEnvironmentFiles(name, top, stage, fs) : undefined;
  }

  #file(path: string, address: string, use: YamlNode, resolver: Resolver): Found {
    if (/\.[cm]?[jt]s$/.test(path)) return { because: `${path} is code, which is not run` };
    const { fs, top } = this.#context;
    const inCheckout = path.startsWith("~") ? undefined : resolvePath(folderOf(top.file.path), path);
    if (inCheckout === undefined) return { because: `the file ${path} is outside the checkout` };
    const file = fs.read(inCheckout);
    if (!file)
      return isSomethingAt(inCheckout, fs) ? { because: `the file ${inCheckout} can't be read` } : undefined;
    if (!/\.(?:ya?ml|json|tfstate)$/i.test(inCheckout)) return scalarNode(file.text, use);
    const { documents, problems } = this.#parsed(file);
    const broken = problems.find((problem) => problem.severity === "error");
    if (broken)
      return { because: `the file ${inCheckout} can't be read. ${broken.message}`.replace(/\.$/, "") };
    const [content] = documents;
    return content && resolver.at(content, pathInFile(address));
  }

  /** Each file once, so that its nodes are the same wherever it is used. */
  #parsed(file: SourceFile): YamlText {
    const earlier = this.#files.get(file);
    const text = earlier ?? parseYaml(file);
    if (!earlier) this.#files.set(file, text);
    return text;
  }

  #aws(address: string, use: YamlNode): Found {
    const { inputs, provenances } = this.#context;
    const { environment } = inputs;
    switch (address) {
      case "accountId":
        return (
          located(inputs.account, use, provenances) ?? {
            because: `the account is not given; give it in environments.${environment}.account`,
          }
        );
      case "region":
        return (
          this.region(use) ?? {
            because: `the region is not given; give it in environments.${environment}.regions`,
          }
        );
      default:
        return { because: `\${aws:${address}} is kept in AWS, which is not read` };
    }
  }

  /** The region that the policy gives. */
  region(use: YamlNode): YamlNode | undefined {
    return located(this.#context.inputs.region, use, this.#context.provenances);
  }
}

/** A value of the policy file: it is written there, and is used here. */
function located(
  given: Located<unknown> | undefined,
  use: YamlNode,
  provenances: Provenances,
): YamlNode | undefined {
  return given && provenances.note(dataNode(given.value, use), { at: given.at });
}

/** `a.b[0]` → a, b, 0 */
function pathInFile(address: string): string[] {
  return address === "" ? [] : address.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
}

function toBoolean(text: string, use: YamlNode): Found {
  const lower = text.trim().toLowerCase();
  if (lower === "true" || lower === "1") return scalarNode(true, use);
  if (lower === "false" || lower === "0") return scalarNode(false, use);
  return { because: `strToBool takes true, false, 1 or 0, not "${text}"` };
}
