import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder.ts";

// Of each test file, after its own hooks.
afterAll(removeTemporaryFolders);
