import { defineConfig } from "vitest/config";

/** The tests that hold the rules and the model; the others would make mutation testing slow without telling more. */
export default defineConfig({
  test: { include: ["test/{rules,model}/**/*.test.ts"], testTimeout: 60_000 },
});
