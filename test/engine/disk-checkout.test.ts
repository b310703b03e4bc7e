import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let top: string;
beforeEach(() => {
  top = temporaryFolder("checkout");
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array = ""): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), content);
}

describe("files", () => {
  test("lists what version control would list, sorted", () => {
    write(".gitignore", "*.log\n/build/\n");
    write("infra/.gitignore", "secret.tf\n!keep.log\n");
    for (const path of [
      "infra/main.tf",
      "infra/secret.tf",
      "infra/keep.log",
      "infra/drop.log",
      "build/x.tf",
      "a.yaml",
    ])
      write(path);
    expect(new DiskCheckout(top).files(["."])).toEqual([
      ".gitignore",
      "a.yaml",
      "infra/.gitignore",
      "infra/keep.log",
      "infra/main.tf",
    ]);
  });

  test("leaves folders that tools make, but takes a cloud assembly's manifest, ignored or not", () => {
    write(".gitignore", "cdk.out/\n");
    for (const path of [
      "node_modules/x/a.tf",
      ".terraform/modules/m/a.tf",
      ".git/config",
      "cdk.out/manifest.json",
      "cdk.out/A.template.json",
    ])
      write(path);
    expect(new DiskCheckout(top).files(["."])).toEqual([".gitignore", "cdk.out/manifest.json"]);
  });

  test("takes a path that the user names even where it is ignored", () => {
    write(".gitignore", "generated/\n");
    write("generated/template.yaml");
    expect(new DiskCheckout(top).files(["generated"])).toEqual(["generated/template.yaml"]);
    expect(new DiskCheckout(top).files(["generated/template.yaml"])).toEqual(["generated/template.yaml"]);
  });

  test("says so when there are more files than it lists, and what git tracks goes first", () => {
    for (const path of ["a/1.tf", "a/2.tf", "a/3.png", "a/4.png", "a/5.png", "z.tf"]) write(path);
    execFileSync("git", ["init", "--quiet"], { cwd: top });
    execFileSync("git", ["add", "z.tf"], { cwd: top });
    const two = new DiskCheckout(top, 2);
    expect(two.files(["."])).toContain("z.tf");
    expect(two.diagnostics).toMatchObject([
      { severity: "error", message: expect.stringMatching(/more than 2/) },
    ]);
    const three = new DiskCheckout(top, 3);
    // What no parser asks for is no part of the bound.
    expect(three.files([".", "a"])).toEqual(["a/1.tf", "a/2.tf", "a/3.png", "a/4.png", "a/5.png", "z.tf"]);
    expect(three.diagnostics).toEqual([]);
  });

  test("lists a file once when paths overlap", () => {
    write("infra/main.tf");
    expect(new DiskCheckout(top).files([".", "infra", "infra/main.tf"])).toEqual(["infra/main.tf"]);
  });
});

describe("read", () => {
  test("reads a file once", () => {
    write("a.tf", "locals {}");
    const checkout = new DiskCheckout(top);
    const first = checkout.read("a.tf");
    write("a.tf", "changed");
    expect(checkout.read("./a.tf")).toBe(first);
    expect(first?.text).toBe("locals {}");
  });

  test("says why a file can't be read, once", () => {
    write("latin.tf", Uint8Array.from([0xe9, 0x20]));
    const checkout = new DiskCheckout(top);
    expect(checkout.read("latin.tf")).toBeUndefined();
    expect(checkout.read("latin.tf")).toBeUndefined();
    expect(checkout.unread).toMatchObject([
      { what: "latin.tf", because: "it is not UTF-8 text", isBroken: true },
    ]);
  });

  test.skipIf(process.getuid?.() === 0)("says that a file is not permitted", () => {
    write("a.tf");
    chmodSync(join(top, "a.tf"), 0);
    const checkout = new DiskCheckout(top);
    expect(checkout.read("a.tf")).toBeUndefined();
    expect(checkout.diagnostics[0]?.message).toContain("EACCES");
  });

  test("is silent about a file that isn't there: the asker knows whether it matters", () => {
    const checkout = new DiskCheckout(top);
    expect(checkout.read("none.tf")).toBeUndefined();
    expect(checkout.diagnostics).toEqual([]);
  });
});

describe("nothing outside the checkout is reached", () => {
  let outside: string;
  beforeEach(() => {
    outside = temporaryFolder("outside");
    writeFileSync(join(outside, "secret.tf"), "secret");
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  test.each(["../secret.tf", "infra/../../secret.tf", "/etc/passwd", "infra/\0.tf"])(
    "by the path %j",
    (path) => {
      const checkout = new DiskCheckout(top);
      expect(checkout.read(path)).toBeUndefined();
      expect(checkout.exists(path)).toBe(false);
    },
  );

  test("by a link to a file, a link to a folder, or a loop", () => {
    symlinkSync(join(outside, "secret.tf"), join(top, "link.tf"));
    symlinkSync(outside, join(top, "folder"));
    symlinkSync("loop.tf", join(top, "loop.tf"));
    const checkout = new DiskCheckout(top);
    expect(checkout.files(["."])).toEqual([]);
    for (const path of ["link.tf", "folder/secret.tf", "loop.tf"])
      expect(checkout.read(path)).toBeUndefined();
    expect(checkout.list("folder")).toEqual([]);
  });

  test("but a link inside the checkout is followed", () => {
    write("shared/versions.tf", "terraform {}");
    symlinkSync(join(top, "shared", "versions.tf"), join(top, "versions.tf"));
    const checkout = new DiskCheckout(top);
    expect(checkout.files(["."])).toEqual(["shared/versions.tf", "versions.tf"]);
    expect(checkout.read("versions.tf")?.text).toBe("terraform {}");
  });
});
