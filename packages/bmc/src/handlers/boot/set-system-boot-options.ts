import { type BootOption, type SetSystemBootOptionsRequest, setSystemBootOptions } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { type BootState, setBootFlags } from "../../device/boot/index.ts";
import type { Millis } from "../../types.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { isBootParameter } from "./boot-parameters.ts";

// IPMI v2.0 table 28-12
const parameterNotSupported = 0x80;
const setInProgressAlready = 0x81;

/** Set System Boot Options (IPMI v2.0 §28.12): parameters 0 to 7. */
export const setSystemBootOptionsHandler: BuiltInHandler<SetSystemBootOptionsRequest, void> = {
  command: setSystemBootOptions,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ parameterSelector, markInvalid, option }, { device: { boot }, now }) => {
    if (!isBootParameter(parameterSelector)) return refuse(parameterNotSupported);
    const refusal = option === undefined ? undefined : setOption(boot, option, now);
    if (refusal !== undefined) return refuse(refusal);
    boot.markedInvalid = boot.markedInvalid.filter((marked) => marked !== parameterSelector);
    if (markInvalid) boot.markedInvalid.push(parameterSelector);
    return undefined;
  },
};

/** The completion code for what cannot be set. */
function setOption(boot: BootState, option: BootOption, now: Millis): number | undefined {
  switch (option.kind) {
    case "setInProgress":
      return setInProgress(boot, option.state);
    case "servicePartition":
      boot.servicePartition = option.partition;
      return undefined;
    case "servicePartitionScan":
      boot.servicePartitionScan = { scan: option.scan, discovered: option.discovered };
      return undefined;
    case "bootFlagValidBitClearing": {
      const { kind: _kind, ...clearing } = option;
      boot.validBitClearing = clearing;
      if (clearing.keepOnCommandTimeout) boot.flagsValidUntil = undefined;
      return undefined;
    }
    case "bootInfoAcknowledge":
      acknowledge(boot, option);
      return undefined;
    case "bootFlags": {
      const { kind: _kind, ...flags } = option;
      setBootFlags(boot, flags, now);
      return undefined;
    }
    case "bootInitiatorInfo": {
      const { kind: _kind, ...info } = option;
      boot.initiatorInfo = info;
      return undefined;
    }
    case "bootInitiatorMailbox": {
      const start = option.block * 16;
      if (start + option.data.length > boot.mailbox.length) return CompletionCode.parameterOutOfRange;
      boot.mailbox.set(option.data, start);
      return undefined;
    }
    case "other":
      return parameterNotSupported;
  }
}

/** One at a time may be setting; 2, commit write, is optional and not done here. */
function setInProgress(boot: BootState, state: number): number | undefined {
  if (state > 1) return CompletionCode.invalidDataField;
  if (state === 1 && boot.setInProgress === 1) return setInProgressAlready;
  boot.setInProgress = state;
  return undefined;
}

function acknowledge(boot: BootState, option: Extract<BootOption, { kind: "bootInfoAcknowledge" }>): void {
  // In the order of the mask's bits (IPMI v2.0 table 28-14, parameter 4).
  const names = ["biosPost", "osLoader", "osOrServicePartition", "sms", "oem"] as const;
  for (const [position, name] of names.entries()) {
    if ((option.writeMask >>> position) & 1) boot.acknowledge[name] = option[name];
  }
}
