import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notesOf } from "../../scripts/release/notes.mjs";
import { prepare, versionsNamed } from "../../scripts/release/version.mjs";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const { name, version } = JSON.parse(read("package.json"));

describe("a rehearsal of a release", () => {
  let folder: string;
  let said: ReturnType<typeof spawnSync>;
  beforeAll(() => {
    folder = temporaryFolder("release");
    said = spawnSync(process.execPath, ["scripts/release.mjs", "--dry-run", "--out", folder], {
      cwd: root,
      encoding: "utf8",
    });
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const released = () => readdirSync(folder).filter((file) => !/^(?:NOTES\.md|SHA256SUMS)$/.test(file));

  test("makes what the page of a release shows", () => {
    expect(said.status, String(said.stderr)).toBe(0);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining([
        "NOTES.md",
        "SHA256SUMS",
        `${name}-${version}.cdx.json`,
        `${name}-${version}.tgz`,
      ]),
    );
    expect(readFileSync(join(folder, "NOTES.md"), "utf8")).toContain("policy comment gitlab");
  });

  test("has a checksum of every file", () => {
    const lines = readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
    expect(lines.map((line) => line.split("  ")[1])).toEqual(released().sort());
    for (const line of lines) {
      const [sum = "", file = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(readFileSync(join(folder, file)))
          .digest("hex"),
      ).toBe(sum);
    }
  });

  test("packs a command that runs with nothing installed, and nothing that it doesn't need", () => {
    const unpacked = temporaryFolder("package");
    spawnSync("tar", ["-xzf", join(folder, `${name}-${version}.tgz`), "-C", unpacked]);
    const files = readdirSync(join(unpacked, "package"), { recursive: true, encoding: "utf8" });
    expect(files).toContain(join("dist", "index.d.ts"));
    expect(files.filter((file) => /^(?:src|test|node_modules)\b|action\.js$/.test(file))).toEqual([]);
    const { stdout } = spawnSync(process.execPath, [join(unpacked, "package/dist/cli.js"), "--version"], {
      encoding: "utf8",
    });
    expect(stdout.trim()).toBe(version);
    rmSync(unpacked, { recursive: true, force: true, maxRetries: 5 });
  });

  test("lists every package whose code is in it, with a licence", () => {
    const bill = JSON.parse(readFileSync(join(folder, `${name}-${version}.cdx.json`), "utf8"));
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
    const purls = bill.components.map((each: { purl: string }) => each.purl);
    const heads = [...read("dist/licenses.txt").matchAll(/^(\S+@\d\S*) \(/gm)].map(([, each = ""]) => each);
    expect(purls).toHaveLength(heads.length);
    expect(heads.length).toBeGreaterThan(20);
    expect(purls).toContain(`pkg:npm/zod@${JSON.parse(read("package.json")).devDependencies.zod}`);
    for (const { licenses } of bill.components) expect(licenses).toHaveLength(1);
    expect(bill.dependencies[0].dependsOn).toEqual(purls);
  });
});

test("a tag that isn't the version makes no release", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/release.mjs", "--tag", "v999.0.0"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("The tag is v999.0.0, and package.json says");
});

describe("versions", () => {
  test("that documents name are the one that the next release makes", () => {
    const named = versionsNamed(root);
    expect(named.length).toBeGreaterThan(8);
    for (const each of named) expect(each).toMatchObject({ named: version });
  });

  test("of the Action are exact wherever somebody copies them", () => {
    for (const file of [
      "README.md",
      ...readdirSync(join(root, "docs"))
        .filter((each) => each.endsWith(".md"))
        .map((each) => `docs/${each}`),
    ])
      for (const [, used] of read(file).matchAll(
        /uses: lambda-concurrency-policy\/lambda-concurrency-policy@(\S+)/g,
      ))
        expect(used, file).toBe(`v${version}`);
  });

  test("are written everywhere at once", () => {
    const copy = temporaryFolder("prepared");
    mkdirSync(join(copy, "docs"));
    for (const file of [
      "package.json",
      "package-lock.json",
      "CHANGELOG.md",
      "README.md",
      "docs/ci.md",
      "docs/action.md",
    ])
      cpSync(join(root, file), join(copy, file));
    prepare(copy, "7.8.9");
    expect(new Set(versionsNamed(copy).map(({ named }) => named))).toEqual(new Set(["7.8.9"]));
    expect(versionsNamed(copy).length).toBeGreaterThan(8);
    const text = (file: string) => readFileSync(join(copy, file), "utf8");
    expect(JSON.parse(text("package.json")).version).toBe("7.8.9");
    expect(JSON.parse(text("package-lock.json"))).toMatchObject({
      version: "7.8.9",
      packages: { "": { version: "7.8.9" } },
    });
    expect(text("docs/ci.md")).toContain("rev: v7.8.9");
    expect(notesOf(text("CHANGELOG.md"), "7.8.9", false)).toBe(
      notesOf(read("CHANGELOG.md"), "Unreleased", false),
    );
    expect(() => notesOf(text("CHANGELOG.md"), "1.0.0", false)).toThrow("CHANGELOG.md has no section 1.0.0.");
    writeFileSync(join(copy, "CHANGELOG.md"), "## 1.0.0\n\n## 0.9.0\n\n- x\n");
    expect(() => notesOf(text("CHANGELOG.md"), "1.0.0", false)).toThrow("says nothing of 1.0.0");
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  });
});

// biome-ignore lint/suspicious/noExplicitAny: workflows are of every shape.
type Yaml = any;

describe("the workflow", () => {
  const workflow = load(read(".github/workflows/release.yml")) as Yaml;
  const stepsOf = (job: string): Yaml[] => workflow.jobs[job].steps;
  const runs = (job: string) =>
    stepsOf(job)
      .map((each) => each.run ?? "")
      .join("\n");

  test("checks all before it builds, and builds before it publishes", () => {
    expect(workflow.on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
    const needs = Object.fromEntries(
      Object.entries<Yaml>(workflow.jobs).map(([job, { needs: of }]) => [job, of]),
    );
    expect(needs).toEqual({
      check: undefined,
      build: "check",
      npm: "build",
      container: "build",
      publish: ["npm", "container"],
    });
    expect(runs("check")).toContain(".ci/run");
    expect(runs("build")).toContain("scripts/release.mjs --tag");
  });

  test("gives each job what it needs and no more; only the one that runs no code of ours may write to the repository", () => {
    const writes = (job: string) =>
      Object.entries(workflow.jobs[job].permissions)
        .filter(([, level]) => level === "write")
        .map(([what]) => what);
    expect(writes("check")).toEqual([]);
    expect(writes("build")).toEqual(["id-token", "attestations"]);
    expect(writes("npm")).toEqual(["id-token"]);
    expect(writes("container")).toEqual(["packages", "id-token", "attestations"]);
    expect(writes("publish")).toEqual(["contents"]);
    expect(stepsOf("publish").some(({ uses }) => String(uses).startsWith("actions/checkout"))).toBe(false);
  });

  test("publishes with provenance, attests files and image, makes the page, and moves the tag of the major version", () => {
    expect(runs("npm")).toContain("npm publish ./release/*.tgz --provenance");
    const attested = ["build", "container"].map(
      (job) =>
        stepsOf(job).filter(({ uses }) => String(uses).startsWith("actions/attest-build-provenance@")).length,
    );
    expect(attested).toEqual([1, 1]);
    expect(runs("publish")).toContain("gh release create");
    expect(runs("publish")).toMatch(/git\/refs\/tags\/\$major.*force=true/);
  });

  test("puts nothing that others write into a script", () => {
    for (const job of Object.keys(workflow.jobs)) expect(runs(job)).not.toContain("${{");
  });
});
