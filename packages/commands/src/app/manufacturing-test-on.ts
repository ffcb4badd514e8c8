/**
 * Manufacturing Test On, 06h/05h (IPMI v2.0 §20.5). The response is empty.
 *
 * | byte | request                                |
 * |------|----------------------------------------|
 * | 0:   | parameters, as the manufacturer says   |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Puts the controller into its manufacturer's test mode. */
export interface ManufacturingTestOnRequest {
  /** As the manufacturer says. */
  readonly parameters: Uint8Array;
}

/** Manufacturing Test On: what that is, its manufacturer knows. Needs ADMINISTRATOR. */
export const manufacturingTestOn: Command<ManufacturingTestOnRequest, void> = {
  name: "Manufacturing Test On",
  netFn: NetFn.app,
  cmd: 0x05,
  section: "IPMI v2.0 §20.5",
  request: {
    encode(value, writer) {
      writer.bytes(value.parameters);
    },
    decode(reader) {
      return { parameters: reader.rest() };
    },
  },
  response: emptyBody,
};
