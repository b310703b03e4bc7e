import { describe, expect, test } from "vitest";
import { TrackedPaths, type TrackedTree } from "../../src/engine/checkout/tracked-paths.ts";

/** A tree of files (true) and links to folders (their paths), which counts what is asked of it. */
function treeOf(entries: Readonly<Record<string, true | string>>) {
  const paths = Object.keys(entries);
  const told = { asked: 0 };
  const identityOf = (path: string): string => {
    const link = paths.find(
      (each) => entries[each] !== true && (path === each || path.startsWith(`${each}/`)),
    );
    return link === undefined ? path : identityOf(`${entries[link]}${path.slice(link.length)}`);
  };
  const tree: TrackedTree = {
    paths,
    links: paths.filter((path) => entries[path] !== true),
    isFile(path) {
      told.asked++;
      return entries[path] === true;
    },
    isFolder: (path) => paths.some((each) => each.startsWith(`${identityOf(path)}/`)),
    identityOf,
  };
  return { paths: new TrackedPaths(tree), told };
}

describe("what is tracked below a folder", () => {
  test("is listed by the name that was asked for, also where a link leads there", () => {
    const { paths } = treeOf({
      "hidden/main.tf": true,
      "hidden/sub/a.tf": true,
      "hidden-not/b.tf": true,
      infra: "hidden",
    });
    expect([...paths.files("infra")]).toEqual(["infra/main.tf", "infra/sub/a.tf"]);
    expect([...paths.files("infra/sub")]).toEqual(["infra/sub/a.tf"]);
  });

  test("is behind links, and behind links in what they lead to", () => {
    const { paths } = treeOf({ "a/main.tf": true, "a/m": "m", "m/x.tf": true, live: "a" });
    expect([...paths.filesBehindLinks(".")].sort()).toEqual(["a/m/x.tf", "live/m/x.tf", "live/main.tf"]);
    expect([...paths.filesBehindLinks("a")]).toEqual(["a/m/x.tf"]);
  });

  test("ends where links lead in a circle", () => {
    const { paths } = treeOf({ "a/b": "b", "b/a": "a", "b/x.tf": true, "b/self": "b", top: "." });
    expect([...paths.filesBehindLinks(".")].sort()).toEqual(["a/b/x.tf", "b/a/b/x.tf"]);
  });

  test("is looked through a bounded number of times, and what wasn't is told", () => {
    const ways = Array.from({ length: 9 }, (_, level) =>
      Array.from({ length: 10 }, (__, index) => [`d${level}/l${index}`, `d${level + 1}`]),
    );
    const { paths, told } = treeOf({ ...Object.fromEntries(ways.flat()), "d9/main.tf": true });
    const unfollowed = new Set<string>();
    const found = [...paths.filesBehindLinks(".", { onUnfollowed: (_, folder) => unfollowed.add(folder) })];
    expect(found).toContain("d8/l9/main.tf");
    expect(told.asked).toBeLessThanOrEqual(200_000);
    expect([...unfollowed].sort()).toEqual(["d3", "d4", "d5", "d6", "d7", "d8", "d9"]);
  });

  test("has its turn, however much is behind links to another folder", () => {
    const many = Array.from({ length: 1000 }, (_, index) => [`a/f${index}`, true] as const);
    const links = Array.from({ length: 220 }, (_, index) => [`b${index}`, "a"] as const);
    const { paths } = treeOf({ ...Object.fromEntries([...many, ...links]), "h/main.tf": true, z: "h" });
    const unfollowed: string[] = [];
    expect([...paths.filesBehindLinks(".", { onUnfollowed: (link) => unfollowed.push(link) })]).toContain(
      "z/main.tf",
    );
    expect(unfollowed).toHaveLength(21);
  });
});
