import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Claim } from "../../src/claims/claim.ts";
import { claimLine } from "../../src/claims/claim-line.ts";
import { exactly } from "../../src/values/interval.ts";
import { claim } from "../claims/support.ts";
import { callIn } from "../support/command-line.ts";
import { deedsOf, HOSTILE_NAMES, UNSEEN, withoutOwnBreaks } from "../support/hostile.ts";
import { expectToFollow } from "../support/json-schema.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder("estate");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, ...claims: Claim[]): void {
  const text = claims.map((each) => `${claimLine(each)}\n`).join("");
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const of = (repository: string, takes: number, more: Partial<Claim> = {}) =>
  claim({ repository, function: repository.slice(5), takes: exactly(takes), ...more });
const estate = (...argv: string[]) => callIn(folder, "estate", ...argv);
const json = async (...argv: string[]) => {
  const { exitCode, out } = await estate("claims", "--format", "json", ...argv);
  return { exitCode, ...expectToFollow("estate", JSON.parse(out)) };
};

describe("policy estate", () => {
  it("sums who takes what by account and region, and fails where a pool is over its limit", async () => {
    write("claims/shop.ndjson", of("acme/shop", 400, { monthlyUsd: exactly(109.5) }));
    write(
      "claims/acme/billing.ndjson",
      of("acme/billing", 300),
      of("acme/billing", 20, { region: "us-east-1" }),
    );
    expect(await json()).toMatchObject({ exitCode: 0, summary: { pools: 2, over: 0, functions: 3 } });
    write("claims/mailer.jsonl", of("acme/mailer", 250));
    const { exitCode, pools, summary } = await json();
    expect(exitCode).toBe(1);
    expect(summary).toEqual({ pools: 2, over: 1, repositories: 3, functions: 4, monthlyUsd: 109.5 });
    expect(pools[0]).toMatchObject({
      region: "eu-west-1",
      available: { atLeast: -50, atMost: -50 },
      over: true,
    });
    expect(pools[0].repositories.map((each: { repository: string }) => each.repository)).toEqual([
      "acme/shop",
      "acme/billing",
      "acme/mailer",
    ]);
  });

  it("takes limits from the policy, and not what it says of elsewhere", async () => {
    write("claims/a.ndjson", of("acme/a", 950));
    const accounts = (limit: number) =>
      `accounts:\n  "111122223333":\n    eu-west-1: { limit: ${limit}, reserved-elsewhere: 500 }\n`;
    writeFileSync(join(folder, "limits.yml"), accounts(1100));
    const { exitCode, pools } = await json("--policy", "limits.yml");
    expect({ exitCode, left: pools[0].available }).toEqual({
      exitCode: 0,
      left: { atLeast: 50, atMost: 50 },
    });
    writeFileSync(join(folder, "limits.yml"), accounts(1000));
    expect(await json("--policy", "limits.yml")).toMatchObject({ exitCode: 1 });
  });

  it("doesn't fail for what only could be over", async () => {
    write("claims/a.ndjson", of("acme/a", 0, { takes: { atLeast: 5, atMost: Number.POSITIVE_INFINITY } }));
    const { exitCode, pools } = await json();
    expect({ exitCode, left: pools[0].available }).toEqual({
      exitCode: 0,
      left: { atLeast: null, atMost: 895 },
    });
    expect((await estate("claims")).out).toContain("it could be over: 895 or less left");
  });

  it("shows how much a repository took before", async () => {
    write("claims/now.ndjson", of("acme/a", 250, { exportedAt: "2026-10-30T00:00:00Z" }));
    write("claims/2026-09.ndjson", of("acme/a", 200, { exportedAt: "2026-09-30T00:00:00Z" }));
    expect((await json()).pools[0].trends[0].points).toHaveLength(2);
    expect((await estate("claims")).out).toContain("200 → 250 since 2026-09-30");
    expect((await estate("claims", "--format", "html")).out).toContain("<polyline");
  });

  it("sums the lines that are claims, names those that aren't, and exits with 2", async () => {
    write("claims/a.ndjson", of("acme/a", 5));
    writeFileSync(join(folder, "claims/b.ndjson"), `${claimLine(of("acme/b", 7))}\nno claim\n`);
    const { exitCode, pools, diagnostics } = await json();
    expect({ exitCode, reserved: pools[0].reserved }).toEqual({
      exitCode: 2,
      reserved: { atLeast: 12, atMost: 12 },
    });
    expect(diagnostics[0]).toMatchObject({ location: { file: "claims/b.ndjson", startLine: 2 } });
    for (const form of ["text", "markdown", "html"])
      expect((await estate("claims", "--format", form)).out).toContain("Not all claims can be read");
  });

  it("ends with a sentence on links in circles, and with some on many mistakes", async () => {
    write("claims/a.ndjson", of("acme/a", 5));
    for (const name of ["a", "b", "c", "d"]) symlinkSync(".", join(folder, "claims", name));
    const { exitCode, out } = await estate("claims");
    expect(exitCode).toBe(2);
    expect(out).toContain("links in it must not lead in circles");
    for (let index = 0; index < 30; index++) {
      mkdirSync(join(folder, "wrong"), { recursive: true });
      writeFileSync(join(folder, `wrong/${index}.ndjson`), "x\n".repeat(40));
    }
    const many = await estate("wrong");
    expect(many.exitCode).toBe(2);
    expect(many.out.length).toBeLessThan(30_000);
    expect(many.out).toContain("more lines and files are no claims.");
  });

  it("names stale claims, double ones, and those that are in no pool", async () => {
    write("claims/a.ndjson", of("acme/a", 5, { exportedAt: "2025-10-30T00:00:00Z" }));
    write("claims/b.ndjson", of("acme/b", 5, { function: "a" }), of("acme/b", 5, { account: null }));
    const { out } = await estate("claims");
    expect(out).toContain("The claims of acme/a are stale: exported 367 days ago");
    expect(out).toContain("claimed twice: by acme/a and acme/b");
    expect(out).toContain("1 function of acme/b is in no pool");
    const { stale, doubleClaims, unplaced } = await json();
    expect([stale.length, doubleClaims.length, unplaced.length]).toEqual([1, 1, 1]);
  });

  it("has the same bytes for the same claims, however they are given", async () => {
    write("claims/a.ndjson", of("acme/a", 5), of("acme/a", 5, { function: "z" }));
    write("claims/b.ndjson", of("acme/b", 5));
    for (const form of ["text", "json", "markdown", "html"]) {
      const one = await estate("claims/a.ndjson", "claims/b.ndjson", "--format", form);
      const other = await estate("claims/b.ndjson", "claims", "claims/a.ndjson", "--format", form);
      expect(other.out).toBe(one.out);
    }
  });

  it.each([
    [[], "wants the claims of repositories"],
    [["none.ndjson"], "There are no claims at none.ndjson"],
    [["claims", "--format", "sarif"], 'no format "sarif"'],
    [["claims", "--format", "jsn"], "Did you mean json?"],
  ])("says what is wrong with %j", async (argv, said) => {
    write("claims/a.ndjson", of("acme/a", 5));
    const { exitCode, err, out } = await estate(...argv);
    expect(exitCode).toBe(2);
    expect(err + out).toContain(said);
  });
});

