import { TestRunner } from "vitest";

/** Vitest's runner, but that after the failure which ends a run the files that are left are not even loaded. */
export default class FirstFailureRunner extends TestRunner {
  #ended = false;

  override cancel(reason: Parameters<TestRunner["cancel"]>[0]): void {
    this.#ended = true;
    super.cancel(reason);
  }

  override importFile(...file: Parameters<TestRunner["importFile"]>): unknown {
    return this.#ended ? undefined : super.importFile(...file);
  }
}
