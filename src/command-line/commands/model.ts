import { unreadRemark } from "../../reporter.ts";
import { renderModel } from "../../reporters/json/model.ts";
import { renderModelTable } from "../../reporters/text/model.ts";
import { viewFor } from "../../reporters/text/view.ts";
import { exitCodeOfReading } from "../../verdict.ts";
import { shownFrom } from "../../workspace/locate.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { check } from "../check.ts";
import { type Host, wantsColour } from "../host.ts";
import type { Call } from "../options.ts";
import { writeNamedFile } from "../write-file.ts";

const FORMS = { json: renderModel, text: renderModelTable };

/** `policy model`: what was understood, evaluated, as a table or as JSON. */
export default async function model(call: Call, host: Host): Promise<number> {
  const formats = call.formats.length > 0 ? call.formats : [{ name: "text" }];
  for (const { name } of formats) {
    if (!Object.hasOwn(FORMS, name))
      throw new UsageError(`policy model prints ${Object.keys(FORMS).join(" or ")}, not "${name}".`);
  }
  const checked = await check(call, host, call.arguments, { withEvidence: true });
  if ("exitCode" in checked) return checked.exitCode;
  for (const { name, file } of formats as { name: keyof typeof FORMS; file?: string }[]) {
    const colour = file === undefined && wantsColour(host.out, host.environment);
    const view = viewFor({ colour, shown: shownFrom(host.cwd, checked.top) });
    const { diagnostics, coverage } = checked.report;
    const text = FORMS[name](checked.report, [...diagnostics, ...coverage.unread.map(unreadRemark)], view);
    if (file === undefined) host.out.write(text);
    else writeNamedFile(host, file, text);
  }
  return exitCodeOfReading(checked.report);
}
