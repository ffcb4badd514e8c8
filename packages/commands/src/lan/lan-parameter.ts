import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import type { LanParameterName, LanParameterValues } from "./lan-parameter-values.ts";
import { lanParameterFormats, lanParameterName } from "./lan-parameters.ts";

/** A parameter with its value. */
export type LanParameter =
  | {
      readonly [Name in LanParameterName]: {
        /** Which. */
        readonly parameter: Name;
        /** What it says. */
        readonly value: LanParameterValues[Name];
      };
    }[LanParameterName]
  | UnknownLanParameter;

/** A parameter that is not understood. */
export interface UnknownLanParameter {
  /** Discriminates {@link LanParameter}. */
  readonly parameter: "unknown";
  /** Its data. */
  readonly data: Uint8Array;
}

/** Writes a parameter's data. */
export function encodeLanParameter(value: LanParameter, writer: ByteWriter): void {
  if (value.parameter === "unknown") writer.bytes(value.data);
  else encodeValue(value.parameter, value.value as never, writer);
}

/** Reads the data of the parameter of this number. */
export function decodeLanParameter(selector: number, reader: ByteReader): LanParameter {
  const parameter = lanParameterName(selector);
  if (parameter === undefined) return { parameter: "unknown", data: reader.rest() };
  const { codec } = lanParameterFormats[parameter];
  return { parameter, value: codec.decode(reader) } as LanParameter;
}

function encodeValue<Name extends LanParameterName>(
  name: Name,
  value: LanParameterValues[Name],
  writer: ByteWriter,
): void {
  lanParameterFormats[name].codec.encode(value, writer);
}
