import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string | null>>;

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const BY_PATHS = `extends: recommended
environments:
  prod: { production: true, match: { paths: ["infra/**", "live/prod/**"] } }
  dev: { match: { paths: ["dev/**", "live/dev/**"] } }
`;
const BY_TAGS = `extends: recommended
environments:
  prod: { production: true, match: { tags: { env: prod } } }
  dev: { match: { tags: { env: dev } } }
`;
const EXCLUDING = 'extends: recommended\nexclude: [{ paths: ["examples/**"], reason: demo }]\n';

/** A function that is deployed as `name`, wherever its resource goes. */
const named = (name: string, { reserved, address = name, tags = "" }: Named = {}) =>
  fn(name, reserved).replace(`" "${name}" {`, `" "${address}" {`).replace(/\}\n$/, `${tags}}\n`);
interface Named {
  reserved?: number;
  address?: string;
  tags?: string;
}
const tagged = (env: string) => `  tags = { env = "${env}" }\n`;
const orders = PROVIDER + named("orders", { reserved: 310 });
const bare = PROVIDER + named("orders");

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files) {
  repository.commit(base);
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(change)) {
    if (text === null) rmSync(join(repository.path, path));
    else repository.write(path, text);
  }
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "--allow-empty", "-m", "change");
  return callIn(repository.path, "run", "--base", "main");
}

const PATHS = { "policy.yml": BY_PATHS, "infra/main.tf": orders };
const TAGS = { "policy.yml": BY_TAGS, "infra/main.tf": orders };
const EXCLUDED = { "policy.yml": EXCLUDING, "infra/main.tf": orders };

describe("a production function that is found again outside of production is judged as production", () => {
  test.each<[string, Files, Files]>([
    ["its folder keeps a provider", PATHS, { "infra/main.tf": PROVIDER, "dev/main.tf": bare }],
    [
      "its folder keeps another function at its address",
      PATHS,
      {
        "infra/main.tf": PROVIDER + named("decoy", { reserved: 310, address: "orders" }),
        "dev/main.tf": bare,
      },
    ],
    [
      "it goes to a root that was there",
      { ...PATHS, "dev/main.tf": PROVIDER + named("tool") },
      { "infra/main.tf": null, "dev/main.tf": bare + named("tool") },
    ],
    [
      "its root belonged to no environment",
      { ...PATHS, "infra/main.tf": null, "main.tf": orders },
      { "main.tf": null, "dev/main.tf": bare },
    ],
    ["a tag", TAGS, { "infra/main.tf": PROVIDER + named("orders", { tags: tagged("dev") }) }],
    [
      "a tag, at another address",
      TAGS,
      { "infra/main.tf": PROVIDER + named("orders", { tags: tagged("dev"), address: "other" }) },
    ],
    [
      "a tag, in a module",
      TAGS,
      {
        "infra/main.tf": `${PROVIDER}module "m" {\n  source = "../m"\n}\n`,
        "m/main.tf": named("orders", { tags: tagged("dev") }),
      },
    ],
    [
      "a tag, in another root",
      TAGS,
      { "infra/main.tf": PROVIDER, "more/main.tf": PROVIDER + named("orders", { tags: tagged("dev") }) },
    ],
    [
      "a path that the policy leaves out",
      EXCLUDED,
      { "infra/main.tf": null, "examples/infra/main.tf": bare },
    ],
    [
      "a root that the policy leaves out, which was there",
      { ...EXCLUDED, "examples/a/main.tf": PROVIDER + named("tool") },
      { "infra/main.tf": PROVIDER, "examples/a/main.tf": bare + named("tool") },
    ],
  ])("%s", async (_, base, change) => {
    const there = Object.fromEntries(Object.entries(base).filter(([, text]) => text !== null));
    const { exitCode, out } = await gate(there, change);
    expect(exitCode, out).toBe(1);
    expect(out).toContain("no longer production");
    expect(out).not.toContain("function.tool");
  });

  test.each<[string, Files, Files]>([
    ["a copy for another environment", PATHS, { "live/dev/main.tf": bare }],
    [
      "a root that is split",
      PATHS,
      { "infra/main.tf": null, "live/prod/main.tf": orders, "live/dev/main.tf": bare },
    ],
    [
      "one that is gone, of which there was a copy",
      { ...PATHS, "dev/main.tf": bare },
      { "infra/main.tf": null },
    ],
    [
      "one that is gone, of which there was a copy in the same root",
      {
        ...TAGS,
        "infra/main.tf":
          PROVIDER +
          named("orders", { reserved: 310, tags: tagged("prod") }) +
          named("orders", { address: "other", tags: tagged("dev") }),
      },
      { "infra/main.tf": PROVIDER + named("orders", { address: "other", tags: tagged("dev") }) },
    ],
    [
      "one that is gone, and another one elsewhere",
      PATHS,
      { "infra/main.tf": null, "dev/other.tf": PROVIDER + named("tool") },
    ],
    [
      "one that is gone, of which there is an example",
      { ...EXCLUDED, "examples/a/main.tf": bare },
      { "infra/main.tf": null },
    ],
    ["an example that is added", EXCLUDED, { "examples/a/main.tf": bare }],
    [
      "a new name in its place",
      PATHS,
      { "infra/main.tf": PROVIDER + named("orders2", { reserved: 310, address: "orders" }) },
    ],
  ])("but not %s", async (_, base, change) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(0);
    expect(out).not.toContain("no longer production");
  });
});
