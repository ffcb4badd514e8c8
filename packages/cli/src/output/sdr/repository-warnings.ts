import type { SdrRepository } from "@ruipmi/commands";

/** What was wrong with the records and read all the same, as lines for stderr: one for all that are wrong alike. */
export function repositoryWarnings({ entries, problems }: SdrRepository): string {
  const found = new Map<string, number[]>();
  for (const { record, tolerated = [] } of entries) {
    for (const { field, problem } of tolerated) add(found, `${field}: ${problem}`, record.recordId);
  }
  const alike = [...found].map(([problem, recordIds]) => `${recordsText(recordIds)}: ${problem}`);
  const single = problems.map(({ recordId, problem }) => {
    return recordId === undefined ? problem : `${recordsText([recordId])}: ${problem}`;
  });
  return [...single, ...alike].map((text) => `ruipmi: warning: ${text}\n`).join("");
}

function add(found: Map<string, number[]>, text: string, recordId: number): void {
  const known = found.get(text);
  if (known === undefined) found.set(text, [recordId]);
  else known.push(recordId);
}

const mostNamed = 3;

function recordsText(recordIds: readonly number[]): string {
  const named = recordIds.slice(0, mostNamed).map((id) => `${id.toString(16).toUpperCase().padStart(4, "0")}h`);
  const more = recordIds.length - named.length;
  return `SDR ${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}
