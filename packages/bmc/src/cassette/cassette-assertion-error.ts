import { commandName } from "@ruipmi/commands";
import { bodyOwner } from "../handlers/handler-table.ts";
import type { CassetteRequest } from "./cassette.ts";
import { hexText } from "./same-request.ts";
import { dataWithoutSecrets } from "./secret-data.ts";

/** What was asked is not what was recorded; the message lists it. */
export class CassetteAssertionError extends Error {
  /** The requests that were not asked, or not recorded; with zeros where a password or a key was. */
  readonly requests: readonly CassetteRequest[];

  /**
   * @param problem - what is wrong with them, for example `2 recorded requests were not asked`
   * @param requests - all of them; the first twenty are listed
   */
  constructor(problem: string, requests: readonly CassetteRequest[]) {
    const lines = requests.slice(0, mostListed).map((request) => `\n- ${cassetteRequestText(request)}`);
    const more = requests.length > mostListed ? `\nand ${requests.length - mostListed} more` : "";
    super(`${problem}:${lines.join("")}${more}`);
    this.name = "CassetteAssertionError";
    this.requests = requests.map((request) => ({ ...request, data: dataWithoutSecrets(request) }));
  }
}

const mostListed = 20;

/** A request on one line: `Get SDR (netFn 0Ah, command 23h, data 00 00 01 00 00 05)`. Without passwords and keys. */
export function cassetteRequestText(request: CassetteRequest): string {
  const { netFn, cmd, lun = 0, bridge, data } = request;
  const name = commandName(netFn, cmd, bodyOwner(netFn, data));
  const parts = [
    `netFn ${hexByte(netFn)}`,
    `command ${hexByte(cmd)}`,
    ...(lun === 0 ? [] : [`LUN ${lun}`]),
    data.length === 0 ? "no data" : `data ${hexText(dataWithoutSecrets(request), " ")}`,
  ];
  const way = bridge === undefined ? "" : ` at ${hexByte(bridge.address)} on channel ${bridge.channel}`;
  const { transitAddress, transitChannel } = bridge ?? {};
  const transit = transitAddress === undefined ? "" : ` behind ${hexByte(transitAddress)} on channel ${transitChannel}`;
  return `${name}${way}${transit} (${parts.join(", ")})`;
}

function hexByte(byte: number): string {
  return `${byte.toString(16).toUpperCase().padStart(2, "0")}h`;
}
