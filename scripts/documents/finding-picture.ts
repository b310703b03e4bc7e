import { join } from "node:path";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import text from "../../src/reporters/text/index.ts";
import { terminalPicture } from "./terminal-picture.ts";

const EXAMPLE = "examples/storefront";
const WIDTH = 104;

/** The picture of README.md: the beginning and the end of what the first command prints. */
export async function findingPicture(root: string): Promise<string> {
  const outcome = await runPolicy({
    checkout: new DiskCheckout(join(root, EXAMPLE)),
    paths: ["."],
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error(`The policy of ${EXAMPLE} can't be used.`);
  const shown = (file: string) => `${EXAMPLE}/${file}`;
  const printed = text.render(outcome.report, {
    colour: true,
    quiet: false,
    shown,
    version: "",
    width: WIDTH,
  });
  const blocks = printed.trimEnd().split("\n\n");
  const finding = blocks.find((block) => block.includes("reserved-concurrency-within-limit"));
  const pool = blocks.find((block) => block.includes("over the limit"));
  const verdict = blocks.at(-1)?.split("\n").at(-1);
  if (!finding || !pool || !verdict) throw new Error(`${EXAMPLE} has no finding to show.`);
  const title =
    "policy run: two files reserve more than the account has, found on the line with the biggest number";
  return terminalPicture(
    `npx policy run ${EXAMPLE}`,
    [finding, "", "…", "", pool, "", verdict].join("\n"),
    title,
  );
}
