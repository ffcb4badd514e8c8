import { defineConfig } from "vitest/config";
import { transparentPrivates } from "./scripts/transparent-privates.ts";

// Tests run on the sources: the private condition below is the one that the packages' `exports` name first.
export const onSources = { resolve: { conditions: ["@ruipmi/source", "module", "node", "development|production"] } };

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/tally-reporter.ts"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], reporter: ["text", "lcov"] },
    projects: [
      {
        ssr: onSources,
        test: {
          name: "unit",
          include: [
            "packages/*/test/**/*.test.ts",
            "scripts/test/**/*.test.ts",
            "soak/test/**/*.test.ts",
            "fuzz/test/**/*.test.ts",
          ],
          exclude: ["packages/core/test/explore/**"],
          testTimeout: 30_000,
        },
      },
      {
        // Compares whole states of the engines, what is private in them included.
        ssr: onSources,
        plugins: [transparentPrivates()],
        test: { name: "explore", include: ["packages/core/test/explore/**/*.test.ts"], testTimeout: 600_000 },
      },
      {
        ssr: onSources,
        test: { name: "interop", include: ["interop/test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
