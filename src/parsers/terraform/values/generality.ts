import { work } from "../../../values/work.ts";
import { isCollection } from "./types.ts";
import type { Type } from "./value.ts";

type Collection = Extract<Type, { kind: "list" | "set" | "map" }>;
type ObjectType = Extract<Type, { kind: "object" }>;

/** Types with the more general ones first, as cty orders them: topologically, and in the given order where nothing else decides. */
export function byGenerality(types: readonly Type[]): Type[] {
  const lessGeneral = types.map((type) =>
    types.flatMap((other, at) => (generality(type, other) < 0 ? [at] : [])),
  );
  const waiting = types.map((_, at) => lessGeneral.filter((each) => each.includes(at)).length);
  const queue = types.flatMap((_, at) => (waiting[at] === 0 ? [at] : []));
  for (let next = 0; next < queue.length; next++) {
    for (const at of lessGeneral[queue[next] as number] as number[]) {
      waiting[at] = (waiting[at] as number) - 1;
      if (waiting[at] === 0) queue.push(at);
    }
  }
  return queue.map((at) => types[at] as Type);
}

const COLLECTION_RANKS: Partial<Record<Type["kind"], number>> = { list: 0, tuple: 1, set: 2 };

/** Negative when `a` is the more general type, positive when `b` is. */
function generality(a: Type, b: Type): number {
  work(1);
  if (a.kind === "dynamic" || b.kind === "dynamic")
    return Number(a.kind === "dynamic") - Number(b.kind === "dynamic");
  if (a.kind === "string" || b.kind === "string")
    return isOrdered(a, b) ? Number(b.kind === "string") - Number(a.kind === "string") : 0;
  if (isCollection(a) && a.kind === b.kind) return generality(a.element, (b as Collection).element);
  const [rankA, rankB] = [COLLECTION_RANKS[a.kind], COLLECTION_RANKS[b.kind]];
  if (a.kind !== b.kind && rankA !== undefined && rankB !== undefined) return rankA - rankB;
  if (a.kind === "map" && b.kind === "object") return -1;
  if (a.kind === "object" && b.kind === "map") return 1;
  if (a.kind === "tuple" && b.kind === "tuple") return generalityOfParts(a.elements, b.elements);
  if (a.kind === "object" && b.kind === "object") return generalityOfObjects(a, b);
  return 0;
}

function isOrdered(a: Type, b: Type): boolean {
  const primitives = new Set<Type["kind"]>(["string", "number", "bool"]);
  return primitives.has(a.kind) && primitives.has(b.kind);
}

function generalityOfObjects(a: ObjectType, b: ObjectType): number {
  const names = [...a.attributes.keys()];
  if (names.some((name) => !b.attributes.has(name))) return 0;
  const typesIn = ({ attributes }: ObjectType) => names.map((name) => attributes.get(name) as Type);
  return a.attributes.size === b.attributes.size ? generalityOfParts(typesIn(a), typesIn(b)) : 0;
}

function generalityOfParts(a: readonly Type[], b: readonly Type[]): number {
  if (a.length !== b.length) return 0;
  const signs = new Set(a.map((each, at) => Math.sign(generality(each, b[at] as Type))));
  if (signs.has(-1) && signs.has(1)) return 0;
  return signs.has(-1) ? -1 : signs.has(1) ? 1 : 0;
}
