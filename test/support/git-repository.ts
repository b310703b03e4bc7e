import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A git repository on disk that a test builds commit by commit. */
export class TestRepository {
  readonly path: string;

  constructor(path = temporaryFolder("repository")) {
    this.path = path;
    mkdirSync(path, { recursive: true });
    this.git("init", "--quiet", "--initial-branch=main");
  }

  /** Writes some files (null removes one) and commits everything. Returns the commit. */
  commit(files: Readonly<Record<string, string | null>>, message = "change"): string {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) rmSync(join(this.path, path), { recursive: true });
      else this.write(path, text);
    }
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "-m", message);
    return this.git("rev-parse", "HEAD");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  /** Runs git with an identity of its own and none of the machine's settings. */
  git(...args: string[]): string {
    const environment = {
      PATH: process.env["PATH"],
      HOME: this.path,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "Test",
      GIT_AUTHOR_EMAIL: "test@example.com",
      GIT_COMMITTER_NAME: "Test",
      GIT_COMMITTER_EMAIL: "test@example.com",
      GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
      GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
    };
    return execFileSync("git", args, {
      cwd: this.path,
      env: environment,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
