import { type BmcDevice, BmcEngine, type BmcEvent, createDevice } from "@ruipmi/bmc";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { type ManagedSystemEngine, nodeRandomBytes, serve } from "@ruipmi/transport-node";

/** A managed system whose clock stands still until somebody moves it: two of them, asked the same, answer the same. */
export interface StillBmc {
  readonly port: number;
  /** Lets this many milliseconds pass. */
  pass(milliseconds: number): void;
  stop(): Promise<void>;
}

/**
 * Starts a `BmcEngine` in this process, with the user admin/password: the default machine, whose power switches at once.
 *
 * @param change - makes another machine of it
 */
export async function startStillBmc(change: (device: BmcDevice) => void = () => {}): Promise<StillBmc> {
  const device = createDevice();
  device.chassis.delays = { on: 0, off: 0, softOff: 0, cycle: 0, reset: 0 };
  change(device);
  const engine = new BmcEngine({
    users: [
      { name: Buffer.from("admin"), password: Buffer.from("password"), privilegeLimit: PrivilegeLevel.administrator },
    ],
    device,
    randomBytes: nodeRandomBytes,
  });
  const still = new StillEngine(engine);
  const server = await serve(still, { address: "127.0.0.1", port: 0 });
  device.sol.payloadPort = server.port;
  return {
    port: server.port,
    pass: (milliseconds) => {
      still.now += milliseconds;
      server.wake();
    },
    stop: () => server.close(),
  };
}

/** An engine that is told one time, whatever the time is. */
class StillEngine implements ManagedSystemEngine<BmcEvent> {
  now = 1_000_000;
  readonly #engine: BmcEngine;

  constructor(engine: BmcEngine) {
    this.#engine = engine;
  }

  handleInput(input: Parameters<ManagedSystemEngine<BmcEvent>["handleInput"]>[0]): void {
    this.#engine.handleInput({ ...input, now: this.now });
  }

  pollOutput(): ReturnType<ManagedSystemEngine<BmcEvent>["pollOutput"]> {
    const output = this.#engine.pollOutput();
    // What is due later comes when time is moved, by nobody's clock.
    return output.type === "timeout" ? { ...output, at: undefined } : output;
  }
}
