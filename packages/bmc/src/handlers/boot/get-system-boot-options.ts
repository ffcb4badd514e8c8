import {
  type BootOption,
  BootOptionSelector,
  type GetSystemBootOptionsRequest,
  type GetSystemBootOptionsResponse,
  getSystemBootOptions,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BootState } from "../../device/boot/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { isBootParameter } from "./boot-parameters.ts";

/** IPMI v2.0 table 28-13 */
const parameterNotSupported = 0x80;

/** Get System Boot Options (IPMI v2.0 §28.13): parameters 0 to 7. */
export const getSystemBootOptionsHandler: BuiltInHandler<GetSystemBootOptionsRequest, GetSystemBootOptionsResponse> = {
  command: getSystemBootOptions,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ parameterSelector, setSelector }, { device: { boot } }) => {
    if (!isBootParameter(parameterSelector)) return refuse(parameterNotSupported);
    const option = bootOption(boot, parameterSelector, setSelector);
    if (option === undefined) return refuse(CompletionCode.parameterOutOfRange);
    return {
      parameterVersion: 1,
      markedInvalid: boot.markedInvalid.includes(parameterSelector),
      parameterSelector,
      option,
    };
  },
};

function bootOption(boot: BootState, parameterSelector: number, setSelector: number): BootOption | undefined {
  switch (parameterSelector) {
    case BootOptionSelector.setInProgress:
      return { kind: "setInProgress", state: boot.setInProgress };
    case BootOptionSelector.servicePartition:
      return { kind: "servicePartition", partition: boot.servicePartition };
    case BootOptionSelector.servicePartitionScan:
      return { kind: "servicePartitionScan", ...boot.servicePartitionScan };
    case BootOptionSelector.bootFlagValidBitClearing:
      return { kind: "bootFlagValidBitClearing", ...boot.validBitClearing };
    case BootOptionSelector.bootInfoAcknowledge:
      return { kind: "bootInfoAcknowledge", writeMask: 0, ...boot.acknowledge };
    case BootOptionSelector.bootFlags:
      return { kind: "bootFlags", ...boot.flags };
    case BootOptionSelector.bootInitiatorInfo:
      return { kind: "bootInitiatorInfo", ...boot.initiatorInfo };
    default:
      return mailboxBlock(boot, setSelector);
  }
}

function mailboxBlock({ mailbox }: BootState, block: number): BootOption | undefined {
  const data = mailbox.slice(block * 16, (block + 1) * 16);
  return data.length === 0 ? undefined : { kind: "bootInitiatorMailbox", block, data };
}
