import type { EnvironmentInputs, Neighbours, Root } from "../parser.ts";
import type { PolicyEnvironment } from "../policy/environments/environment.ts";
import type { Policy } from "../policy/policy.ts";
import { environmentsOf, type JudgedToo } from "./judged-too.ts";

interface Setting {
  policy: Policy;
  judgedToo: JudgedToo;
  environmentVariables: Readonly<Record<string, string | undefined>>;
}

/** The roots of each environment as they see each other. */
export class NeighboursByEnvironment {
  readonly #setting: Setting;
  readonly #environments = new Map<string, NeighboursIn>();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  in(environment: PolicyEnvironment): NeighboursIn {
    const { name } = environment;
    const neighbours = this.#environments.get(name) ?? new NeighboursIn(environment, this.#setting);
    this.#environments.set(name, neighbours);
    return neighbours;
  }
}

class NeighboursIn implements Neighbours {
  readonly #environment: PolicyEnvironment;
  readonly #setting: Setting;

  constructor(environment: PolicyEnvironment, setting: Setting) {
    this.#environment = environment;
    this.#setting = setting;
  }

  inputsOf(root: Root): readonly EnvironmentInputs[] {
    const isHere = environmentsOf(root, this.#setting).some(({ name }) => name === this.#environment.name);
    return isHere ? this.inputsFor(root) : [];
  }

  /** The inputs of a root that is deployed here: an entry for each region, one where the root fixes its own. */
  inputsFor(root: Root): EnvironmentInputs[] {
    const { policy, environmentVariables } = this.#setting;
    const { regions } = policy.placedAt(this.#environment, root);
    return regionsOf(root.region, regions).map((region) => ({
      ...policy.inputsFor(this.#environment, root, region, environmentVariables),
      neighbours: this,
    }));
  }
}

function regionsOf<T>(fixed: string | undefined, regions: readonly T[]): readonly (T | undefined)[] {
  return fixed !== undefined || regions.length === 0 ? [undefined] : regions;
}
