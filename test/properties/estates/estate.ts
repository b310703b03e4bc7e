import fc from "fast-check";

/** What is undecided. Every one of an estate's choices depends on one of these, or on none. */
export const CONDITIONS = ["p", "q"] as const;

export type Condition = (typeof CONDITIONS)[number];

/** One value for each outcome of every condition. */
export type Assignment = Readonly<Record<Condition, boolean>>;

/** Every way in which the conditions can turn out. */
export const ASSIGNMENTS: readonly Assignment[] = [true, false].flatMap((p) =>
  [true, false].map((q) => ({ p, q })),
);

/** An attribute: a literal, or one of two under a condition. null: it is not set. */
export type Attribute<T> = { literal: T | null } | { on: Condition; yes: T | null; no: T | null };

/** When something exists: always, or under one outcome of a condition. */
export type Existence = { on: Condition; outcome: boolean } | null;

export interface Part {
  id: string;
  exists: Existence;
}

export interface TargetPart extends Part {
  /** The id names an alias that isn't declared. */
  isMisnamed: boolean;
  min: Attribute<number>;
  max: Attribute<number>;
  policy: (Part & { type: Attribute<string>; share: Attribute<number>; metric: Attribute<string> }) | null;
  schedule: (Part & { max: Attribute<number> }) | null;
}

export interface AliasPart extends Part {
  name: string;
  /** null: the version that the estate makes. */
  version: string | null;
  provisioned: (Part & { amount: Attribute<number>; survives: Attribute<boolean> }) | null;
  weight: { version: string; exists: Existence; share: Attribute<number> } | null;
  target: TargetPart | null;
}

export interface SourcePart extends Part {
  /** The alias that it calls; null: the function without a qualifier. */
  alias: string | null;
  cap: Attribute<number>;
  enabled: Attribute<boolean>;
  minimumPollers: Attribute<number>;
  maximumPollers: Attribute<number>;
  factor: Attribute<number>;
}

export interface FunctionPart extends Part {
  reserved: Attribute<number>;
  memory: Attribute<number>;
  snapStart: Attribute<boolean>;
  managed: (Part & { min: Attribute<number>; max: Attribute<number> }) | null;
  aliases: AliasPart[];
  sources: SourcePart[];
}

export interface Estate {
  functions: FunctionPart[];
  vcpus: Attribute<number>;
}

const condition = fc.constantFrom(...CONDITIONS);

/** null is among the alternatives, so that they differ in whether something is set, too. */
function attribute<T>(values: readonly (T | null)[], literal = 3): fc.Arbitrary<Attribute<T>> {
  const value = fc.constantFrom(...values);
  return fc.oneof(
    { weight: literal, arbitrary: value.map((each): Attribute<T> => ({ literal: each })) },
    {
      weight: 2,
      arbitrary: fc.tuple(condition, value, value).map(([on, yes, no]): Attribute<T> => ({ on, yes, no })),
    },
  );
}

const anyExistence: fc.Arbitrary<Existence> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.record({ on: condition, outcome: fc.boolean() }) },
);

/** What is part of something exists only where that does: a reference to what isn't there is no estate that can be deployed. */
function within(owner: Existence): fc.Arbitrary<Existence> {
  return owner ? fc.constant(owner) : anyExistence;
}

const perhaps = <T>(value: fc.Arbitrary<T>, likely = 2) => fc.option(value, { nil: null, freq: likely + 1 });

const target = (id: string, owner: Existence): fc.Arbitrary<TargetPart> =>
  within(owner).chain((exists) =>
    fc.record({
      id: fc.constant(id),
      exists: fc.constant(exists),
      isMisnamed: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
      min: attribute<number>([0, 1, 5, 30]),
      max: attribute<number>([5, 10, 40]),
      policy: perhaps(
        fc.record({
          id: fc.constant(`${id}policy`),
          exists: within(exists),
          type: attribute(["TargetTrackingScaling", "StepScaling"], 6),
          share: attribute<number>([0.05, 0.7, 2]),
          metric: attribute(["LambdaProvisionedConcurrencyUtilization", "Other"], 6),
        }),
      ),
      schedule: perhaps(
        fc.record({
          id: fc.constant(`${id}schedule`),
          exists: within(exists),
          max: attribute<number>([5, 60]),
        }),
        1,
      ),
    }),
  );

