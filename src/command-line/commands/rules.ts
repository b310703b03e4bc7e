import { EXIT } from "../../engine/exit-code.ts";
import { rules } from "../../rules/index.ts";
import type { Call } from "../options.ts";
import type { World } from "../world.ts";

/** `policy rules`: every rule with its severity and law, a line each. */
export default function listRules(_call: Call, world: World): number {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  for (const rule of rules)
    world.out.write(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}\n`);
  return EXIT.clean;
}
