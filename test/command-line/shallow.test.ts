import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

let origin: TestRepository;
let clone: TestRepository;
beforeEach(() => {
  origin = new TestRepository();
  origin.commit({ "main.tf": fn("legacy") });
  origin.git("checkout", "--quiet", "-b", "change");
  origin.commit({ "README.md": "The shop.\n" });
  clone = new TestRepository();
  clone.git("remote", "add", "origin", `file://${origin.path}`);
  clone.git("fetch", "--quiet", "--depth=1", "origin", "change:refs/remotes/origin/change");
  clone.git("checkout", "--quiet", "-b", "change", "origin/change");
});
afterEach(() => {
  origin.remove();
  clone.remove();
});

const gate = (base: string) => callIn(clone.path, "run", "--base", base, "--format", "json");

describe("in a clone of one commit", () => {
  test.each(["origin/main", "HEAD~1", "HEAD^", "main"])(
    "--base %s is told the fetch that helps",
    async (base) => {
      const { exitCode, err } = await gate(base);
      expect(exitCode).toBe(2);
      const [, words = ""] = /The clone is shallow: git ([^\n,]*)/.exec(err) ?? [];
      const [, told = base] = /then --base (\S+)/.exec(err) ?? [];
      clone.git(...words.split(" "), "--quiet");
      const after = await gate(told);
      expect(after.exitCode, after.err).toBe(0);
      expect(JSON.parse(after.out).findings).toMatchObject([{ change: "unchanged" }]);
    },
  );

  test("nothing is fixed or removed that the base may have got since", async () => {
    origin.git("checkout", "--quiet", "main");
    origin.commit({ "theirs.tf": fn("theirs") });
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
    const { exitCode, out } = await gate("origin/main");
    const { comparison, diagnostics } = JSON.parse(out);
    expect([exitCode, comparison.fixed, comparison.functions]).toEqual([0, [], []]);
    expect(JSON.stringify(diagnostics)).toContain("not in this shallow clone");
  });
});

test("what a sparse checkout leaves out is not fixed", async () => {
  origin.commit({ "other/main.tf": fn("other") });
  origin.git("branch", "--force", "main");
  origin.git("sparse-checkout", "set", "nothing");
  const { out } = await callIn(origin.path, "run", "--base", "main", "--format", "json");
  expect(JSON.parse(out).comparison.fixed.map(({ subject }: { subject: string }) => subject)).toEqual([]);
});
