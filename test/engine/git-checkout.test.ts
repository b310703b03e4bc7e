import { chmodSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { GitCheckout } from "../../src/engine/checkout/git/git-checkout.ts";
import { Repository } from "../../src/engine/checkout/git/repository.ts";
import { TestRepository } from "../support/git-repository.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

function opened(): Repository {
  return Repository.at(repository.path) as Repository;
}

function checkout(commit: string): GitCheckout {
  return new GitCheckout(opened(), commit);
}

describe("a commit as a checkout", () => {
  test("is what a checkout on disk of the same files is", () => {
    symlinkSync("../shared/common.tf", join(repository.path, "link.tf"));
    const commit = repository.commit({
      ".gitignore": "*.log\n",
      "infra/.gitignore": "/made/\n",
      "infra/main.tf": "a",
      "infra/modules/x/é ünï.tf": "b",
      "node_modules/a/b.tf": "c",
      "app/cdk.out/manifest.json": "{}",
      "app/cdk.out/A.template.json": "{}",
      "empty.tf": "",
    });
    repository.git("add", "--all", "--force");
    const fromGit = checkout(commit);
    const fromDisk = new DiskCheckout(repository.path);
    for (const paths of [["."], ["infra"], ["infra/main.tf", "app"], ["nowhere"], ["../x"]])
      expect(fromGit.files(paths)).toEqual(fromDisk.files(paths));
    for (const folder of [".", "infra", "infra/modules", "nowhere"])
      expect(fromGit.list(folder)).toEqual(fromDisk.list(folder).filter((name) => name !== ".git/"));
    for (const path of [".", "infra", "infra/main.tf", "infra/.", "nowhere", "infra/main.tf/x"])
      expect(fromGit.exists(path), path).toBe(fromDisk.exists(path));
    for (const path of ["infra/main.tf", "infra/modules/x/é ünï.tf", "empty.tf", "infra", "link.tf"])
      expect(fromGit.read(path)?.text, path).toBe(fromDisk.read(path)?.text);
    expect(fromGit.diagnostics).toEqual([]);
  });

  test("is read as it was, whatever lies on disk now", () => {
    const base = repository.commit({ "main.tf": "before", "old.tf": "gone" });
    repository.commit({ "main.tf": "after", "old.tf": null });
    repository.write("main.tf", "not committed");
    const files = checkout(base);
    expect(files.read("main.tf")?.text).toBe("before");
    expect(files.files(["."])).toEqual(["main.tf", "old.tf"]);
    expect(existsSync(join(repository.path, "old.tf"))).toBe(false);
  });

  test("has plans as large as those of a checkout on disk, and no other file of that size", () => {
    const letters = "x".repeat(65 * 1024 * 1024);
    const plan = JSON.stringify({ planned_values: {}, letters });
    const commit = repository.commit({ "plan.json": plan, "data.json": JSON.stringify({ letters }) });
    const files = checkout(commit);
    expect(files.read("data.json")).toBeUndefined();
    expect(files.read("plan.json")?.text.length).toBe(plan.length);
    expect(files.unread.map(({ what, because }) => [what, because])).toEqual([
      ["data.json", `it has ${letters.length + 14} bytes, and files over 16777216 are not read`],
    ]);
  });

  test("follows links inside of it only, and not in circles", () => {
    const links = {
      folder: "real",
      "real/up": "../other/file.tf",
      out: "../../../../etc/hostname",
      absolute: "/etc/hostname",
      round: "about",
      about: "round",
    };
    repository.write("real/main.tf", "real");
    repository.write("other/file.tf", "other");
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(repository.path, path));
    const files = checkout(repository.commit({}));
    expect(files.read("folder/main.tf")?.text).toBe("real");
    expect(files.read("folder/up")?.text).toBe("other");
    expect(files.list(".")).toContain("folder/");
    for (const path of ["out", "absolute", "round", "round/x"]) {
      expect(files.read(path), path).toBeUndefined();
      expect(files.exists(path), path).toBe(false);
    }
  });

  test("says what is no text", () => {
    writeFileSync(join(repository.path, "latin.tf"), Buffer.from([0xe9, 0x0a]));
    const files = checkout(repository.commit({}));
    expect(files.read("latin.tf")).toBeUndefined();
    expect(files.unread).toHaveLength(1);
  });

  test("takes what terraform init installed from where it is told", () => {
    const commit = repository.commit({ ".gitignore": ".terraform\n", "main.tf": "" });
    repository.write(".terraform/modules/modules.json", "{}");
    const installed = new DiskCheckout(repository.path);
    expect(new GitCheckout(opened(), commit, installed).read(".terraform/modules/modules.json")?.text).toBe(
      "{}",
    );
    expect(checkout(commit).read(".terraform/modules/modules.json")).toBeUndefined();
  });
});

