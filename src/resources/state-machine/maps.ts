/** Up to how many iterations a map runs at once: https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html */
const MOST_AT_ONCE = { INLINE: 40, DISTRIBUTED: 10_000 } as const;

/** Definitions are no deeper than this. */
const MAX_DEPTH = 30;

/** A function, as a definition names it, and how often at once the maps of the definition invoke it. */
export interface MapTask {
  /** The name or ARN. */
  readonly function: string;
  readonly atOnce: number;
  /** The names of the maps around it, the outermost first. */
  readonly maps: readonly string[];
  /** Whether a map around it says no number, so that AWS's own is what bounds it. */
  readonly isUnbounded: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Where a task stands. */
interface Around {
  readonly atOnce: number;
  readonly maps: readonly string[];
  readonly isUnbounded: boolean;
  readonly depth: number;
}

/**
 * What the maps of a state machine invoke. Branches of a parallel state run beside each other, maps within maps multiply.
 * See https://states-language.net and https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function mapTasksIn(definition: unknown): MapTask[] {
  const tasks = new Map<string, MapTask>();
  const outside: Around = { atOnce: 1, maps: [], isUnbounded: false, depth: 0 };
  for (const task of tasksIn(definition, outside)) {
    if (task.maps.length === 0) continue;
    const before = tasks.get(task.function);
    if (!before || before.atOnce < task.atOnce) tasks.set(task.function, task);
  }
  return [...tasks.values()];
}

/** The tasks of some states, each function with the most that runs of it at once: one state runs after another. */
function tasksIn(machine: unknown, around: Around): MapTask[] {
  const states = isObject(machine) && isObject(machine["States"]) ? machine["States"] : {};
  if (around.depth === MAX_DEPTH) return [];
  const most = new Map<string, MapTask>();
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    for (const task of tasksOf(name, state, { ...around, depth: around.depth + 1 })) {
      const before = most.get(task.function);
      if (!before || before.atOnce < task.atOnce) most.set(task.function, task);
    }
  }
  return [...most.values()];
}

function tasksOf(name: string, state: Json, around: Around): MapTask[] {
  if (state["Type"] === "Map") return tasksIn(processorOf(state), inMap(name, state, around));
  if (state["Type"] === "Parallel")
    return together(listOf(state["Branches"]).map((branch) => tasksIn(branch, around)));
  const called = state["Type"] === "Task" ? functionOf(state) : undefined;
  if (called === undefined) return [];
  const { atOnce, maps, isUnbounded } = around;
  return [{ function: called, atOnce, maps, isUnbounded }];
}

/** Older definitions call it an iterator. */
function processorOf(state: Json): unknown {
  return state["ItemProcessor"] ?? state["Iterator"];
}

function inMap(name: string, state: Json, around: Around): Around {
  const processor = processorOf(state);
  const config = isObject(processor) ? processor["ProcessorConfig"] : undefined;
  const isDistributed = isObject(config) && config["Mode"] === "DISTRIBUTED";
  const most = MOST_AT_ONCE[isDistributed ? "DISTRIBUTED" : "INLINE"];
  const stated = state["MaxConcurrency"];
  // 0 sets no limit; what is computed at run time isn't known here.
  const limit = typeof stated === "number" && stated > 0 ? Math.min(stated, most) : most;
  const isComputed = "MaxConcurrencyPath" in state || typeof stated === "string";
  return {
    ...around,
    atOnce: around.atOnce * (isComputed ? 1 : limit),
    maps: [...around.maps, name],
    isUnbounded: around.isUnbounded || !(typeof stated === "number" && stated > 0),
  };
}

function together(branches: readonly (readonly MapTask[])[]): MapTask[] {
  const sums = new Map<string, MapTask>();
  for (const task of branches.flat()) {
    const before = sums.get(task.function);
    sums.set(task.function, before ? { ...task, atOnce: before.atOnce + task.atOnce } : task);
  }
  return [...sums.values()];
}

/** A task names its function itself, or as an argument of `lambda:invoke`. */
function functionOf(state: Json): string | undefined {
  const resource = state["Resource"];
  if (typeof resource !== "string") return undefined;
  if (!/:states:::(?:aws-sdk:)?lambda:invoke/.test(resource)) return resource;
  const given = [state["Parameters"], state["Arguments"]].find(isObject);
  const name = given?.["FunctionName"];
  return typeof name === "string" && !/^\{%/.test(name) ? name : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
