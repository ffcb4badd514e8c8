/** Get 09h and Set Management Controller Identifier String 0Ah of group DCh (DCMI v1.5 §6.4.6). */
import type { Command } from "@ruipmi/core/wire";
import {
  type GetStringPartRequest,
  type GetStringPartResponse,
  type SetStringPartRequest,
  type SetStringPartResponse,
  stringReader,
  stringWriter,
} from "./string-part.ts";

/** Get Management Controller Identifier String: any user may ask. At most 64 bytes, the zero at its end included. */
export const getManagementControllerIdentifierString: Command<GetStringPartRequest, GetStringPartResponse> =
  stringReader("Get Management Controller Identifier String", 0x09, "DCMI v1.5 §6.4.6", {});

/** Set Management Controller Identifier String: needs ADMINISTRATOR. The last part ends with a zero. */
export const setManagementControllerIdentifierString: Command<SetStringPartRequest, SetStringPartResponse> =
  stringWriter("Set Management Controller Identifier String", 0x0a, "DCMI v1.5 §6.4.6", {});
