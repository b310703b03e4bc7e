import { existsSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { PolicyTree } from "../engine/run.ts";
import { SourceFile } from "../source/source-file.ts";

/** Reads relative to a folder, also outside of it: for a policy that the user names. */
export function treeBeside(top: string): PolicyTree {
  const absolute = (path: string) => join(top, path.split("/").join(sep));
  return {
    exists: (path) => existsSync(absolute(path)),
    read: (path) => {
      try {
        return new SourceFile(path, readFileSync(absolute(path), "utf8"));
      } catch {
        return undefined;
      }
    },
  };
}
