import { hasDynamic } from "./types.ts";
import type { TfValue } from "./value.ts";

/** What is within a value, each value as often as it occurs: `[a, a]` of `[b, b]` of … grows without bound. */
export interface Within {
  /** Values, itself included. */
  size: number;
  depth: number;
  characters: number;
  isWhollyKnown: boolean;
  isSensitive: boolean;
  /** Whether some unknown value lists its alternatives. */
  isUndecided: boolean;
  /** Whether the type of something is not decided. A null has the type that it has. */
  isOpen: boolean;
}

/** Nesting beyond this is not infrastructure code. */
export const MAX_DEPTH = 400;

const PLAIN: Within = {
  size: 1,
  depth: 1,
  characters: 0,
  isWhollyKnown: true,
  isSensitive: false,
  isUndecided: false,
  isOpen: false,
};
/** Nobody goes through it. */
const TOO_DEEP: Within = {
  ...PLAIN,
  size: Number.POSITIVE_INFINITY,
  depth: Number.POSITIVE_INFINITY,
  characters: Number.POSITIVE_INFINITY,
};

/** By what holds the elements, which copies of a value share: each is gone through once, however many operations ask. */
const known = new WeakMap<object, Within>();

/** What is within a value. */
export function within(value: TfValue): Within {
  const inside = withinAt(value, 0);
  return value.sensitive && !inside.isSensitive ? { ...inside, isSensitive: true } : inside;
}

function withinAt(value: TfValue, level: number): Within {
  if (value.kind === "string") return { ...PLAIN, characters: value.value.length };
  if (value.kind === "unknown")
    return {
      ...PLAIN,
      isWhollyKnown: false,
      isUndecided: value.alternatives !== undefined,
      isOpen: hasDynamic(value.type),
    };
  if (value.kind === "lazy") return { ...PLAIN, isWhollyKnown: false, isOpen: true };
  const holder = "items" in value ? value.items : "entries" in value ? value.entries : undefined;
  if (!holder) return PLAIN;
  const found = known.get(holder);
  if (found) return found;
  if (level > MAX_DEPTH) return TOO_DEEP;
  const all = { ...PLAIN };
  for (const child of childrenOf(value)) {
    const inner = withinAt(child, level + 1);
    all.size += inner.size;
    all.characters += inner.characters;
    all.depth = Math.max(all.depth, inner.depth + 1);
    all.isWhollyKnown &&= inner.isWhollyKnown;
    all.isSensitive ||= inner.isSensitive || child.sensitive === true;
    all.isUndecided ||= inner.isUndecided;
    all.isOpen ||= inner.isOpen;
  }
  known.set(holder, all);
  return all;
}

/** The values within a value, in order; a lazy value's are not computed. */
export function childrenOf(value: TfValue): Iterable<TfValue> {
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
      return value.items;
    case "map":
    case "object":
      return value.entries.values();
    default:
      return [];
  }
}

/** Whether the value and all values within it are known. */
export function isWhollyKnown(value: TfValue): boolean {
  return withinAt(value, 0).isWhollyKnown;
}

/** Whether the value, or a value within it, is marked `sensitive`. */
export function isSensitive(value: TfValue): boolean {
  return value.sensitive === true || withinAt(value, 0).isSensitive;
}
