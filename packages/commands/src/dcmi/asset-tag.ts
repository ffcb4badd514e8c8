/** Get Asset Tag 06h and Set Asset Tag 08h of group DCh (DCMI v1.5 §6.4.2, §6.4.3). */
import type { Command } from "@ruipmi/core/wire";
import {
  type GetStringPartRequest,
  type GetStringPartResponse,
  type SetStringPartRequest,
  type SetStringPartResponse,
  stringReader,
  stringWriter,
} from "./string-part.ts";

/** How the tag is stored in the FRU's product info area (DCMI v1.5 §6.4.2). */
const encodings: Readonly<Record<number, string>> = {
  128: "Encoding type in FRU is set to binary",
  129: "Encoding type in FRU is set to BCD Plus",
  130: "Encoding type in FRU is set to 6-bit ASCII Packed",
  131: "Encoding type in FRU is set to ASCII+Latin1, but language code is not set to English",
};

/** Get Asset Tag: any user may ask. A tag has at most 63 bytes. */
export const getAssetTag: Command<GetStringPartRequest, GetStringPartResponse> = stringReader(
  "Get Asset Tag",
  0x06,
  "DCMI v1.5 §6.4.2",
  encodings,
);

/** Set Asset Tag: needs OPERATOR. */
export const setAssetTag: Command<SetStringPartRequest, SetStringPartResponse> = stringWriter(
  "Set Asset Tag",
  0x08,
  "DCMI v1.5 §6.4.3",
  encodings,
);
