import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The command line and the Action are tested as processes; what the caller's shell sets must not leak into them.
    env: { NO_COLOR: "1", FORCE_COLOR: "" },
  },
});
