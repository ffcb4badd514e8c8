/** What the commands of the SEL have in common (IPMI v2.0 §31.2 and following). */
export const eraseInProgress: Readonly<Record<number, string>> = {
  129: "Cannot execute command, SEL erase in progress",
};
