import { cipherSuites, describeCipherSuite } from "@ruipmi/core";
import type { Style } from "../output/style.ts";
import type { Tally } from "./narrator.ts";

/** What stands above the session. */
export function opening({ bold, dim }: Style, port: number): string {
  return lines([
    "",
    bold("ruipmi demo: one IPMI v2.0 session, from the first byte to the last"),
    "",
    "Every server has a second, small computer on its mainboard, the BMC, that",
    "answers on the network even when the server is off. One of those, simulated,",
    `listens on 127.0.0.1:${port} now, and what you see below passes over real UDP.`,
    "",
    dim(`Cipher suite 17: ${describeCipherSuite(cipherSuites[17]!)}`),
    "",
  ]);
}

/** What stands below it. Its last line says how the session ended. */
export function closing({ bold, cyan, dim }: Style, { messages, bytes }: Tally, confirmed: boolean): string {
  const how = confirmed ? "confirmed by both sides" : "the BMC did not confirm it";
  return lines([
    "",
    bold("The same in your code"),
    "",
    ...code.map((line) => (line === "" ? "" : cyan(line))),
    "",
    `${bold("The same by hand")}  ${dim("(after pnpm build; the first in a terminal of its own)")}`,
    "",
    cyan("pnpm ruipmi sim"),
    cyan("pnpm ruipmi -H 127.0.0.1 -p 9623 -U admin -P password mc info"),
    "",
    `${messages} messages, ${bytes} bytes. ${bold("Session closed")}, ${how}.`,
  ]);
}

const code = [
  'import { connect } from "@ruipmi/transport-node";',
  'import { chassisControl, getDeviceId, PowerControl } from "@ruipmi/commands";',
  "",
  'const bmc = await connect({ host: "192.0.2.10", username, password });',
  "const { firmwareRevision } = await bmc.request(getDeviceId, undefined);",
  "await bmc.request(chassisControl, { control: PowerControl.powerCycle });",
  "await bmc.close();",
];

function lines(all: readonly string[]): string {
  return `${all.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n`;
}
