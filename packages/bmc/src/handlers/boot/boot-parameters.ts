import { BootOptionSelector } from "@ruipmi/commands";

/** Whether there is a boot option parameter of this number. */
export function isBootParameter(parameterSelector: number): boolean {
  return parameterSelector <= BootOptionSelector.bootInitiatorMailbox;
}
