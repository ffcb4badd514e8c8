/** Clear SDR Repository, 0Ah/27h (IPMI v2.0 §33.16); bodies in formats/erasure.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type EraseRequest, type EraseResponse, eraseRequest, eraseResponse } from "../formats/erasure.ts";

/** Clear SDR Repository: every record goes. Needs OPERATOR. The reservation is void once it has begun. */
export const clearSdrRepository: Command<EraseRequest, EraseResponse> = {
  name: "Clear SDR Repository",
  netFn: NetFn.storage,
  cmd: 0x27,
  section: "IPMI v2.0 §33.16",
  request: eraseRequest,
  response: eraseResponse,
};
