import { z } from "zod/mini";
import { childOf, itemsOf, stringValue, type YamlMapping } from "../../source/yaml/tree.ts";
import type { EnvironmentsData } from "../environments/schema.ts";
import type { JsonSchema, PolicySection, SchemaContext } from "../section.ts";
import { ACCOUNT, accountId, optional, text } from "../shape/words.ts";
import { environmentsLoosened } from "./environments.ts";

const keys = ({ rules, open }: SchemaContext) => {
  const ids = rules.map(({ id }) => id);
  const name = open ? text() : z.union([z.enum(ids, "the id of a rule"), accountId()]);
  return {
    enforce: optional(
      z.array(name),
      "Rules and accounts of which what extends this file can loosen nothing.",
    ),
  };
};

type Keys = ReturnType<typeof keys>;

/** What files that extend this one can't loosen. */
const enforce: PolicySection<Keys, EnvironmentsData> = {
  keys,
  joining: { lists: ["enforce"] },
  loosened: environmentsLoosened,
  editor: {
    change: { enforce: withOpenRules },
    withoutPlugins: (id) => ({ enforce: { items: { anyOf: [id, ACCOUNT_ID] } } }),
  },
};

const ACCOUNT_ID = { type: "string", pattern: "^\\d{12}$", description: ACCOUNT };

/** Rules that are suggested, and others: those of plug-ins aren't known here. */
function withOpenRules(schema: JsonSchema): JsonSchema {
  const item = schema.items as JsonSchema;
  return { ...schema, items: { anyOf: [...(item.anyOf ?? []), { type: "string", pattern: "\\S" }] } };
}

/** What a file of a policy enforces: ids of rules, and accounts. */
export function enforcedIn(layer: YamlMapping): string[] {
  return itemsOf(childOf(layer, "enforce")).flatMap((item) => stringValue(item) ?? []);
}

export default enforce;
