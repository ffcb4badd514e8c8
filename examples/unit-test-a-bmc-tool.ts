/**
 * How to test a program that talks to BMCs: not against a machine in the rack, but against a simulated one, on a network
 * in memory that loses a third of all datagrams, in virtual time. Minutes pass in milliseconds, and the same seed gives
 * the same run.
 */
import assert from "node:assert/strict";
import { BmcEngine, createChassis, createDevice } from "@ruipmi/bmc";
import { IpmiClient } from "@ruipmi/client";
import { setPowerState } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core";
import { attachManagedSystem, MockNetwork, mockSurroundings, seededRandomBytes } from "@ruipmi/transport-mock";

/** The program under test: shuts a machine down softly, and cuts its power when it does not obey. */
async function shutDown(client: IpmiClient): Promise<"softly" | "forced"> {
  const soft = await client.run(setPowerState(false, { graceful: true, maxPolls: 20 }));
  if (soft.reached) return "softly";
  await client.run(setPowerState(false));
  return "forced";
}

const name = Uint8Array.from(Buffer.from("admin"));
const password = Uint8Array.from(Buffer.from("secret"));
const minute = 60_000;

for (const [softOff, expected] of [
  [5_000, "softly"],
  [60 * minute, "forced"],
] as const) {
  const network = new MockNetwork({ seed: 42, conditions: { loss: 0.3, delay: 20, jitter: 30 } });
  const chassis = { ...createChassis(), delays: { on: 0, off: 500, softOff, cycle: 0, reset: 0 } };
  const engine = new BmcEngine({
    users: [{ name, password, privilegeLimit: PrivilegeLevel.administrator }],
    device: createDevice({ chassis }),
    randomBytes: seededRandomBytes(1),
  });
  attachManagedSystem(network, { address: "bmc", engine });

  const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
  const client = new IpmiClient({ ...surroundings, username: "admin", password, retry: { tries: 10 } });
  await network.clock.settle(client.connect());
  assert.equal(await network.clock.settle(shutDown(client)), expected);
  await network.clock.settle(client.close());

  assert.equal(chassis.powerIsOn, false);
  assert.equal(chassis.controlCounts.softShutdown, 1, "however often its datagrams were lost");
  const seconds = (network.clock.now() / 1000).toFixed(1);
  console.log(`${expected}: ${network.trace.length} datagrams in ${seconds} virtual seconds`);
}