describe("hostile repositories", () => {
  test("have names that would be options, patterns or paths to elsewhere", () => {
    const names = ["--output=pwned", "-rf", ":(glob)*", "*.tf", 'a"b\nc.tf', "‮txt.tf"];
    const commit = repository.commit(Object.fromEntries(names.map((name) => [name, name])));
    const files = checkout(commit);
    for (const name of names) expect(files.read(name)?.text, JSON.stringify(name)).toBe(name);
    expect(existsSync(join(repository.path, "pwned"))).toBe(false);
    const later = repository.commit({ "*.tf": "changed", 'a"b\nc.tf': "changed\ntwice" });
    expect(opened().changedLines(commit, later, "*.tf")).toEqual([{ first: 1, last: 1 }]);
    expect(opened().changedLines(commit, later, 'a"b\nc.tf')).toEqual([{ first: 1, last: 2 }]);
    expect(opened().changedLines(commit, later, "-rf")).toEqual([]);
  });

  test("run no driver, converter or hook that they or their settings name", () => {
    const program = join(repository.path, "program.sh");
    writeFileSync(program, `#!/bin/sh\ntouch '${repository.path}/ran'\n`);
    chmodSync(program, 0o755);
    const base = repository.commit({ ".gitattributes": "*.tf diff=evil\n", "main.tf": "a\n" });
    const head = repository.commit({ "main.tf": "b\n" });
    for (const setting of ["diff.evil.textconv", "diff.evil.command", "core.fsmonitor", "core.pager"])
      repository.git("config", setting, program);
    expect(opened().changedLines(base, head, "main.tf")).toEqual([{ first: 1, last: 1 }]);
    expect(checkout(base).read("main.tf")?.text).toBe("a\n");
    expect(existsSync(join(repository.path, "ran"))).toBe(false);
  });

  test("have no commit by the name of an option", () => {
    repository.commit({ "main.tf": "a" });
    expect(opened().commit("HEAD")).toMatch(/^[0-9a-f]{40}$/);
    for (const name of ["--all", "-h", "nowhere", "HEAD\0", ""])
      expect(opened().commit(name)).toBeUndefined();
  });
});

test("a shallow clone has the commits that are fetched into it", () => {
  const base = repository.commit({ "main.tf": "before" });
  repository.commit({ "main.tf": "after" });
  repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
  const clone = new TestRepository();
  clone.git("remote", "add", "origin", `file://${repository.path}`);
  clone.git("fetch", "--quiet", "--depth=1", "origin", "main");
  clone.git("checkout", "--quiet", "FETCH_HEAD");
  const shallow = Repository.at(clone.path) as Repository;
  expect(shallow.isShallow).toBe(true);
  expect(shallow.commit(base)).toBeUndefined();
  expect(shallow.parents(shallow.commit("HEAD") as string)).toEqual([base]);
  expect(shallow.fetchCommit(base, 60_000)).toBe(true);
  expect(new GitCheckout(shallow, base).read("main.tf")?.text).toBe("before");
  expect(shallow.fetchCommit("f".repeat(40), 60_000)).toBe(false);
  clone.remove();
});
