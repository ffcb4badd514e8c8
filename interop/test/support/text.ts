/** What a program printed as `name : value`; of a name that came again, the first. */
export function fieldsOf(text: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const found = /^\s*(.*?)\s*:\s*(.*?)\s*$/.exec(line);
    if (found !== null) fields[found[1]!] ??= found[2]!;
  }
  return fields;
}

/** What a program printed in columns with bars between them. */
export function tableOf(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n").filter((line) => line.includes("|"));
  return lines.map((line) => line.split("|").map((cell) => cell.trim()));
}
