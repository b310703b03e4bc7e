import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as module from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { compileCacheFolder } from "../../src/command-line/compile-cache.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NAME = "lambda-concurrency-policy";
/** Node 20 has no such cache. */
const KEEPS = "enableCompileCache" in module;
let top: string;
beforeAll(() => {
  top = temporaryFolder("compile-cache");
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

function home(name: string): string {
  const folder = join(top, name);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

describe.skipIf(process.platform === "win32")("compiled code is kept", () => {
  it("in the user's folder of caches, where nobody else may read or write", () => {
    const folder = compileCacheFolder({ HOME: home("plain") });
    expect(folder).toBe(join(top, "plain/.cache", NAME));
    expect(statSync(folder ?? "").mode & 0o777).toBe(0o700);
    const caches = home("caches");
    expect(compileCacheFolder({ HOME: "/nowhere", XDG_CACHE_HOME: caches })).toBe(join(caches, NAME));
  });

  it.each([
    ["in a pipeline", { CI: "true" }],
    ["in a pipeline of Azure's", { TF_BUILD: "True" }],
    ["where it is turned off", { NODE_DISABLE_COMPILE_CACHE: "1" }],
    ["under options of V8's", { NODE_OPTIONS: "--no-opt" }],
    ["below a path that depends on where it is run", { XDG_CACHE_HOME: "caches" }],
  ])("not %s", (what, environment) => {
    const folder = home(what);
    expect(compileCacheFolder({ HOME: folder, ...environment })).toBeUndefined();
    expect(existsSync(join(folder, ".cache"))).toBe(false);
  });

  it("not without a home", () => {
    expect(compileCacheFolder({})).toBeUndefined();
  });

  it("not where others may write", () => {
    const open = home("open");
    mkdirSync(join(open, ".cache", NAME), { recursive: true });
    chmodSync(join(open, ".cache", NAME), 0o770);
    expect(compileCacheFolder({ HOME: open })).toBeUndefined();
    const above = home("above");
    mkdirSync(join(above, ".cache"));
    chmodSync(join(above, ".cache"), 0o777);
    expect(compileCacheFolder({ HOME: above })).toBeUndefined();
  });

  it("not behind a link, which may lead anywhere", () => {
    const linked = home("linked");
    mkdirSync(join(linked, "elsewhere"), { mode: 0o700 });
    mkdirSync(join(linked, ".cache"));
    symlinkSync(join(linked, "elsewhere"), join(linked, ".cache", NAME));
    expect(compileCacheFolder({ HOME: linked })).toBeUndefined();
  });

  it("not in a checkout, whose files a change may bring", () => {
    const dotfiles = home("dotfiles");
    mkdirSync(join(dotfiles, ".git"));
    expect(compileCacheFolder({ HOME: dotfiles })).toBeUndefined();
  });
});

describe.skipIf(process.platform === "win32")("a run", () => {
  const run = (cache: string) => {
    const env = { PATH: process.env["PATH"], XDG_CACHE_HOME: cache, NO_COLOR: "1" };
    const options = { cwd: join(top, "program"), env, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["cli.js", "run", "template.yaml"],
      options,
    );
    return { status, stdout, stderr };
  };
  const kept = (cache: string) => {
    const folder = join(cache, NAME);
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    );
    return files.filter((file) => statSync(file).isFile());
  };

  beforeAll(async () => {
    const folder = home("program");
    for (const [file, text] of await bundle(join(import.meta.dirname, "../..")))
      writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, "template.yaml"), "Resources: { F: { Type: AWS::Lambda::Function } }\n");
  }, 60_000);

  it("says the same with it, without it, and where it is broken", () => {
    const cache = home("used");
    const first = run(cache);
    expect(first.stdout).toContain("template.yaml");
    expect(first.stderr).toBe("");
    const files = kept(cache);
    expect(files.length > 0).toBe(KEEPS);
    expect(run(cache)).toEqual(first);
    for (const file of files) writeFileSync(file, "not what V8 made");
    expect(run(cache)).toEqual(first);
    expect(run(cache)).toEqual(first);
  });

  it("says the same where it may not be written", () => {
    const cache = home("unwritable");
    mkdirSync(join(cache, NAME), { mode: 0o500 });
    expect(run(cache)).toEqual(run(home("writable")));
  });
});
