import { EXIT } from "../../engine/exit-code.ts";
import { renderModel } from "../../reporters/json/model.ts";
import { renderModelTable } from "../../reporters/text/model.ts";
import { viewFor } from "../../reporters/text/view.ts";
import { check } from "../check.ts";
import { type Host, wantsColour } from "../host.ts";
import { shownFrom } from "../locate.ts";
import { type Call, UsageError } from "../options.ts";
import { writeNamedFile } from "../write-file.ts";

const FORMS = { json: renderModel, text: renderModelTable };

/** `policy model`: what was understood, evaluated, as a table or as JSON. */
export default async function model(call: Call, world: Host): Promise<number> {
  const formats = call.formats.length > 0 ? call.formats : [{ name: "text" }];
  for (const { name } of formats) {
    if (!Object.hasOwn(FORMS, name))
      throw new UsageError(`policy model prints ${Object.keys(FORMS).join(" or ")}, not "${name}".`);
  }
  const checked = await check(call, world, call.arguments);
  if ("exitCode" in checked) return checked.exitCode;
  for (const { name, file } of formats as { name: keyof typeof FORMS; file?: string }[]) {
    const colour = file === undefined && wantsColour(world.out, world.environment);
    const view = viewFor({ colour, shown: shownFrom(world.cwd, checked.top) });
    const text = FORMS[name](checked.report.model, checked.report.diagnostics, view);
    if (file === undefined) world.out.write(text);
    else writeNamedFile(world, file, text);
  }
  return checked.report.diagnostics.some((each) => each.severity === "error") ? EXIT.unreadable : EXIT.clean;
}
