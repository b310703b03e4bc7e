import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAskedFor } from "../../src/engine/checkout/asked-for.ts";
import { CLOUD_ASSEMBLY, GENERATED_FOLDERS } from "../../src/engine/checkout/checkout.ts";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { parsers } from "../../src/parsers/index.ts";
import { propertyRuns } from "../properties/support.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = fc.constantFrom(
  ...["infra", "scripts", "bin", ".github/workflows", ".github/actions/x", ".circleci", ".gitlab", "amplify"],
  ...["a.tf", "deploy", "cdk.out", "node_modules/m", ".terraform", "src/deep", "build", "ü"],
);
const stem = fc.constantFrom(
  ...[
    "main",
    "template",
    "serverless",
    "serverless-api",
    "Makefile",
    "GNUmakefile",
    "Jenkinsfile",
    "package",
  ],
  ...[
    "cdk",
    "cdktf",
    "manifest",
    "app",
    "",
    "arc",
    "zappa_settings",
    "terragrunt",
    "terragrunt.stack",
    "Pulumi",
  ],
  ...[
    "sst.config",
    "backend",
    "buildspec-x",
    ".gitlab-ci",
    "Taskfile",
    "justfile",
    "serverless-compose",
    "#a",
  ],
  ...["composer", "tsconfig.base", "image", "README", "keep", ".env"],
);
const ending = fc.constantFrom(
  ...["", ".tf", ".tf.json", ".tofu", ".tfvars", ".yml", ".yaml", ".YAML", ".json", ".template", ".hcl"],
  ...[".hcl.json", ".ts", ".mjs", ".py", ".rb", ".sh", ".ps1", ".mk", ".jenkinsfile", ".toml", ".arc", ".md"],
  ...[".png", ".tf#", ".tf.bak", ".log"],
);
const path = fc
  .tuple(fc.array(folder, { maxLength: 2 }), stem, ending)
  .filter(([, name, end]) => name + end !== "")
  .map(([folders, name, end]) => [...folders, name + end].join("/"));

describe("a file that nobody asks for", () => {
  it("is told by all names at once as by each parser's own question", () => {
    fc.assert(
      fc.property(path, (each) => {
        for (const { name, names, claims } of parsers)
          if (claims(each))
            expect([name, each, names.some((known) => known.test(each))]).toEqual([name, each, true]);
        expect([each, isAskedFor(each)]).toEqual([each, parsers.some(({ claims }) => claims(each))]);
      }),
      { numRuns: propertyRuns(5_000) },
    );
  });
});

const IGNORED = [
  "*.log",
  "build/",
  "/scripts/*.sh",
  "*.tf.bak",
  "deep",
  "!keep.log",
  "**/bin/*.py",
  "secret*",
];

/** A tree: files, of which some are tracked, and what is ignored at the top and in a folder of it. */
const tree = fc.record({
  files: fc.uniqueArray(path, { minLength: 1, maxLength: 40 }),
  tracked: fc.infiniteStream(fc.boolean()),
  top: fc.subarray(IGNORED),
  below: fc.subarray(IGNORED),
});

describe("the files of a tree", () => {
  it("are those of git but for what tools make, and those that are asked for are the same by either way", () => {
    fc.assert(
      fc.property(tree, ({ files, tracked, top: ignored, below }) => {
        const top = temporaryFolder("discovery");
        try {
          const git = (...args: string[]) => execFileSync("git", args, { cwd: top, encoding: "utf8" });
          const written = withoutClashes(files);
          for (const each of written) write(join(top, each), each);
          const added = written.filter(() => tracked.next().value);
          git("init", "--quiet");
          if (added.length > 0) git("add", "--force", "--", ...added);
          write(join(top, ".gitignore"), ignored.join("\n"));
          write(join(top, "infra/.gitignore"), below.join("\n"));
          const listed = (option: string) =>
            git("ls-files", "-z", option, "--exclude-per-directory=.gitignore").split("\0").filter(Boolean);
          const others = listed("--others").filter((each) => !isMade(each));
          const expected = new Set([...listed("--cached"), ...others]);

          const found = new DiskCheckout(top).files(["."]);
          const manifests = found.filter((each) => each.endsWith(`${CLOUD_ASSEMBLY}/manifest.json`));
          expect(found.filter((each) => !manifests.includes(each))).toEqual(
            [...expected].filter((each) => !manifests.includes(each)).sort(),
          );
          expect(new DiskCheckout(top).files(["."], isAskedFor)).toEqual(found.filter(isAskedFor));
          expect(new DiskCheckout(top).files(["infra", "src"], isAskedFor)).toEqual(
            new DiskCheckout(top).files(["infra", "src"]).filter(isAskedFor),
          );
        } finally {
          rmSync(top, { recursive: true, force: true });
        }
      }),
      { numRuns: propertyRuns(25) },
    );
  });
});

/** No file may be where a folder is. */
function withoutClashes(files: readonly string[]): string[] {
  return files.filter((each) => !files.some((other) => other.startsWith(`${each}/`)));
}

function isMade(each: string): boolean {
  const folders = each.split("/").slice(0, -1);
  return folders.some((name) => GENERATED_FOLDERS.has(name) || name === CLOUD_ASSEMBLY);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
