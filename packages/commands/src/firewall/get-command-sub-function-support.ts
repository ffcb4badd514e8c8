/**
 * Get Command Sub-function Support, 06h/0Bh (IPMI v2.0 §21.4). The request is in command-place.ts.
 *
 * | byte | response                                                                                       |
 * |------|------------------------------------------------------------------------------------------------|
 * | 0    | 7:4: kind of specification, 3:0: its errata; of netFn 2Ch and 2Eh: the defining body's errata   |
 * | 1    | version of the specification, BCD: 3:0 major, 7:4 minor                                        |
 * | 2    | revision of the specification                                                                  |
 * | 3:6  | a bit for each of 32 sub-functions: 0b there is one, 1b there is none                          |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type CommandPlace, commandPlace } from "./command-place.ts";
import { readSubFunctionSupport, writeSubFunctionSupport } from "./masks.ts";

/** Which sub-functions of a command there are, and what says what they do. */
export interface GetCommandSubFunctionSupportResponse {
  /** 7:4: 0 IPMI, 3:0: errata of it; of network functions 2Ch and 2Eh the defining body's errata, 8 bits. */
  readonly errata: number;
  /** BCD, the minor number in the upper half: 02h is 2.0. */
  readonly specificationVersion: number;
  /** BCD as well. */
  readonly specificationRevision: number;
  /** Numbers of the sub-functions there are, 0–31, in ascending order (IPMI v2.0 appendix H). */
  readonly supported: readonly number[];
}

/** Get Command Sub-function Support: any user may ask. */
export const getCommandSubFunctionSupport: Command<CommandPlace, GetCommandSubFunctionSupportResponse> = {
  name: "Get Command Sub-function Support",
  netFn: NetFn.app,
  cmd: 0x0b,
  section: "IPMI v2.0 §21.4",
  request: commandPlace,
  response: {
    encode(value, writer) {
      writer.u8(value.errata).u8(value.specificationVersion).u8(value.specificationRevision);
      writeSubFunctionSupport(value.supported, writer);
    },
    decode(reader) {
      return {
        errata: reader.u8("errata"),
        specificationVersion: reader.u8("specificationVersion"),
        specificationRevision: reader.u8("specificationRevision"),
        supported: readSubFunctionSupport(reader),
      };
    },
  },
};
