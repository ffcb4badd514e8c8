import { RefusalError } from "@ruipmi/core";
import { encodeSdrRecord, latin1, type ReadSdrRequest, type ReadSdrResponse, type SdrRecord } from "../../src/index.ts";
import type { Answer } from "./run-procedure.ts";

/** A refusal with a completion code. */
export function refusal(completionCode: number): RefusalError {
  return new RefusalError("completionCode", "refused", { completionCode });
}

/** A record of something that only has a name. */
export function eventOnly(recordId: number, name: string): SdrRecord {
  return {
    kind: "eventOnly",
    recordId,
    sdrVersion: 0x51,
    ...{ sensorOwnerId: 0x20, channelNumber: 0, sensorOwnerLun: 0, sensorNumber: recordId },
    entity: { entityId: 7, entityInstance: 1, isLogical: false },
    ...{ sensorType: 0x23, eventReadingType: 0x6f, oem: 0 },
    sharing: {
      ...{ direction: 0, instanceModifierType: 0, shareCount: 1 },
      ...{ entityInstanceIncrements: false, instanceModifierOffset: 0 },
    },
    idString: latin1(name),
  };
}

/** What is odd about a repository. */
export interface SdrMachineOptions {
  /** Its records; the ID of each is its place. */
  readonly records?: readonly Uint8Array[];
  /** Most bytes of a record in a response; more is CAh. */
  readonly mostBytes?: number;
  /** Record IDs that follow others, where not by place. */
  readonly next?: Readonly<Record<number, number>>;
  /** Counts requests for a record and says which are refused, with what. */
  readonly refuse?: (request: ReadSdrRequest, count: number) => number | undefined;
  /** What it says it has. */
  readonly recordCount?: number;
  /** Whether the records are the controller's own. */
  readonly isDevice?: boolean;
  /** Seconds of the last addition, asked each time. */
  readonly added?: () => number;
}

/** A managed system with records, by the book but for what is odd. */
export function sdrMachine(options: SdrMachineOptions = {}): Answer {
  const records = options.records ?? threeRecords();
  let reservation = 0;
  let count = 0;
  const read = ({ reservationId, recordId, offset, bytesToRead }: ReadSdrRequest): ReadSdrResponse => {
    const code = options.refuse?.({ reservationId, recordId, offset, bytesToRead }, count++);
    if (code === 0xc5) reservation++;
    if (code !== undefined) throw refusal(code);
    if (offset > 0 && reservationId !== reservation) throw refusal(0xc5);
    const id = recordId === 0 ? 1 : recordId;
    const record = records[id - 1];
    if (record === undefined) throw refusal(0xcb);
    const data = record.slice(offset, bytesToRead === 0xff ? undefined : offset + bytesToRead);
    if (data.length > (options.mostBytes ?? 255)) throw refusal(0xca);
    return { nextRecordId: options.next?.[id] ?? (id < records.length ? id + 1 : 0xffff), data };
  };
  return (command, request) => {
    switch (command.name) {
      case "Get SDR Repository Info":
        if (options.isDevice === true) throw refusal(0xc1);
        return {
          recordCount: options.recordCount ?? records.length,
          mostRecentAddition: options.added?.() ?? 1000,
          mostRecentErase: 500,
        };
      case "Get Device SDR Info":
        return { count: options.recordCount ?? records.length, lunsWithSensors: 1, populationChangeIndicator: 7 };
      case "Reserve SDR Repository":
      case "Reserve Device SDR Repository":
        return { reservationId: ++reservation };
      case "Get SDR":
      case "Get Device SDR":
        return read(request as ReadSdrRequest);
      default:
        throw refusal(0xc1);
    }
  };
}

/** Three records of 24, 29 and 20 bytes. */
export function threeRecords(): readonly Uint8Array[] {
  return [eventOnly(1, "Watchdog"), eventOnly(2, "Chassis Intru"), eventOnly(3, "SEL0")].map(encodeSdrRecord);
}
