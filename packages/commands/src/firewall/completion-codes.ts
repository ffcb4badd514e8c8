/** What Set Command Enables and Set Command Sub-function Enables have in common (IPMI v2.0 §21.7, §21.9). */
export const unsupportedEnable: Readonly<Record<number, string>> = {
  128: "Attempt to enable an unsupported or un-configurable command",
};
