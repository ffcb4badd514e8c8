/**
 * Both ends of a session as pure engines: no socket, no clock, no Promise. Whoever holds an engine gives it inputs and
 * drains its outputs; here the datagrams of one are simply the inputs of the other, and time is a number.
 */
import { randomBytes as nodeRandom } from "node:crypto";
import { BmcEngine } from "@ruipmi/bmc";
import { chassisControl, PowerControl } from "@ruipmi/commands";
import { IpmiEngine, type Output } from "@ruipmi/core";
import { encodeToBytes, PrivilegeLevel } from "@ruipmi/core/wire";

const randomBytes = (length: number): Uint8Array => Uint8Array.from(nodeRandom(length));
const username = Uint8Array.from(Buffer.from("admin"));
const password = Uint8Array.from(Buffer.from("secret"));

const managedSystem = new BmcEngine({
  users: [{ name: username, password, privilegeLimit: PrivilegeLevel.administrator }],
  randomBytes,
});
const remoteConsole = new IpmiEngine({ username, password, randomBytes, traceMessages: true });

let now = 0;
remoteConsole.handleInput({ type: "openSession", now });
remoteConsole.handleInput({
  type: "request",
  now,
  requestId: "power cycle",
  request: {
    type: "command",
    netFn: chassisControl.netFn,
    cmd: chassisControl.cmd,
    data: encodeToBytes(chassisControl.request, { control: PowerControl.powerCycle }),
  },
});
exchange();
remoteConsole.handleInput({ type: "closeSession", now });
exchange();

/** Carries datagrams both ways, a millisecond each, until the remote console has nothing more to send. */
function exchange(): void {
  for (let output = remoteConsole.pollOutput(); output.type !== "timeout"; output = remoteConsole.pollOutput()) {
    report(output);
    if (output.type !== "transmit") continue;
    now += 1;
    managedSystem.handleInput({ type: "datagram", now, datagram: output.datagram, from: "console" });
    for (const datagram of answers()) {
      now += 1;
      remoteConsole.handleInput({ type: "datagram", now, datagram });
    }
  }
}

function answers(): readonly Uint8Array[] {
  const datagrams: Uint8Array[] = [];
  for (let output = managedSystem.pollOutput(); output.type !== "timeout"; output = managedSystem.pollOutput()) {
    if (output.type === "transmit") datagrams.push(output.datagram);
  }
  return datagrams;
}

function report(output: Output): void {
  if (output.type !== "event") return;
  const { event } = output;
  if (event.type === "message") console.log(`${now} ms  ${event.from} sent ${event.name}, ${event.length} bytes`);
  if (event.type === "response") console.log(`${now} ms  ${event.requestId}: done`);
  if (event.type === "sessionClosed") console.log(`${now} ms  session closed, ${event.reason}`);
}
