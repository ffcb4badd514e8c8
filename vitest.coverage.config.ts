import { defineConfig } from "vitest/config";
import { onSources } from "./vitest.config.ts";

// How much of core its own tests reach, and the floor of that. Fixed seeds: the figure is the same every time.
export default defineConfig({
  ssr: onSources,
  test: {
    include: ["packages/core/test/**/*.test.ts"],
    exclude: [
      // It measures the heap, which counting disturbs.
      "packages/core/test/laws/memory.test.ts",
      // A project of its own, and long ones that reach nothing that the others do not.
      "packages/core/test/explore/**",
      "packages/core/test/adversary/**",
    ],
    setupFiles: ["packages/core/test/support/fixed-runs.ts"],
    env: { RUIPMI_SEED: "1", RUIPMI_RUNS: "0.05" },
    isolate: false,
    testTimeout: 30_000,
    reporters: ["dot", "./scripts/tally-reporter.ts"],
    coverage: {
      enabled: true,
      provider: "v8",
      include: ["packages/core/src/**/*.ts"],
      reporter: [["text", { skipFull: true }], "lcov"],
      thresholds: { branches: 95 },
    },
  },
});
