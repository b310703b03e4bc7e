import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // No module of the sources holds state over a call, so the sources are loaded once for each worker and not once for each file.
    isolate: false,
    globalSetup: "test/support/run-folder.ts",
    setupFiles: "test/support/every-file.ts",
    pool: "threads",
    // One more than most machines of CI have cores, since some tests wait for servers and processes.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The command line and the Action are tested as processes; what the caller's shell sets must not leak into them.
    env: { NO_COLOR: "1", FORCE_COLOR: "" },
  },
});
