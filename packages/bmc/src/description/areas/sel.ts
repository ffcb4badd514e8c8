import type { SelRecord } from "@ruipmi/commands";
import { maxSelRecords } from "../../device/sel/add-record.ts";
import { createEmptySel, defaultStartTime } from "../../device/sel/index.ts";
import type { SelState } from "../../device/sel/sel-state.ts";
import { checked, field, list, mapped, object, oneOfKinds } from "../compounds.ts";
import { byte, flag, hexBytes, millis, orNothing, whole } from "../scalars.ts";
import { DescriptionError, type Shape } from "../shape.ts";

const seconds = whole({ least: 0, most: 0xffff_fffe });
const timestamp = field(whole({ least: 0, most: 0xffff_ffff }), "Seconds since 1970; 4294967295 is unspecified.");

type Kind<K extends SelRecord["kind"]> = Extract<SelRecord, { readonly kind: K }>;
type Said<K extends SelRecord["kind"]> = Exclude<keyof Kind<K>, "kind" | "recordId">;

const systemEvent = object<Kind<"systemEvent">, Said<"systemEvent">>(
  {
    timestamp,
    generatorId: field(whole({ least: 0, most: 0xffff }), "Who saw it; 32 is the BMC."),
    eventMessageRevision: field(byte, "Format of the event; 4 for IPMI v1.5 and v2.0."),
    sensorType: field(byte, "Sensor type (IPMI v2.0 table 42-3)."),
    sensorNumber: field(byte, "Which sensor."),
    asserted: field(flag, "Whether the state became true, or false again."),
    eventType: field(whole({ least: 0, most: 0x7f }), "Event/reading type (IPMI v2.0 table 42-1)."),
    eventData: field(hexBytes({ least: 3, most: 3 }), "Event data 1 to 3."),
  },
  () => ({
    recordId: 0,
    generatorId: 0x20,
    eventMessageRevision: 0x04,
    asserted: true,
    eventType: 0x6f,
    eventData: new Uint8Array(3).fill(0xff),
  }),
);

const oemTimestamped = object<Kind<"oemTimestamped">, Said<"oemTimestamped">>(
  {
    recordType: field(whole({ least: 0xc0, most: 0xdf }), "Record type."),
    timestamp,
    manufacturerId: field(whole({ least: 0, most: 0xff_ffff }), "IANA enterprise number."),
    data: field(hexBytes({ least: 6, most: 6 }), "Six bytes of the manufacturer's."),
  },
  () => ({ recordId: 0 }),
);

const oem = object<Kind<"oem">, Said<"oem">>(
  {
    recordType: field(whole({ least: 0xe0, most: 0xff }), "Record type."),
    data: field(hexBytes({ least: 13, most: 13 }), "Thirteen bytes of the manufacturer's."),
  },
  () => ({ recordId: 0 }),
);

/** IDs are counted from 1 in the order of the file. */
const records: Shape<SelRecord[]> = mapped(
  list(oneOfKinds<SelRecord, "kind">("kind", { systemEvent, oemTimestamped, oem }), maxSelRecords),
  (read) => read.map((record, index) => ({ ...record, recordId: index + 1 })),
  (value) => value,
);

/** What of the log's clock a file says. */
const startTime: Shape<SelState["clock"]> = mapped(
  seconds,
  (said) => ({ seconds: said, setAt: undefined }),
  (clock) => Math.floor(clock.seconds),
);

type SaidOfSel = "records" | "maxRecords" | "overflow" | "eraseDuration" | "clock" | "utcOffset";

const selFields = object<SelState, SaidOfSel>(
  {
    records: field(records, "The records, the oldest first."),
    maxRecords: field(whole({ least: 0, most: maxSelRecords }), "How many records there is room for."),
    overflow: field(flag, "Whether a record was lost because the log was full."),
    eraseDuration: field(millis, "Milliseconds that clearing the log takes."),
    clock: field(startTime, "What the machine's clock shows in the beginning, in seconds since 1970."),
    utcOffset: field(orNothing(whole({ least: -1440, most: 1440 })), "Minutes from UTC to local time."),
  },
  () => createEmptySel(defaultStartTime),
);

/** The system event log. */
export const selShape: Shape<SelState> = checked(
  mapped(selFields, withCounters, (value) => value),
  (sel, at) => {
    if (sel.records.length <= sel.maxRecords) return;
    throw new DescriptionError(`${at}.records`, `${sel.records.length} records, and maxRecords is ${sel.maxRecords}`);
  },
);

/** What follows from the records. */
function withCounters(sel: SelState): SelState {
  const last = sel.records.at(-1);
  const lastAddTime = last === undefined || last.kind === "oem" ? sel.lastAddTime : last.timestamp;
  return { ...sel, nextRecordId: sel.records.length + 1, lastAddTime };
}
