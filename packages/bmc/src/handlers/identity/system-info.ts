import {
  decodeSystemInfoText,
  encodeSystemInfoText,
  type GetSystemInfoParametersRequest,
  type GetSystemInfoParametersResponse,
  getSystemInfoParameters,
  type SetSystemInfoParametersRequest,
  SystemInfoParameterSelector,
  setSystemInfoParameters,
  systemInfoBlockCount,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { IdentityState, SystemInfoState } from "../../device/identity/index.ts";
import type { BmcHost } from "../../host.ts";
import { type BuiltInHandler, type CommandRefusal, refuse } from "../handler.ts";

// IPMI v2.0 §22.14a
const parameterNotSupported = 0x80;
const setInProgressAlready = 0x81;

/** Revision 1, compatible with 1. */
const parameterRevision = 0x11;

/** Get System Info Parameters (IPMI v2.0 §22.14b): texts block by block. */
export const getSystemInfoParametersHandler: BuiltInHandler<
  GetSystemInfoParametersRequest,
  GetSystemInfoParametersResponse
> = {
  command: getSystemInfoParameters,
  handler: ({ parameterSelector, revisionOnly, setSelector }, { device: { identity } }) => {
    const name = textName(parameterSelector);
    const isSetInProgress = parameterSelector === SystemInfoParameterSelector.setInProgress;
    if (name === undefined && !isSetInProgress) return refuse(parameterNotSupported);
    if (revisionOnly) return { parameterRevision };
    if (name === undefined)
      return { parameterRevision, parameter: { kind: "setInProgress", state: identity.systemInfoSetInProgress } };
    const block = encodeSystemInfoText(identity.systemInfo[name])[setSelector];
    if (block === undefined) return refuse(CompletionCode.parameterOutOfRange);
    return { parameterRevision, parameter: { kind: "text", setSelector, block } };
  },
};

/** Set System Info Parameters (IPMI v2.0 §22.14a): a text holds as far as its blocks have come, in their order. */
export function setSystemInfoParametersHandler({
  config: { device },
}: BmcHost): BuiltInHandler<SetSystemInfoParametersRequest, void> {
  return {
    command: setSystemInfoParameters,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: ({ parameterSelector, parameter }) => {
      if (parameter.kind === "setInProgress") return setInProgress(parameter.state);
      const name = textName(parameterSelector);
      if (parameter.kind !== "text" || name === undefined) return refuse(parameterNotSupported);
      return setBlock(name, parameter.setSelector, parameter.block);
    },
  };

  function setInProgress(state: number): CommandRefusal | undefined {
    if (state > 1) return refuse(CompletionCode.invalidDataField);
    if (state === 1 && device.identity.systemInfoSetInProgress === 1) return refuse(setInProgressAlready);
    device.identity.systemInfoSetInProgress = state;
    return undefined;
  }

  function setBlock(name: keyof SystemInfoState, index: number, block: Uint8Array): CommandRefusal | undefined {
    const { systemInfo, systemInfoUnderWay } = device.identity;
    const earlier = blocksOf(device.identity, name);
    const first = index === 0 ? block : earlier[0];
    if (first === undefined || index > earlier.length || index >= systemInfoBlockCount(first))
      return refuse(CompletionCode.parameterOutOfRange);
    const written = index === 0 ? [block] : [...earlier.slice(0, index), block];
    const text = decodeSystemInfoText(written);
    const isComplete = written.length === systemInfoBlockCount(first);
    // A text whose end is still to come may break off in the middle of a character.
    if (text === undefined && isComplete) return refuse(CompletionCode.invalidDataField);
    if (text !== undefined) systemInfo[name] = text;
    if (isComplete) delete systemInfoUnderWay[name];
    else systemInfoUnderWay[name] = { blocks: written, text: systemInfo[name] };
    return undefined;
  }
}

/** The blocks that a text has: those that have come, unless somebody else set it since. */
function blocksOf(
  { systemInfo, systemInfoUnderWay }: IdentityState,
  name: keyof SystemInfoState,
): readonly Uint8Array[] {
  const underWay = systemInfoUnderWay[name];
  return underWay?.text === systemInfo[name] ? underWay.blocks : encodeSystemInfoText(systemInfo[name]);
}

/** The name of a text, in the order of the parameters' numbers. */
function textName(parameterSelector: number): keyof SystemInfoState | undefined {
  const names = Object.keys(SystemInfoParameterSelector) as (keyof typeof SystemInfoParameterSelector)[];
  const name = names.find((candidate) => SystemInfoParameterSelector[candidate] === parameterSelector);
  return name === "setInProgress" ? undefined : name;
}
