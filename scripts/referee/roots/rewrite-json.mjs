import { answersOf, META_ARGUMENTS, referenceTo } from "./terms.mjs";

const DROPPED = new Set(["provider", "terraform", "moved", "import", "removed", "check", "//"]);

/** The same for a `.tf.json` file. */
export function rewriteJson(data, holders, inputs) {
  const rest = Object.entries(data).filter(
    ([type]) => !DROPPED.has(type) && type !== "resource" && type !== "data",
  );
  const resources = ["resource", "data"].flatMap((mode) =>
    Object.entries(data[mode] ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => {
        const { holder } = holders.get(mode === "data" ? `data.${type}.${name}` : `${type}.${name}`);
        return [holder, rewritten([body].flat()[0], type, inputs)];
      }),
    ),
  );
  const all = { ...Object.fromEntries(rest), resource: { terraform_data: Object.fromEntries(resources) } };
  return withReferences(all, holders);
}

function rewritten(body, type, inputs) {
  const entries = Object.entries(body).filter(
    ([name]) => !["lifecycle", "provider", "depends_on", "//"].includes(name),
  );
  const computed = answersOf(type, inputs).map(([name, expression]) => [name, `\${${expression}}`]);
  return {
    ...Object.fromEntries(entries.filter(([name]) => META_ARGUMENTS.has(name))),
    input: {
      ...Object.fromEntries(computed),
      ...Object.fromEntries(entries.filter(([name]) => !META_ARGUMENTS.has(name))),
    },
  };
}

function withReferences(data, holders) {
  if (typeof data === "string") {
    let text = data;
    if (!text.includes("${")) return text;
    for (const [address, declared] of holders)
      text = text.replaceAll(
        new RegExp(`\\b${address.replaceAll(".", "\\.")}\\b`, "g"),
        referenceTo(declared),
      );
    return text;
  }
  if (Array.isArray(data)) return data.map((each) => withReferences(each, holders));
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, withReferences(value, holders)]),
  );
}
