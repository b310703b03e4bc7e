import {
  type EnvironmentInputs,
  type FileSystem,
  type Neighbours,
  type Root,
  rootKey,
} from "../../parser.ts";
import type { PolicyEnvironment } from "../../policy/environments/environment.ts";
import type { Policy } from "../../policy/policy.ts";
import { writtenInputs, writtenRoot } from "../reuse/written-inputs.ts";
import { environmentsOf, type JudgedToo } from "./judged-too.ts";

interface Setting {
  checkout: Pick<FileSystem, "notes">;
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

  /** What is given to a root that was asked for, as it is noted. */
  written(of: string): string {
    const end = of.indexOf("\n");
    const [environment] = this.#setting.policy.environmentsNamed([of.slice(0, end)]);
    const root: Root = JSON.parse(of.slice(end + 1));
    return environment ? writtenList(this.in(environment).inputsOf(root)) : "";
  }

  in(environment: PolicyEnvironment): NeighboursIn {
    const { name } = environment;
    const neighbours = this.#environments.get(name) ?? new NeighboursIn(environment, this.#setting);
    this.#environments.set(name, neighbours);
    return neighbours;
  }
}

function writtenList(inputs: readonly EnvironmentInputs[]): string {
  return inputs.map(writtenInputs).join("\n\n");
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
    const inputs = isHere ? this.inputsFor(root) : [];
    this.#note(root, inputs);
    return inputs;
  }

  /** What a root takes from another one rests on what that one is given. */
  #note(root: Root, inputs: readonly EnvironmentInputs[]): void {
    const { notes } = this.#setting.checkout;
    notes?.inputs(`${this.#environment.name}\n${writtenRoot(root)}`, writtenList(inputs));
  }

  /** The inputs of a root that is deployed here: an entry for each region, one where the root fixes its own. */
  inputsFor(root: Root): EnvironmentInputs[] {
    const { policy, environmentVariables, judgedToo } = this.#setting;
    const former = judgedToo.formerly?.get(rootKey(root));
    const { regions } = policy.placedAt(this.#environment, root, former);
    return regionsOf(root.region, regions).map((region) => ({
      ...policy.inputsFor(this.#environment, root, region, environmentVariables, former),
      neighbours: this,
    }));
  }
}

function regionsOf<T>(fixed: string | undefined, regions: readonly T[]): readonly (T | undefined)[] {
  return fixed !== undefined || regions.length === 0 ? [undefined] : regions;
}
