import { encodeSdrRecord, maxSdrRecordLength, type SdrContent, sdrRecord } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import { decodeFromBytes } from "@ruipmi/core/wire";
import { createSdr, type SdrState } from "../../device/sdr/index.ts";
import { field, list, object } from "../compounds.ts";
import { byte, hexBytes, text, whole } from "../scalars.ts";
import { DescriptionError, type Shape } from "../shape.ts";

const recordBytes = hexBytes({ least: 5, most: maxSdrRecordLength });

/** A whole record, header and all; the repository numbers it anew. */
const record: Shape<SdrContent> = {
  schema: () => recordBytes.schema(),
  read(value, at) {
    try {
      const {
        recordId: _id,
        sdrVersion: _version,
        ...content
      } = decodeFromBytes(sdrRecord, recordBytes.read(value, at), "SDR");
      return content;
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      throw new DescriptionError(at, `no SDR, since ${error.message}`);
    }
  },
  write: (value) => recordBytes.write(encodeSdrRecord({ recordId: 0, sdrVersion: 0x51, ...value })),
};

const seconds = whole({ least: 0, most: 0xffff_ffff });

/** The SDR repository besides the records made from sensors and FRUs. */
export const sdrShape: Shape<SdrState> = object<
  SdrState,
  "records" | "controllerName" | "maxReadLength" | "lastAddTime" | "lastEraseTime"
>(
  {
    records: field(list(record, 256), "More records, each as its bytes; those of sensors and FRUs are made of them."),
    controllerName: field(text(16), "The BMC's name in its locator record; empty for no such record."),
    maxReadLength: field(byte, "Most bytes of a record in one response; many machines have 30."),
    lastAddTime: field(seconds, "When a record was added last, in seconds since 1970."),
    lastEraseTime: field(seconds, "When a record was deleted last, in seconds since 1970."),
  },
  createSdr,
);
