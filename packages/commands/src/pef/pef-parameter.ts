import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import {
  type PefParameterName,
  type PefParameterValues,
  pefParameterFormats,
  pefParameterName,
} from "./pef-parameters.ts";

/** A parameter with its value. */
export type PefParameter =
  | {
      readonly [Name in PefParameterName]: {
        /** Which. */
        readonly parameter: Name;
        /** What it says. */
        readonly value: PefParameterValues[Name];
      };
    }[PefParameterName]
  | UnknownPefParameter;

/** A parameter that is not understood. */
export interface UnknownPefParameter {
  /** Discriminates {@link PefParameter}. */
  readonly parameter: "unknown";
  /** Its data. */
  readonly data: Uint8Array;
}

/** Writes a parameter's data. */
export function encodePefParameter(value: PefParameter, writer: ByteWriter): void {
  if (value.parameter === "unknown") writer.bytes(value.data);
  else encodeValue(value.parameter, value.value as never, writer);
}

/** Reads the data of the parameter of this number. */
export function decodePefParameter(selector: number, reader: ByteReader): PefParameter {
  const parameter = pefParameterName(selector);
  if (parameter === undefined) return { parameter: "unknown", data: reader.rest() };
  return { parameter, value: pefParameterFormats[parameter].codec.decode(reader) } as PefParameter;
}

function encodeValue<Name extends PefParameterName>(
  name: Name,
  value: PefParameterValues[Name],
  writer: ByteWriter,
): void {
  pefParameterFormats[name].codec.encode(value, writer);
}
