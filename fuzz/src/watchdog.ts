import { Worker } from "node:worker_threads";
import { type CasePath, longestPath } from "./case-path.ts";

/**
 * Names the case that never ends, from a thread of its own: the promise is held by counted steps, but a loop that takes
 * none would keep the process silent for ever.
 */
export class Watchdog {
  /** A count of the cases, and the case that runs: its target, the length of its path, and the path. */
  readonly #shared = new Float64Array(new SharedArrayBuffer(8 * (longestPath + 4)));
  readonly #worker: Worker;

  /**
   * @param seconds - how long a case may take
   * @param targets - their names
   */
  constructor(seconds: number, seed: number, targets: readonly string[]) {
    this.#worker = new Worker(program, { eval: true, workerData: { shared: this.#shared, seconds, seed, targets } });
    this.#worker.unref();
  }

  /** A case begins. */
  begin(target: number, path: CasePath): void {
    this.#shared.set(path, 3);
    this.#shared[2] = path.length;
    this.#shared[1] = target;
    this.#shared[0]! += 1;
  }

  /** It still runs, or runs again. */
  tick(): void {
    this.#shared[0]! += 1;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

const program = `
const { workerData: { shared, seconds, seed, targets } } = require("node:worker_threads");
let last = 0;
setInterval(() => {
  if (shared[0] !== last) {
    last = shared[0];
    return;
  }
  if (last === 0) return;
  const path = shared.slice(3, 3 + shared[2]).join(".");
  require("node:fs").writeSync(2, "not over after " + seconds + " s: --target " + targets[shared[1]] + " --seed " + seed + " --case " + path + "\\n");
  process.kill(process.pid, "SIGKILL");
}, seconds * 1000);
`;
