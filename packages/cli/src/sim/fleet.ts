import { NetworkError } from "@ruipmi/core";
import { type Server, serve } from "@ruipmi/transport-node";
import { addressWithPort } from "./address-text.ts";
import type { EndingEngine } from "./lazy-engine.ts";

/** What a fleet is made of. */
export interface FleetOptions<Event> {
  /** A managed system at each. */
  readonly addresses: readonly string[];
  /** The one UDP port of all of them; 0 for one that is free at every address. */
  readonly port: number;
  /** Makes the engine of an address. */
  readonly makeEngine: (address: string) => EndingEngine<Event>;
  /** Hears every event of every engine. */
  readonly onEvent?: (event: Event, address: string) => void;
}

/** Managed systems that listen, each at an address of its own. */
export interface Fleet {
  /** The port of all of them. */
  readonly port: number;
  /** Ends every engine, reports what that gives, and stops listening everywhere. */
  close(): Promise<void>;
}

/** A port that is free at one address may be taken at another: so many are tried before giving up. */
const freePortTries = 16;

/**
 * Starts them all, or none.
 *
 * @throws `NetworkError` that names the address where it did not work
 */
export async function startFleet<Event>(options: FleetOptions<Event>): Promise<Fleet> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startAt(options, options.port);
    } catch (error) {
      const takenElsewhere = error instanceof ListenError && error.code === "EADDRINUSE" && options.port === 0;
      if (takenElsewhere && attempt < freePortTries) continue;
      throw error instanceof ListenError ? error.report() : error;
    }
  }
}

async function startAt<Event>(options: FleetOptions<Event>, wantedPort: number): Promise<Fleet> {
  const listening: { readonly engine: EndingEngine<Event>; readonly server: Server }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(
      listening.map(({ engine, server }) => {
        engine.close();
        server.wake();
        return server.close();
      }),
    );
  };
  let port = wantedPort;
  for (const address of options.addresses) {
    const { onEvent } = options;
    const listener = onEvent === undefined ? {} : { onEvent: (event: Event) => onEvent(event, address) };
    try {
      const engine = options.makeEngine(address);
      const server = await serve(engine, { address, port, ...listener });
      listening.push({ engine, server });
      port = server.port;
    } catch (error) {
      await close();
      throw new ListenError(address, port, (error as NodeJS.ErrnoException).code);
    }
  }
  return { port, close };
}

/** What the operating system said, and where. */
class ListenError extends Error {
  readonly code: string;
  readonly #where: string;

  constructor(address: string, port: number, code = "unknown error") {
    super(code);
    this.code = code;
    this.#where = addressWithPort(address, port);
  }

  report(): NetworkError {
    const [why, advice] = explanations[this.code] ?? [`the operating system says ${this.code}`, choosePort];
    return new NetworkError("transportFailed", `cannot listen on ${this.#where}, since ${why}: ${advice}`, 0, 0);
  }
}

const choosePort = "choose another port with --port, or 0 for a free one";
const explanations: Readonly<Record<string, readonly [why: string, advice: string]>> = {
  EADDRINUSE: ["something listens there already", choosePort],
  EACCES: ["the operating system keeps that port for the administrator", choosePort],
  EADDRNOTAVAIL: ["this machine does not have that address", "give one that it has with --address"],
  EMFILE: ["this process has no more sockets", "raise the limit with ulimit -n, or give fewer addresses"],
  ENFILE: ["this machine has no more sockets", "give fewer addresses"],
};
