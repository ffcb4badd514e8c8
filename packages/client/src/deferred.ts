/** A promise with its two ends in hand. Only the first settling counts. */
export class Deferred<T> {
  /** The promise. */
  readonly promise: Promise<T>;
  #resolve!: (value: T) => void;
  #reject!: (reason: unknown) => void;
  #isSettled = false;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether it was resolved or rejected. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Fulfils the promise. */
  resolve(value: T): void {
    this.#isSettled = true;
    this.#resolve(value);
  }

  /** Rejects the promise. */
  reject(reason: unknown): void {
    this.#isSettled = true;
    this.#reject(reason);
  }
}
