import { folderOf } from "../../../source/paths.ts";
import { ExpressionScope, type Surroundings } from "../../terraform/evaluate/expression.ts";
import { Memo } from "../../terraform/evaluate/memo.ts";
import { callIn, type FunctionSetting } from "../../terraform/functions/setting.ts";
import type { Body, Expression, Span } from "../../terraform/syntax/ast.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import { functionsAt } from "../functions/functions.ts";
import type { Configuration, Include, Layer, Position, Reading } from "./contract.ts";
import { includesOf } from "./includes.ts";
import { namesIn } from "./names.ts";
import { CHECKOUT_AT } from "./paths.ts";

/** One file of Terragrunt's, evaluated for a unit. */
export class EvaluatedConfiguration implements Configuration {
  readonly reading: Reading;
  readonly position: Position;
  readonly body: Body;
  readonly scope: ExpressionScope;
  readonly #memo: Memo;
  readonly #over: readonly Configuration[];
  #includes: readonly Include[] | undefined;
  #layers: readonly Layer[] | undefined;

  /**
   * @param names what expressions may refer to besides
   * @param over what is merged over the file by whoever makes the unit
   */
  constructor(
    reading: Reading,
    position: Position,
    body: Body,
    names: ReadonlyMap<string, TfValue> = new Map(),
    over: readonly Configuration[] = [],
  ) {
    this.reading = reading;
    this.position = position;
    this.body = body;
    this.#over = over;
    const { path } = position;
    this.#memo = new Memo(reading.budget, (key) => `${key} in ${path}`);
    const setting: FunctionSetting = {
      folder: folderOf(path),
      fs: reading.fs,
      budget: reading.budget,
      checkoutAt: CHECKOUT_AT,
      functions: functionsAt(this),
    };
    const own = namesIn(this);
    const surroundings: Surroundings = {
      budget: reading.budget,
      module: path,
      lookup: (name) => names.get(name) ?? own(name),
      call: (name, args, at) => callIn(setting, name, args, at),
    };
    this.scope = new ExpressionScope(surroundings);
  }

  get includes(): readonly Include[] {
    // A path that needs what is included has none of it.
    if (!this.#includes) {
      this.#includes = [];
      this.#includes = includesOf(this);
    }
    return this.#includes;
  }

  get layers(): readonly Layer[] {
    this.#layers ??= [
      ...[...this.#over, this].map((configuration): Layer => ({ configuration, strategy: "shallow" })),
      // Of several, the one further down is stronger.
      ...this.includes
        .toReversed()
        .flatMap(({ configuration, strategy }): Layer[] =>
          configuration && strategy !== "no_merge" ? [{ configuration, strategy }] : [],
        ),
    ];
    return this.#layers;
  }

  computed(key: string, place: Span, compute: () => TfValue): TfValue {
    return this.#memo.computed(key, place, compute);
  }

  value(key: string, expression: Expression): TfValue {
    return this.computed(key, expression, () => this.scope.evaluate(expression));
  }
}
