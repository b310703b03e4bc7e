import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FORGES } from "../../src/forges/index.ts";
import { fn } from "../action/pull-request.ts";
import { type Called, callWith } from "../support/command-line.ts";
import { ForgeServer, MALLORY, OURS } from "../support/forges/server.ts";
import { TestRepository } from "../support/git-repository.ts";
import {
  deedsOf,
  HOSTILE_NAMES,
  hostileEstate,
  UNSEEN,
  withoutCode,
  withoutOwnBreaks,
} from "../support/hostile.ts";

const TOKENS = { gitlab: "GITLAB_TOKEN", azure: "SYSTEM_ACCESSTOKEN", bitbucket: "BITBUCKET_TOKEN" } as const;
const LONGEST = { gitlab: 1_000_000, azure: 150_000, bitbucket: 32_768 } as const;
const PERMISSIONS = {
  gitlab: "scope api",
  azure: "Contribute to pull requests",
  bitbucket: "pullrequest:write",
};

const POLICY = `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
accounts:
  "111122223333":
    eu-west-1: { limit: 1000, unreserved-floor: 100 }
`;

describe.each(["gitlab", "azure", "bitbucket"] as const)("policy comment %s", (forge) => {
  let server: ForgeServer;
  let repository: TestRepository;
  beforeEach(async () => {
    server = await ForgeServer.start(forge);
    repository = new TestRepository();
    repository.commit({ "lambda-concurrency-policy.yml": POLICY, "main.tf": fn("orders", 310) });
    repository.git("checkout", "--quiet", "-b", "change");
  });
  afterEach(async () => {
    repository.remove();
    await server.stop();
  });

  /** Calls the command in the CI of the forge; whatever comes of it, the token is in none of its output. */
  async function comment(more: Record<string, string | undefined> = {}, ...words: string[]): Promise<Called> {
    const environment = { ...server.variables, [TOKENS[forge]]: "t0ken", ...more };
    const called = await callWith(
      repository.path,
      { environment },
      "comment",
      forge,
      "--base",
      "main",
      ...words,
    );
    expect(called.out + called.err).not.toContain("t0ken");
    return called;
  }
  const change = (files: Record<string, string>) => repository.commit(files);
  const careless = () => change({ "careless.tf": fn("careless"), "stock.tf": fn("stock", 90) });
  const only = () => {
    const bodies = server.bodiesOf(OURS);
    expect(bodies).toHaveLength(1);
    return bodies[0] ?? "";
  };

  test("makes one note, leaves it alone while it says the same, and changes it in place", async () => {
    careless();
    const first = await comment();
    expect(first).toMatchObject({ exitCode: 1, err: "" });
    expect(first.out).toContain("reserved-concurrency-required");
    expect(only()).toContain("careless");
    expect(only()).toMatch(/310 → \*\*400\*\*/);
    const written = server.writes.length;
    await comment();
    expect(server.writes).toHaveLength(written);

    change({ "careless.tf": fn("careless", 5) });
    expect((await comment()).exitCode).toBe(0);
    expect(only()).toMatch(/310 → \*\*405\*\*/);
    expect(only()).not.toContain("❌");
  });

  test("says the all-clear where the change comes to do nothing, and nothing at all where it never did anything", async () => {
    change({ "README.md": "hello" });
    expect((await comment()).exitCode).toBe(0);
    expect(server.comments).toEqual([]);
    careless();
    await comment();
    repository.git("rm", "--quiet", "careless.tf", "stock.tf");
    change({});
    await comment();
    expect(only()).toContain("✅ Lambda concurrency: nothing to report");
    expect(
      only()
        .split("\n")
        .filter((line) => line !== "").length,
    ).toBe(2);
  });

  test("finds its note behind 200 others, and takes nobody's copy or quotation for it", async () => {
    careless();
    await comment();
    const [ours] = server.comments;
    const text = ours?.body ?? "";
    const held = [...server.comments];
    server.comments = [];
    server.add(text, MALLORY);
    for (let index = 0; index < 200; index++) server.add(`> ${text.slice(0, 200)}`, MALLORY);
    server.comments.push(...held.map((each) => ({ ...each, id: 5000 })));
    server.add(text, MALLORY);
    change({ "more.tf": fn("more_careless") });
    await comment();
    expect(only()).toContain("more_careless");
    for (const body of server.bodiesOf(MALLORY)) expect(body).not.toContain("more_careless");
  });

  test("keeps two notes for two jobs that check different things", async () => {
    careless();
    await comment();
    await comment({}, "careless.tf");
    expect(server.bodiesOf(OURS)).toHaveLength(2);
  });

  test("cuts 900 new findings to what the forge takes, and says how many are left out", async () => {
    const many = Array.from({ length: 900 }, (_, index) => fn(`function_number_${index}`)).join("\n");
    change({ "many.tf": many });
    const { out } = await comment();
    expect(only().length).toBeLessThan(LONGEST[forge]);
    expect(only()).toMatch(/\d+ more (?:\(.*\) )?are in the job's log\./);
    expect(out).toContain("function_number_899");
  });

  test.each([401, 403, 404])(
    "warns of a token that may not write (%i), with what it needs and the run's exit code",
    async (status) => {
      server.interruptions.push((method) => (method === "POST" ? [status, { message: "no" }] : undefined));
      careless();
      const { exitCode, err } = await comment();
      expect(exitCode).toBe(1);
      expect(err).toMatch(/^warning: The note on the (merge|pull) request was not written to /);
      expect(err).toContain(status === 401 ? "It isn't valid here, or has expired" : "Permission is missing");
      expect(err).toContain(PERMISSIONS[forge]);
      expect(server.comments).toEqual([]);
      change({ "careless.tf": fn("careless", 5) });
      expect((await comment()).exitCode).toBe(0);
    },
  );

  test("warns of a missing token and of a run that is about no pull request", async () => {
    careless();
    const without = await comment({ [TOKENS[forge]]: "" });
    expect(without).toMatchObject({ exitCode: 1 });
    expect(without.err).toContain("there is no token");
    expect(without.err).toContain(TOKENS[forge]);
    const [name = ""] = Object.keys(server.variables).filter((each) => /IID|PR_ID|PULLREQUESTID/.test(each));
    const outside = await comment({ [name]: undefined });
    expect(outside).toMatchObject({ exitCode: 1 });
    expect(outside.err).toContain(`${name} is not set`);
    expect(server.requests).toEqual([]);
  });

  test("tries a forge that is busy twice again, and not longer", async () => {
    let failures = 2;
    server.interruptions.push(() =>
      failures-- > 0 ? [503, { message: "busy" }, { "retry-after": "0" }] : undefined,
    );
    careless();
    expect((await comment()).err).toBe("");
    expect(only()).toContain("careless");
    failures = Number.POSITIVE_INFINITY;
    const asked = server.requests.length;
    const { exitCode, err } = await comment();
    expect(exitCode).toBe(1);
    expect(err).toContain("it answered 503 (busy)");
    expect(server.requests.length).toBe(asked + 3);
  });

  test("outlives a forge that can't be reached, one that answers with a page, and an address that is none", async () => {
    careless();
    const [name = ""] = Object.keys(server.variables).filter((each) => /API|COLLECTIONURI/.test(each));
    const gone = await comment({ [name]: "http://127.0.0.1:1/" });
    expect(gone.exitCode).toBe(1);
    expect(gone.err).toContain("it could not be reached");
    expect((await comment({ [name]: "no address" })).err).toContain("no address is no address");
    server.interruptions.push(() => [203, "<html>Sign in</html>"]);
    expect((await comment()).err).toContain("is not taken");
  });

  test("sends no token to another server", async () => {
    server.interruptions.push(() => [302, {}, { location: "http://127.0.0.1:1/" }]);
    careless();
    expect((await comment()).err).toContain("it answered 302");
    expect(server.requests).toHaveLength(1);
  });

  test("says in the note what the change's own policy would make of it", async () => {
    change({ "lambda-concurrency-policy.yml": `${POLICY}rules: { reserved-concurrency-required: off }\n` });
    careless();
    expect((await comment()).exitCode).toBe(1);
    expect(only()).toContain("The policy changes");
    expect(only()).toContain("0 more and 1 fewer");
  });

  test("lets no name of the change do anything", async () => {
    const { "policy.yml": policy = "", ...files } = hostileEstate([
      ...Object.values(HOSTILE_NAMES),
      ...OWN_NAMES,
    ]);
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "lambda-concurrency-policy.yml": policy });
    repository.git("checkout", "--quiet", "-b", "hostile");
    change(files);
    const { err } = await comment();
    expect(err).toBe("");
    const note = only();
    const begin = note.split("\n", 1)[0] ?? "";
    const page = note.slice(begin.length);
    const tags = forge === "bitbucket" ? [] : ["details", "summary", "br"];
    const links = /^https:\/\/(?:github\.com|gitlab\.example|dev\.azure\.com|bitbucket\.org)\//;
    expect(deedsOf(page, { tags, links })).toEqual([]);
    expect(UNSEEN.exec(withoutOwnBreaks(page).replace(/(?<=[!$~%^&;[@])\u200b/g, ""))?.[0]).toBeUndefined();
    // A line that begins with a slash is a command to GitLab.
    expect(page).not.toMatch(/^\//m);
    expect(withoutCode(page)).not.toMatch(/(?:^|[\s(])[!$~%&]\d/m);
    expect(page).not.toMatch(/@[<{]/);
  });
});

/** What means something to these forges alone. */
const OWN_NAMES = [
  "mallory\n/close\n/approve",
  "mallory !1 $2 ~bug %3 &4 group&5 ^alert#6 [vulnerability:7] GL-8",
  "@{557058:mallory} @{1}",
  "mallory @<00000000-0000-4000-8000-000000000002>",
];

describe("policy comment", () => {
  test("is completed with the forges that it knows", async () => {
    const { out } = await callWith("/", {}, "completion", "bash");
    expect(out).toMatch(new RegExp(`comment\\) words=".* ${Object.keys(FORGES).join(" ")}"`));
  });

  test("is for the forges that it knows", async () => {
    const called = (...words: string[]) => callWith("/", {}, "comment", ...words);
    expect(await called()).toMatchObject({ exitCode: 2 });
    expect((await called("gitbucket")).err).toContain(
      'policy comment is for gitlab, azure, bitbucket, not "gitbucket"',
    );
    expect((await called("github")).err).toContain("On GitHub the Action keeps the comment");
    expect((await called("gitlab", "--fix")).err).toContain("policy comment has no option --fix");
  });
});
