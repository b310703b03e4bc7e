import { join } from "node:path";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";

/** The report on one of the examples, as `policy run examples/<name>` makes it. */
export async function reportOnExample(name: string): Promise<Report> {
  const checkout = new DiskCheckout(join(import.meta.dirname, "../.."));
  const outcome = await runPolicy({ checkout, paths: [`examples/${name}`], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error(`The policy of ${name} can't be used.`);
  return outcome.report;
}
