/**
 * Counts the datagrams that a socket has not sent yet. Those that wait for it to become writable are lost when it is
 * closed, and the last one may be a Close Session.
 */
export class LeavingDatagrams {
  readonly #onError: (error: Error) => void;
  #count = 0;
  #then: (() => void) | undefined;

  constructor(onError: (error: Error) => void) {
    this.#onError = onError;
  }

  /**
   * Counts one `socket.send`, until it calls back; what it throws instead is an error like any other.
   *
   * @param send - gets the callback for `socket.send`
   */
  track(send: (callback: (error: Error | null) => void) => void): void {
    this.#count += 1;
    const left = (error: Error | null): void => {
      this.#count -= 1;
      // Node passes `undefined` on some paths, whatever its types say.
      if (error) this.#onError(error);
      this.#tellWhenGone();
    };
    try {
      send(left);
    } catch (error) {
      left(error as Error);
    }
  }

  /** Calls `then` once all have left: now, if none is left. */
  whenGone(then: () => void): void {
    this.#then = then;
    this.#tellWhenGone();
  }

  /** Once: the error of the last datagram may be what makes its owner call {@link whenGone}. */
  #tellWhenGone(): void {
    if (this.#count > 0) return;
    const then = this.#then;
    this.#then = undefined;
    then?.();
  }
}
