import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The tests that take part: folders of core's tests. */
const folders = ["crypto", "engine", "packets", "defects"];

/** These go to the point without a session around them, so they go first: the first that fails ends a mutant's run. */
const first = /configuration-limits|output-queue|random-source|pending-request|handshake-verdict|rq-seq|trace/;

class CheapestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      first.test(moduleId) ? -1 : folders.indexOf(/core\/test\/([a-z]+)\//.exec(moduleId)?.[1] ?? "");
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

// Every package is the copy that is being mutated: what the installed links name would be the untouched one.
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^@ruipmi\/([a-z-]+)$/, replacement: `${root}packages/$1/src/index.ts` },
      { find: /^@ruipmi\/([a-z-]+)\/([a-z0-9-]+)$/, replacement: `${root}packages/$1/src/$2.ts` },
    ],
  },
  test: {
    include: [`packages/core/test/(${folders.join("|")})/**/*.test.ts`],
    // The first has nothing of what is mutated and takes long; the second takes minutes where each step is counted.
    exclude: ["packages/core/test/packets/parse-packet.test.ts", "packages/core/test/crypto/xrc4-long-streams.test.ts"],
    setupFiles: ["packages/core/test/support/fixed-runs.ts"],
    runner: "./mutation/first-failure-runner.ts",
    passWithNoTests: true,
    sequence: { sequencer: CheapestFirst },
    env: { RUIPMI_SEED: "1", RUIPMI_RUNS: "0.05" },
    isolate: false,
    testTimeout: 20_000,
  },
});
