import { ApiMisuseError } from "@ruipmi/core";
import type { AbortSignalLike } from "./abort-signal.ts";
import type { IpmiClient } from "./ipmi-client.ts";

/** The client that comes after another one: made when it is asked for, and one at a time however many ask. */
export class Successor {
  readonly #makeAnother: (() => IpmiClient) | undefined;
  #opening: Promise<IpmiClient> | undefined;
  #client: IpmiClient | undefined;

  /** @param makeAnother - as the options say; `undefined` where they do not */
  constructor(makeAnother: (() => IpmiClient) | undefined) {
    this.#makeAnother = makeAnother;
  }

  /**
   * Opens it, or gives the promise of the one that is being opened or is open.
   *
   * @param closeFirst - ends the one before
   */
  open(closeFirst: () => Promise<unknown>, signal: AbortSignalLike | undefined): Promise<IpmiClient> {
    if (this.#client !== undefined && this.#client.session === undefined) this.#forget();
    this.#opening ??= this.#open(closeFirst, signal);
    return this.#opening;
  }

  async #open(closeFirst: () => Promise<unknown>, signal: AbortSignalLike | undefined): Promise<IpmiClient> {
    let client: IpmiClient | undefined;
    try {
      if (this.#makeAnother === undefined) {
        throw new ApiMisuseError("invalidState", "reopen() needs makeAnother in the options, or a client of connect()");
      }
      await closeFirst();
      client = this.#makeAnother();
      await client.connect(signal === undefined ? {} : { signal });
      this.#client = client;
      return client;
    } catch (error) {
      await client?.close();
      this.#forget();
      throw error;
    }
  }

  #forget(): void {
    this.#client = undefined;
    this.#opening = undefined;
  }
}
