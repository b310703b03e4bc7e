type Data = Record<string, unknown>;

/** A mapping without those of its keys that have no value, such as a list whose entries are all commented out; anything else as it is. */
export function withoutEmpty(value: unknown): unknown {
  return isData(value)
    ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null))
    : value;
}

/** A mapping of mappings with each of them changed, an empty one too; anything else as it is. */
export function eachIn(value: unknown, change: (each: Data) => unknown): unknown {
  if (!isData(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isData(each ?? {}) ? change((each ?? {}) as Data) : each,
    ]),
  );
}

/** A mapping with the value of one key changed, where it has that key. */
export function withKey(value: unknown, key: string, change: (value: unknown) => unknown): unknown {
  return isData(value) && key in value ? { ...value, [key]: change(value[key]) } : value;
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
