import { BmcEngine, type BmcEvent, createChassis, createDevice } from "@ruipmi/bmc";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { nodeRandomBytes, type Server, serve } from "@ruipmi/transport-node";

/** The managed system of the demo, listening on a free port of the loopback interface. */
export interface DemoBmc {
  /** The socket. */
  readonly server: Server;
  /** Who may log in. */
  readonly username: string;
  /** With what; drawn anew for every demo. */
  readonly password: Uint8Array;
}

/** Starts the managed system of the demo; its power takes a moment to change, as that of a machine does. */
export async function startDemoBmc(onEvent: (event: BmcEvent) => void): Promise<DemoBmc> {
  const username = "admin";
  const password = nodeRandomBytes(20, "randomNumber");
  const chassis = { ...createChassis(), delays: { on: 0, off: 100, softOff: 0, cycle: 500, reset: 0 } };
  const engine = new BmcEngine({
    users: [{ name: Buffer.from(username), password, privilegeLimit: PrivilegeLevel.administrator }],
    device: createDevice({ chassis }),
    randomBytes: nodeRandomBytes,
  });
  const server = await serve(engine, { address: "127.0.0.1", port: 0, onEvent });
  return { server, username, password };
}