const alias = (id: string, name: string, owner: Existence): fc.Arbitrary<AliasPart> =>
  within(owner).chain((exists) =>
    fc.record({
      id: fc.constant(id),
      exists: fc.constant(exists),
      name: fc.constant(name),
      version: fc.constantFrom(null, null, null, "3", "3", "$LATEST", "stable"),
      provisioned: perhaps(
        fc.record({
          id: fc.constant(`${id}provisioned`),
          exists: within(exists),
          amount: attribute<number>([0, 1, 5, 8, 20]).filter(isAlwaysSet),
          survives: attribute<boolean>([true, false], 6),
        }),
        3,
      ),
      weight: perhaps(
        fc.record({
          version: fc.constantFrom("2", "2", "3"),
          exists: within(exists),
          share: attribute<number>([0.1, 1.5]).filter(isAlwaysSet),
        }),
        1,
      ),
      target: perhaps(target(`${id}target`, exists)),
    }),
  );

function isAlwaysSet(value: Attribute<unknown>): boolean {
  return "literal" in value ? value.literal !== null : value.yes !== null && value.no !== null;
}

const source = (id: string, owner: Existence, aliases: readonly AliasPart[]): fc.Arbitrary<SourcePart> =>
  within(owner).chain((exists) => {
    // A source that exists in more cases than an alias can't call it.
    const callable = aliases.filter((each) => each.exists === null || each.exists === exists);
    return fc.record({
      id: fc.constant(id),
      exists: fc.constant(exists),
      alias: fc.constantFrom(null, ...callable.map((each) => each.name)),
      cap: attribute<number>([null, 1, 2, 5, 8, 30]),
      enabled: attribute<boolean>([null, true, false]),
      minimumPollers: attribute<number>([null, null, null, 1, 5], 6),
      maximumPollers: attribute<number>([null, null, null, 3, 20], 6),
      factor: attribute<number>([null, null, null, 2], 6),
    });
  });

const lambda = (id: string): fc.Arbitrary<FunctionPart> =>
  anyExistence.chain((exists) =>
    fc
      .tuple(alias(`${id}live`, "live", exists), perhaps(alias(`${id}beta`, "beta", exists), 1))
      .chain(([live, beta]) => {
        const aliases = beta ? [live, beta] : [live];
        return fc.record({
          id: fc.constant(id),
          exists: fc.constant(exists),
          reserved: attribute<number>([null, -2, 0, 1, 5, 8, 20, 60]),
          memory: attribute<number>([null, 128, 1024, 4096]),
          snapStart: attribute<boolean>([null, true, false], 6),
          managed: perhaps(
            fc.record({
              id: fc.constant(`${id}managed`),
              exists: within(exists),
              min: attribute<number>([0, 3, 10]),
              max: attribute<number>([0, 5, 20_000]),
            }),
            1,
          ),
          aliases: fc.constant(aliases),
          sources: fc
            .tuple(
              perhaps(source(`${id}feed`, exists, aliases)),
              perhaps(source(`${id}mail`, exists, aliases), 1),
            )
            .map((each) => each.filter((one) => one !== null)),
        });
      }),
  );

/** A few functions, with everything that rules look at, whose attributes and existence are literals or depend on a condition. */
export const estates: fc.Arbitrary<Estate> = fc.record({
  functions: fc
    .tuple(lambda("pay"), perhaps(lambda("ship"), 1), perhaps(lambda("chat"), 1))
    .map((each) => each.filter((one) => one !== null)),
  vcpus: attribute<number>([null, 1, 64]),
});

/** The same estate with the branches of every condition exchanged: only the conditions' outcomes change their names. */
export function exchanged(estate: Estate): Estate {
  return JSON.parse(JSON.stringify(estate), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("on" in value)) return value;
    if ("yes" in value && "no" in value) return { ...value, yes: value.no, no: value.yes };
    return "outcome" in value ? { ...value, outcome: !value.outcome } : value;
  }) as Estate;
}
