import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsers as entries } from "../../src/parsers/index.ts";
import { type Files, targets } from "./fuzz/targets.ts";

const folder = join(import.meta.dirname, "finds");
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

/** What `npm run fuzz` found once, and must not find again. */
describe("finds of the fuzzer", () => {
  // None may be there, which is no failure.
  it.for(names)("%s is read", async (name) => {
    const find: { target: string; files: Files } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const target = targets.find((each) => each.name === find.target);
    const started = process.cpuUsage();
    await target?.run(find.files);
    const { user, system } = process.cpuUsage(started);
    expect(target?.name).toBe(find.target);
    expect((user + system) / 1e6).toBeLessThan(10);
  });

  it("has targets that read what they begin with", async () => {
    const lacking: string[] = [];
    for (const target of targets) {
      const seeds = target.seeds(join(import.meta.dirname, ".."));
      if (seeds.length === 0) lacking.push(target.name);
      for (const files of seeds.slice(0, 5)) await target.run(files);
    }
    expect(lacking).toEqual([]);
    expect(targets.map((target) => target.name)).toEqual(
      expect.arrayContaining([...entries.map(({ name }) => name), "claims", "snapshot", "policy", "run"]),
    );
  });
});
