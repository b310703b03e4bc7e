import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromTop, locate } from "../../src/workspace/locate.ts";
import { UsageError } from "../../src/workspace/usage-error.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let top = "";
beforeAll(() => {
  top = temporaryFolder("locate");
  mkdirSync(join(top, "checkout/.git"), { recursive: true });
  mkdirSync(join(top, "checkout/live/prod"), { recursive: true });
  mkdirSync(join(top, "plain/a"), { recursive: true });
  mkdirSync(join(top, "plain/b"), { recursive: true });
  writeFileSync(join(top, "checkout/live/main.tf"), "");
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

describe("where things are", () => {
  it("is told from the folder that holds .git", () => {
    const place = { top: join(top, "checkout"), paths: ["live/prod"] };
    expect(locate(join(top, "checkout/live"), ["prod"])).toEqual(place);
    expect(locate(join(top, "checkout/live/prod"), [])).toEqual(place);
  });

  it("is told from the common folder where there is no repository", () => {
    expect(locate(join(top, "plain"), ["a", "b"])).toEqual({ top: join(top, "plain"), paths: ["a", "b"] });
  });

  it("is a mistake in the call where there is nothing, with what may be meant", () => {
    const cwd = join(top, "checkout/live");
    const hintOf = (path: string, meant?: (word: string) => string | undefined) => {
      try {
        locate(cwd, [path], meant);
      } catch (error) {
        return error instanceof UsageError ? error.hint : undefined;
      }
      return "found";
    };
    expect(hintOf("main.tg")).toBe('Did you mean "main.tf"?');
    expect(hintOf("nothing-like-it")).toBeUndefined();
    expect(hintOf("main.tg", (word) => `${word}?`)).toBe("main.tg?");
  });
});

describe("a path from the top", () => {
  it("has forward slashes, and a dot for the top itself", () => {
    expect(fromTop(top, join(top, "plain", "a"))).toBe("plain/a");
    expect(fromTop(top, top)).toBe(".");
    expect(fromTop(join(top, "plain"), join(top, "checkout"))).toBe("../checkout");
  });
});
