import type { Codec } from "@ruipmi/core/wire";

/** A GUID as it goes over the wire. */
export interface GuidResponse {
  /** 16 bytes in the order of the wire; managed systems do not agree on what that order means. */
  readonly guid: Uint8Array;
}

/** The body of Get Device GUID and Get System GUID: the 16 bytes and nothing else. */
export const guidBody: Codec<GuidResponse, unknown> = {
  encode({ guid }, writer) {
    writer.bytes(guid);
  },
  decode(reader) {
    return { guid: reader.bytes(16, "guid") };
  },
};
