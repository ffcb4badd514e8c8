import type { ManagedSystemEngine, ManagedSystemInput } from "@ruipmi/client";

type EngineInput = Parameters<ManagedSystemEngine<never>["handleInput"]>[0];
type EngineOutput<Event> = ReturnType<ManagedSystemEngine<Event>["pollOutput"]>;

/** An engine that can be told to end: it then reports the end of its sessions and hears nothing more. */
export interface EndingEngine<Event> extends ManagedSystemEngine<Event> {
  /** Ends it. */
  close(): void;
}

/**
 * An engine that is made when its first datagram arrives: of a thousand BMCs those that nobody asks cost a socket each and
 * nothing else.
 */
export class LazyEngine<Event> implements EndingEngine<Event> {
  readonly #make: () => EndingEngine<Event>;
  #engine: EndingEngine<Event> | undefined;
  #closed = false;

  /** @param make - called once at most; must not throw, since nobody is there to hear it */
  constructor(make: () => EndingEngine<Event>) {
    this.#make = make;
  }

  /** Hands the input on; to time alone a machine that does not exist yet is indifferent. */
  handleInput(input: EngineInput): void {
    if (this.#engine === undefined && (this.#closed || !isDatagram(input))) return;
    this.#engine ??= this.#make();
    this.#engine.handleInput(input);
  }

  /** What the engine has to say, once there is one. */
  pollOutput(): EngineOutput<Event> {
    return this.#engine?.pollOutput() ?? { type: "timeout", at: undefined };
  }

  /** Ends the engine if there is one; none is made any more. */
  close(): void {
    this.#closed = true;
    this.#engine?.close();
  }
}

function isDatagram(input: EngineInput): input is ManagedSystemInput {
  return input.type === "datagram";
}