type Node = DefaultTreeAdapterTypes.Node;
const errors: string[] = [];
const tree = (text: string) => parse(text, { onParseError: ({ code }) => errors.push(code) });

/** Tags and attributes, but for what they hold of names. */
function skeleton(node: Node): unknown {
  if ("value" in node) return undefined;
  const below = "childNodes" in node ? node.childNodes.map(skeleton).filter((each) => each) : [];
  if (!("tagName" in node)) return below;
  return [
    node.tagName,
    node.attrs.map(({ name, value }) => (name === "aria-label" ? name : `${name}=${value}`)),
    below,
  ];
}

function elements(node: Node): DefaultTreeAdapterTypes.Element[] {
  const below = "childNodes" in node ? node.childNodes.flatMap(elements) : [];
  return "tagName" in node ? [node, ...below] : below;
}

describe("what claims say is only text,", () => {
  const hostile = (name: string) => [
    of("acme/a", 500, {
      ...{ repository: name, root: name, environment: name, address: name, function: name },
      exportedAt: "2026-01-01T00:00:00Z",
    }),
    of("acme/b", 500, { function: name }),
    of("acme/c", 1, { repository: name, account: null, exportedAt: "2026-01-01T00:00:00Z" }),
  ];
  const shown = async (name: string, form: string) => {
    write("claims/a.ndjson", ...hostile(name));
    return (await estate("claims", "--format", form)).out;
  };

  it.each(Object.entries(HOSTILE_NAMES))("also %s", async (_, name) => {
    for (const form of ["text", "markdown", "html", "json"]) {
      const text = await shown(name, form);
      expect(text).toContain("lory");
      const foreign = form === "markdown" ? withoutOwnBreaks(text) : text;
      expect(UNSEEN.exec(foreign)?.[0], form).toBeUndefined();
      if (form === "text") expect(text).not.toMatch(/^\s*(?:::|##\[)/m);
      if (form === "markdown") expect(deedsOf(text, { tags: [], links: /^$/ })).toEqual([]);
      if (form === "html")
        expect(skeleton(tree(text))).toEqual(skeleton(tree(await shown("0mallory", form))));
    }
    expect(errors).toEqual([]);
  });
});

describe("the page", () => {
  it("asks for nothing, and lets only its own style and script act", async () => {
    write("claims/a.ndjson", of("acme/a", 950), of("acme/a", 5, { function: "b" }));
    const { out } = await estate("claims", "--format", "html");
    const all = elements(tree(out));
    expect(errors).toEqual([]);
    const attribute = (element: (typeof all)[number], name: string) =>
      element.attrs.find((each) => each.name === name)?.value;
    for (const element of all) {
      for (const name of ["src", "style", "onclick"]) expect(attribute(element, name)).toBeUndefined();
      const href = attribute(element, "href");
      if (href !== undefined) expect(href).toMatch(/^#[a-z]+$/);
    }
    const ids = all.flatMap((element) => attribute(element, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const element of all)
      for (const name of ["aria-labelledby", "for"]) {
        const target = attribute(element, name);
        if (target !== undefined) expect(ids).toContain(target);
      }
    const policy = all
      .map((element) => attribute(element, "content"))
      .find((each) => each?.includes("default-src"));
    for (const name of ["style", "script"]) {
      const [found] = all.filter(({ tagName }) => tagName === name);
      const [text] = found?.childNodes ?? [];
      const hash = createHash("sha256")
        .update((text as { value: string }).value)
        .digest("base64");
      expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    }
    expect(out).not.toMatch(/@import|url\(/);
    expect(out).toContain("1 pool over the limit");
  });
});
