import { type BmcDevice, BmcEngine, type BmcEvent, createDevice, refuse } from "@ruipmi/bmc";
import { getChassisStatus } from "@ruipmi/commands";
import type { CipherSuiteId } from "@ruipmi/core";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { nodeRandomBytes, serve } from "@ruipmi/transport-node";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** A managed system on a free port of the loopback interface. */
export interface TestBmc {
  readonly engine: BmcEngine;
  readonly device: BmcDevice;
  readonly events: readonly BmcEvent[];
  /** The options that lead there, with a user that may do everything. */
  readonly options: readonly string[];
  readonly port: number;
  /** With `hang`: resolves when Get Chassis Status has arrived. */
  readonly hung: Promise<void>;
  close(): Promise<void>;
}

export async function startTestBmc(
  config: {
    readonly kg?: string;
    /** Of both users; `hunter2` when left out. */
    readonly password?: string;
    readonly cipherSuites?: readonly CipherSuiteId[];
    /** Get Chassis Status is never answered. */
    readonly hang?: boolean;
    readonly onEvent?: (event: BmcEvent, engine: BmcEngine) => void;
  } = {},
): Promise<TestBmc> {
  const device = createDevice();
  // What is switched is switched at once, so that no test waits.
  device.chassis.delays = { on: 0, off: 0, softOff: 0, cycle: 0, reset: 0 };
  const events: BmcEvent[] = [];
  const { password = "hunter2" } = config;
  const engine = new BmcEngine({
    users: [
      { name: bytes("admin"), password: bytes(password), privilegeLimit: PrivilegeLevel.administrator },
      { name: bytes("viewer"), password: bytes(password), privilegeLimit: PrivilegeLevel.user },
    ],
    cipherSuites: config.cipherSuites ?? Array.from({ length: 20 }, (_, id) => id as CipherSuiteId),
    ...(config.kg === undefined ? {} : { kg: bytes(config.kg) }),
    device,
    randomBytes: nodeRandomBytes,
  });
  const hung = new Promise<void>((resolve) => {
    if (config.hang !== true) return;
    engine.handle(getChassisStatus, () => {
      // This answer is held back for longer than any test waits, and no other is.
      engine.faults.lateAnswers = 3_600_000;
      queueMicrotask(() => {
        engine.faults.lateAnswers = 0;
        resolve();
      });
      return refuse(0xc0);
    });
  });
  const onEvent = (event: BmcEvent): void => {
    events.push(event);
    config.onEvent?.(event, engine);
  };
  const server = await serve(engine, { address: "127.0.0.1", port: 0, onEvent });
  device.sol.payloadPort = server.port;
  const options = ["-H", "127.0.0.1", "-p", String(server.port), "-U", "admin", "-P", password];
  return { engine, device, events, options, port: server.port, hung, close: () => server.close() };
}
