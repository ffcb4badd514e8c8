import type { LanRequest, LanResponse } from "@ruipmi/core/wire";

/** The response to a request: addresses turned round, numbers kept (IPMI v2.0 §13.8). */
export function respondTo(request: LanRequest, completionCode: number, data: Uint8Array = noData): LanResponse {
  return {
    rqAddr: request.rqAddr,
    netFn: request.netFn | 1,
    rqLun: request.rqLun,
    rsAddr: request.rsAddr,
    rqSeq: request.rqSeq,
    rsLun: request.rsLun,
    cmd: request.cmd,
    completionCode,
    data,
  };
}

const noData: Uint8Array = new Uint8Array(0);
