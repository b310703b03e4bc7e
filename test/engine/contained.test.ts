import { describe, expect, it } from "vitest";
import { GitTimeout } from "../../src/engine/checkout/git/timeout.ts";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { parsedAlone, withoutFailing } from "../../src/engine/roots/contained.ts";
import type { Parser, Root } from "../../src/parser.ts";

const parser = { claims: (path: string) => path.endsWith(".tf") } as Parser;
const root: Root = { format: "terraform", path: "live" };
const fs = new MemoryCheckout({ "live/README.md": "", "live/main.tf": "" });
const failing = (error: unknown) => () => {
  throw error;
};

describe("a root that goes wrong", () => {
  it("is an error at one of its files, and has nothing in it", () => {
    const parsed = parsedAlone(parser, root, failing(new RangeError("Maximum call stack size exceeded")), fs);
    expect(parsed.diagnostics).toMatchObject([
      {
        severity: "error",
        message: "live was not checked: it is nested deeper, or comes to more, than is worked out here.",
        at: { file: "live/main.tf" },
      },
    ]);
    expect(parsed.account.state).toBe("unknown");
    expect(Object.values(parsed.resources).flat()).toEqual([]);
  });

  it("for a fault of the tool says so", () => {
    const parsed = parsedAlone(parser, root, failing(new TypeError("x is undefined")), fs);
    expect(parsed.diagnostics[0]?.message).toBe(
      "live was not checked: there was an internal error: x is undefined.",
    );
    expect(parsed.diagnostics[0]?.hint).toContain("fault of the tool");
  });

  it("for want of git ends the run: what git says decides about all of it", () => {
    expect(() => parsedAlone(parser, root, failing(new GitTimeout(1000)), fs)).toThrow(GitTimeout);
  });
});

describe("files that can't be looked through", () => {
  const look = (files: readonly string[]) => {
    if (files.includes("b")) throw new RangeError("too deep");
    return files;
  };

  it("are said, and the others are looked through", () => {
    const { found, diagnostics } = withoutFailing(["a", "b", "c"], look);
    expect(found).toEqual(["a", "c"]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "b was not checked: it is nested deeper, or comes to more, than is worked out here.",
    ]);
  });

  it("fail the run where no file alone does it", () => {
    const together = (files: readonly string[]) => {
      if (files.length > 1) throw new TypeError("together");
      return files;
    };
    expect(() => withoutFailing(["a", "b"], together)).toThrow("together");
  });
});
