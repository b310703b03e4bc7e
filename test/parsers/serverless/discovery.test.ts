import { describe, expect, it } from "vitest";
import { claims } from "../../../src/parsers/serverless/claims.ts";
import { findServices } from "../../../src/parsers/serverless/discovery.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";
import { diagnostic, unreadCode } from "../../support/projection.ts";

const SERVICE = "service: shop\nprovider:\n  name: aws\nfunctions: {}\n";

function find(files: Record<string, string>): { roots: string[]; diagnostics: string[]; unread?: string[] } {
  const fs = new MemoryFileSystem(files);
  const { roots, diagnostics, unread = [] } = findServices(fs.paths.filter(claims), fs);
  return {
    roots: roots.map((root) => root.path),
    diagnostics: diagnostics.map(diagnostic),
    ...(unread.length > 0 ? { unread: unread.map(unreadCode) } : {}),
  };
}

describe("finding services", () => {
  it("finds every spelling of the file's name", () => {
    const names = [
      "serverless.yml",
      "b/serverless.yaml",
      "c/serverless.json",
      "d/serverless-api.yml",
      "e/serverless.generated.yml",
    ];
    const files = Object.fromEntries(
      names.map((name) => [name, name.endsWith("json") ? '{"service":"a","provider":"aws"}' : SERVICE]),
    );
    expect(find(files)).toEqual({ roots: [...names].sort(), diagnostics: [] });
  });

  it("leaves alone what is no service on AWS", () => {
    expect(
      find({
        "serverless.yml": SERVICE.replace("aws", "google"),
        "a/serverless.yml": "component: website\nname: site\n",
        "b/serverless.common.yml": "memorySize: 128\n",
        "c/serverless.yml": "",
        "d/serverless-compose.yml": "services: {}\n",
      }),
    ).toEqual({ roots: [], diagnostics: [] });
  });

  it("says how to print a configuration that is code, unless that has been done", () => {
    const code = "export default { service: 'shop', provider: { name: 'aws' }, functions: {} };";
    expect(find({ "api/serverless.ts": code })).toEqual({
      roots: [],
      diagnostics: [],
      unread: ["app api/serverless.ts at api/serverless.ts:1: it is code, which is not run"],
    });
    expect(find({ "api/serverless.ts": code, "api/serverless.generated.yml": SERVICE })).toEqual({
      roots: ["api/serverless.generated.yml"],
      diagnostics: [],
    });
    expect(
      find({ "serverless.js": "module.exports = { service: 'x', provider: { name: 'google' } }" }).unread,
    ).toBeUndefined();
  });

  it("says where a configuration is broken", () => {
    expect(find({ "serverless.yml": `${SERVICE}x: [1,\n` }).diagnostics).toEqual([
      expect.stringMatching(
        /^error: The service can't be read\. Not valid YAML: .* @ serverless\.yml:\d+:\d+-\d+$/,
      ),
    ]);
  });

  it("finds the services that a compose file lists, under whatever name", () => {
    const compose =
      "services:\n  api:\n    path: api\n    config: config/api.yml\n  web:\n    path: web\n  gone:\n    path: gone\n  out:\n    path: ../..\n";
    const files = {
      "serverless-compose.yml": compose,
      "api/config/api.yml": SERVICE,
      "web/serverless.yml": SERVICE,
    };
    expect(find(files)).toEqual({ roots: ["api/config/api.yml", "web/serverless.yml"], diagnostics: [] });
  });

  it("survives files that are anything", () => {
    const nested = `${"[".repeat(500)}${"]".repeat(500)}`;
    for (const text of [
      "\0",
      "- a\n- b",
      "service: x",
      "service: {}\nprovider: []",
      `service: a\nprovider: ${nested}`,
      "a: *b",
    ]) {
      expect(() =>
        find({ "serverless.yml": text, "serverless.ts": text, "serverless-compose.yml": text }),
      ).not.toThrow();
    }
  });
});
