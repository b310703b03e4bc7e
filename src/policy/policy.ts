import type { PoolLimits } from "../model/ledger.ts";
import type { Resources } from "../model/model.ts";
import type { EnvironmentInputs, FileSystem, Located, Root } from "../parser.ts";
import type { PolicyView } from "../rule.ts";
import type { YamlMapping } from "../source/yaml/tree.ts";
import { type CompiledCriticalPath, criticalPathsFor } from "./critical-paths.ts";
import { placeOf } from "./document/place.ts";
import {
  bareEnvironment,
  type PolicyEnvironment,
  UNMATCHED_ENVIRONMENT,
} from "./environments/environment.ts";
import { type InputContext, inputsFor } from "./environments/inputs.ts";
import { selectEnvironments } from "./environments/select.ts";
import { withoutForeignFunctions } from "./environments/tag-matcher.ts";
import { limitsOf } from "./limits.ts";
import type { PolicyRule } from "./preset.ts";
import { reviewRun } from "./review/review.ts";
import type { Review, ReviewedRun, WaivableProblem } from "./review/run.ts";
import { type RuleSettings, settingsOf } from "./settings.ts";
import type { PolicyData } from "./shape/schema.ts";
import type { CompiledWaiver } from "./waivers/compiled.ts";

/** What a policy is loaded with. */
export interface PolicyContext {
  /** Every rule that the policy may speak of. */
  rules: readonly PolicyRule[];
  /** The checkout: var-files and parameter files are looked for in it. */
  fs: FileSystem;
  /** ISO date, which decides what has expired. */
  today: string;
}

/** What a policy is made of. */
export interface PolicyParts {
  /** The path of the policy file, relative to the checkout. */
  file: string;
  data: PolicyData;
  /** The policy file with all that it extends. */
  tree: YamlMapping;
  rules: readonly PolicyRule[];
  fs: Pick<FileSystem, "exists">;
  /** ISO date. */
  today: string;
  /** In the policy's order. */
  environments: readonly PolicyEnvironment[];
  /** The most generous first. */
  criticalPaths: readonly CompiledCriticalPath[];
  waivers: readonly CompiledWaiver[];
}

/** A policy as the run asks it. It is loaded by `loadPolicy` and never changes. */
export class Policy {
  /** In the policy's order. */
  readonly environments: readonly PolicyEnvironment[];
  readonly view: PolicyView;
  readonly #parts: PolicyParts;
  readonly #unmatched: PolicyEnvironment;
  readonly #inputContext: InputContext;
  readonly #settings = new Map<string, RuleSettings>();

  constructor(parts: PolicyParts) {
    const { data, tree, file, fs, environments } = parts;
    this.#parts = parts;
    this.environments = environments;
    this.#unmatched = bareEnvironment(UNMATCHED_ENVIRONMENT, file);
    this.#inputContext = {
      file,
      fs,
      environmentNames: this.environments.map((each) => each.name),
      moduleAdapters: listAt(data["module-adapters"], tree, "module-adapters"),
    };
    this.view = this.#createView();
  }

  /** The names of all environments, in the policy's order. */
  get environmentNames(): readonly string[] {
    return this.#inputContext.environmentNames;
  }

  /** The environments that a root is deployed to; never none: a root of no environment is checked as `unmatched`, which counts as production. */
  environmentsFor(root: Root): readonly PolicyEnvironment[] {
    const { environments } = selectEnvironments(root, this.environments);
    return environments.length > 0 ? environments : [this.#unmatched];
  }

  /** What the policy gives to the evaluation of a root. @param region one of the environment's; undefined when it names none or the root fixes its own */
  inputsFor(
    environment: PolicyEnvironment,
    root: Root,
    region: Located<string> | undefined,
    processVariables: Readonly<Record<string, string | undefined>> = {},
  ): EnvironmentInputs {
    return inputsFor(environment, root, region, processVariables, this.#inputContext);
  }

  /** What was read of a root for an environment, without the functions whose tags say that they belong to another of its environments. */
  withoutForeignFunctions(
    resources: Resources,
    environment: PolicyEnvironment,
    among: readonly PolicyEnvironment[],
  ): Resources {
    return withoutForeignFunctions(resources, environment, among);
  }

  /** Severity and options of a rule in an environment; without one, what holds everywhere. */
  settingsFor(rule: PolicyRule, environment?: string): RuleSettings {
    const { tree, data } = this.#parts;
    const own = data.environments?.[environment ?? ""];
    // Most environments say nothing of rules: then all of them have the same settings.
    const where = own?.rules || own?.undetermined ? environment : undefined;
    const key = `${rule.id} ${where ?? ""}`;
    const settings = this.#settings.get(key) ?? settingsOf(rule, where, tree, data);
    this.#settings.set(key, settings);
    return settings;
  }

  /** What an account allows in a region; undefined stands for one that isn't known. */
  limitsFor(account: string | undefined, region: string | undefined): PoolLimits {
    return limitsOf(this.#parts.data.accounts, this.#parts.tree, account, region);
  }

  /** Looks back on a run: which problems are waived, and what of the policy had no effect. */
  review<P extends WaivableProblem>(run: ReviewedRun<P>): Review<P> {
    return reviewRun(run, { ...this.#parts, inputs: this.#inputContext });
  }

  #createView(): PolicyView {
    const { data, tree, criticalPaths } = this.#parts;
    const { "monthly-usd": total, "per-function-usd": perFunction } = data.budgets ?? {};
    const production = new Map(this.environments.map((each) => [each.name, each.production]));
    return {
      isProduction: (deployment) => production.get(deployment.environment) ?? true,
      criticalPathsFor: (fn, deployment) => criticalPathsFor(criticalPaths, fn, deployment),
      defaultReserved: data["default-reserved"],
      monthlyBudget: {
        ...(total === undefined ? {} : { total }),
        ...(perFunction === undefined ? {} : { perFunction }),
        ...(data.budgets ? { at: placeOf(tree, ["budgets"]) } : {}),
      },
    };
  }
}

function listAt<T>(values: readonly T[] | undefined, tree: YamlMapping, key: string): Located<T>[] {
  return (values ?? []).map((value, index) => ({ value, at: placeOf(tree, [key, index]) }));
}
