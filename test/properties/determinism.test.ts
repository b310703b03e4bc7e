import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RESOLVE } from "../../scripts/lib/resolve.mjs";
import type { Checkout } from "../../src/engine/checkout/checkout.ts";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import type { SourceLocation } from "../../src/source/location.ts";
import { ruleFixtures } from "../support/fixtures.ts";
import { MemoryFileSystem } from "../support/memory-fs.ts";
import { reporters } from "../support/reporters.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { propertyRuns } from "./support.ts";

const root = join(import.meta.dirname, "../..");
const OPTIONS = { colour: false, quiet: false, shown: (file: string) => file, version: "0.0.0" };
const fixtures = ruleFixtures();

async function check(checkout: Checkout, paths: readonly string[] = ["."]): Promise<Report> {
  const outcome = await runPolicy({ checkout, paths, today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("the policy can be used, so there is a report");
  return outcome.report;
}

/** Everything that any reporter would write. */
function written(report: Report): string {
  return reporters.map((reporter) => reporter.render(report, OPTIONS)).join("\n");
}

function example(name: string): Record<string, string> {
  const fs = MemoryFileSystem.fromFolder(join(root, "examples", name));
  return Object.fromEntries(fs.paths.map((path) => [path, fs.read(path)?.text ?? ""]));
}

/** A checkout that says what there is in an order of its own. */
class ShuffledCheckout extends MemoryCheckout {
  readonly #order: readonly number[];

  constructor(texts: Readonly<Record<string, string>>, order: readonly number[]) {
    super(texts);
    this.#order = order;
  }

  override files(paths: readonly string[]): string[] {
    const rank = (index: number) => this.#order[index % this.#order.length] ?? 0;
    return super
      .files(paths)
      .map((path, index) => ({ path, rank: rank(index) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ path }) => path);
  }
}

describe("the order of files", () => {
  // A checkout with a root for every seventh fixture: all formats and rules are there.
  const some = fixtures.filter((_, index) => index % 7 === 0);
  const texts = Object.fromEntries(some.map(({ file, text }, index) => [`r${index}/${file}`, text]));

  it.each([
    ["fixtures of the rules", texts],
    ["the storefront", example("storefront")],
  ])("does not show in the output: %s", async (_, all) => {
    const sorted = written(await check(new MemoryCheckout(all)));
    const orders = fc.array(fc.nat(), { minLength: 97, maxLength: 97 });
    await fc.assert(
      fc.asyncProperty(
        orders,
        fc.shuffledSubarray(Object.keys(all), { minLength: Object.keys(all).length }),
        async (order, paths) => {
          const shuffled = Object.fromEntries(paths.map((path) => [path, all[path] ?? ""]));
          expect(written(await check(new ShuffledCheckout(shuffled, order)))).toBe(sorted);
        },
      ),
      { numRuns: propertyRuns(3) },
    );
  });
});

describe("lines that end in CRLF", () => {
  const place = ({ file, start, end }: SourceLocation) =>
    `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;
  const found = async (texts: Record<string, string>) => {
    const { findings, diagnostics } = await check(new MemoryCheckout(texts));
    return {
      findings: findings.map(({ ruleId, at, message, verdict, related, fingerprint }) => [
        ruleId,
        place(at),
        message,
        verdict,
        fingerprint,
        related?.map((each) => place(each.at)),
      ]),
      diagnostics: diagnostics.map(({ message, at }) => [message, at && place(at)]),
    };
  };

  it("give the same findings in the same places, in every kind of fixture", async () => {
    // All of them in a long run.
    const step = propertyRuns(1) > 1 ? 1 : 3;
    for (const { name, file, text } of fixtures.filter((_, index) => index % step === 0)) {
      const windows = text.replaceAll(/\r?\n/g, "\r\n");
      expect(await found({ [file]: windows }), name).toEqual(await found({ [file]: text }));
    }
  });
});

describe("the machine", () => {
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder("determinism");
    const build = await rolldown({
      input: join(root, "src/cli.ts"),
      platform: "node",
      cwd: root,
      resolve: RESOLVE,
    });
    await build.write({ file: join(folder, "cli.mjs"), format: "esm", codeSplitting: false });
    await build.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const policy = (cwd: string, path: string, environment: Record<string, string>) => {
    const output = join(folder, "report");
    const formats = ["json", "sarif", "markdown"].map((name) => ["--format", `${name}=${output}.${name}`]);
    const text = execFileSync(
      process.execPath,
      [join(folder, "cli.mjs"), "run", path, "--fail-on", "never", "--format", "text", ...formats.flat()],
      { cwd, env: { PATH: process.env["PATH"] ?? "", NO_COLOR: "1", ...environment }, encoding: "utf8" },
    );
    return {
      text,
      files: formats.map(([, format]) => readFileSync(format?.split("=")[1] ?? "", "utf8")),
    };
  };

  it("does not show in the output: locale, time zone", () => {
    const here = policy(root, "examples/storefront", { LC_ALL: "C", TZ: "UTC" });
    expect(here.text).toContain("payment");
    for (const environment of [
      { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
      { LANG: "sv_SE.UTF-8", LC_ALL: "sv_SE.UTF-8", TZ: "America/Adak" },
    ])
      expect(policy(root, "examples/storefront", environment)).toEqual(here);
  });

  it("does not show in what is written for programs: the folder that it is called from", () => {
    const { files } = policy(root, "examples/storefront", {});
    expect(policy(join(root, "examples"), "storefront", {}).files).toEqual(files);
    expect(policy(folder, join(root, "examples/storefront"), {}).files).toEqual(files);
  });
});
