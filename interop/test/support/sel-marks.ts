import { addSelEntry, readSel, type SelRecord } from "@ruipmi/commands";
import { type ConnectOptions, connect, type IpmiClient, type RequestOptions } from "@ruipmi/transport-node";

/*
 * The event log as a counter on the managed system's side: a command that is executed twice leaves two records, whoever
 * looks and whenever.
 */

const recordType = 0xe0;
const word = "ruipmi";

/** Logs a record that carries this number, 0 to 255. */
export function leaveMark(client: IpmiClient, mark: number, options?: RequestOptions): Promise<unknown> {
  return client.request(addSelEntry, markRecord(mark), options);
}

/** The body of Add SEL Entry that leaves a mark, for other programs to send. */
export function markBytes(mark: number): readonly number[] {
  return [0, 0, recordType, ...Buffer.from(word), mark, 0, 0, 0, 0, 0, 0];
}

/** The numbers in the log, each as often as it was left, sorted. Reads it in a session of its own. */
export async function marksLeft(options: ConnectOptions): Promise<readonly number[]> {
  const client = await connect(options);
  const { entries, ended } = await client.run(readSel());
  await client.close();
  if (ended !== "end") throw new Error(`the event log could not be read: ${ended}`);
  const marks = entries.flatMap(({ record }) => (isMark(record) ? [record.data[word.length]!] : []));
  return marks.sort((a, b) => a - b);
}

function markRecord(mark: number): SelRecord {
  return { kind: "oem", recordId: 0, recordType, data: Uint8Array.from(markBytes(mark).slice(3)) };
}

function isMark(record: SelRecord): record is SelRecord & { readonly kind: "oem" } {
  return record.kind === "oem" && Buffer.from(record.data).toString("latin1").startsWith(word);
}
