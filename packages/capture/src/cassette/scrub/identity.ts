import { NetFn } from "@ruipmi/core/wire";
import { type ExchangeScrub, replaceAt, type ScrubbedBytes } from "./exchange-scrub.ts";
import { blankBytes, type Replacements } from "./replacements.ts";

const guidLength = 16;
const dcmiGroup = 0xdc;
const pefSystemGuid = 10;
/** Of the system info parameters those that name a machine: system name, URLs (IPMI v2.0 table 22-16c). */
const namingParameters: readonly (number | undefined)[] = [2, 6, 7];

const responseGuid = ({ response }: ScrubbedBytes, replacements: Replacements): void =>
  replaceAt(response, 0, guidLength, (guid) => replacements.guid(guid));

/** GUIDs, names of machines, DCMI's asset tag and management controller identifier. */
export const identityScrubs: readonly ExchangeScrub[] = [
  // Get Device GUID and Get System GUID (IPMI v2.0 §20.8, §22.14).
  { netFn: NetFn.app, cmd: 0x08, scrub: responseGuid },
  { netFn: NetFn.app, cmd: 0x37, scrub: responseGuid },
  {
    netFn: NetFn.sensorEvent,
    // Set PEF Configuration Parameters (IPMI v2.0 §30.3): parameter, whether it is used, GUID.
    cmd: 0x12,
    scrub({ data }, replacements) {
      if ((data[0] ?? 0) !== pefSystemGuid) return;
      replaceAt(data, 2, guidLength, (guid) => replacements.guid(guid));
    },
  },
  {
    netFn: NetFn.sensorEvent,
    // Get PEF Configuration Parameters (IPMI v2.0 §30.4): revision, whether it is used, GUID.
    cmd: 0x13,
    scrub({ data, response }, replacements) {
      if (((data[0] ?? 0) & 0x7f) !== pefSystemGuid) return;
      replaceAt(response, 2, guidLength, (guid) => replacements.guid(guid));
    },
  },
  {
    netFn: NetFn.app,
    // Set System Info Parameters (IPMI v2.0 §22.14a): parameter, block's number, block.
    cmd: 0x58,
    scrub({ data }) {
      if (namingParameters.includes(data[0])) blankBlock(data.subarray(1));
    },
  },
  {
    netFn: NetFn.app,
    // Get System Info Parameters (IPMI v2.0 §22.14b): revision, block's number, block.
    cmd: 0x59,
    scrub({ data, response }) {
      if (namingParameters.includes(data[1])) blankBlock(response.subarray(1));
    },
  },
  ...[0x06, 0x09].map(
    (cmd): ExchangeScrub => ({
      netFn: NetFn.groupExtension,
      // Get Asset Tag, Get Management Controller Identifier String (DCMI v1.5 §6.4): group, length of the whole, part.
      cmd,
      group: dcmiGroup,
      scrub: ({ response }) => blankFrom(response, 2),
    }),
  ),
  ...[0x08, 0x0a].map(
    (cmd): ExchangeScrub => ({
      netFn: NetFn.groupExtension,
      // Those that set them: group, offset, length, part.
      cmd,
      group: dcmiGroup,
      scrub: ({ data }) => blankFrom(data, 3),
    }),
  ),
];

/** The first block begins with the text's encoding and its length. */
function blankBlock(numberedBlock: Uint8Array): void {
  blankFrom(numberedBlock, numberedBlock[0] === 0 ? 3 : 1);
}

function blankFrom(bytes: Uint8Array, offset: number): void {
  const text = bytes.subarray(offset);
  text.set(blankBytes(text));
}
