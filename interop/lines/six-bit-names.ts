import { encodeTypeLength } from "@ruipmi/commands";
import { ByteWriter } from "@ruipmi/core/wire";

/** Why lines with the names of ipmi_sim's sensors differ: its records have packed 6-bit ASCII. */
export const sixBitReason =
  "ipmitool prints packed 6-bit names as they are stored; ruipmi unpacks them (IPMI v2.0 §43.15)";

/** The names of ipmi_sim that are packed; those that begin with others come first. */
const packedNames = ["BMC", "P12V", "P3V3", "FAN1", "FAN2", "DIMM A1 FRU", "DIMM A1"];

/** What ipmitool printed, with the names unpacked and the columns as wide as they then are. */
export function unpackNames(text: string): string {
  return packedNames.reduce((result, name) => {
    const bytes = packed(name);
    const printed = Buffer.from(bytes).toString("utf8");
    const padding = " ".repeat(16 - bytes.length);
    return result.replaceAll(`${printed}${padding} |`, `${name.padEnd(16)} |`).replaceAll(printed, name);
  }, text);
}

function packed(text: string): Uint8Array {
  const writer = new ByteWriter();
  encodeTypeLength({ encoding: "sixBitAscii", text }, writer);
  return writer.toBytes().subarray(1);
}
