/** What people are shown by a name. */
interface Named {
  name: string;
  root: string;
}

/** Units of one module have the same addresses. Where several roots have one name, each is called by its root too. */
export function toldApart<T extends Named>(all: readonly T[]): T[] {
  const roots = new Map<string, Set<string>>();
  for (const { name, root } of all) roots.set(name, (roots.get(name) ?? new Set()).add(root));
  return all.map((each) =>
    (roots.get(each.name)?.size ?? 0) > 1 ? { ...each, name: `${each.name} of ${each.root}` } : each,
  );
}
