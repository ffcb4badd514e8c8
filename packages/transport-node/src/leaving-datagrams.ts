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

  /** The callback for one `socket.send`. */
  callback(): (error: Error | null) => void {
    this.#count += 1;
    return (error) => {
      this.#count -= 1;
      // Node passes `undefined` on some paths, whatever its types say.
      if (error) this.#onError(error);
      this.#tellWhenGone();
    };
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
