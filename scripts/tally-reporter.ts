import type { Reporter, TestModule } from "vitest/node";

/** Prints one plain closing line, `N passed, N failed`, for machines that read logs. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    let passed = 0;
    let failed = unhandled.length;
    for (const testModule of modules) {
      const states = [...testModule.children.allTests()].map((test) => test.result().state);
      const failedHere = states.filter((state) => state === "failed").length;
      passed += states.filter((state) => state === "passed").length;
      // A file that failed to load, or a hook that threw, has no failed test of its own.
      failed += failedHere === 0 && testModule.state() === "failed" ? 1 : failedHere;
    }
    process.once("exit", () => console.log(`${passed} passed, ${failed} failed`));
  }
}
