/** The line that says that a serial console is open. */
export function operationalText(escapeCharacter: string): string {
  return `[SOL Session operational.  Use ${escapeCharacter}? for help]\n`;
}
