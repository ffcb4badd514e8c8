import type { NetworkError } from "../errors.ts";
import { SEND_MESSAGE_COMMAND, unwrapBridgedResponse } from "../wire/ipmb-send-message.ts";
import { BMC_SLAVE_ADDRESS, type LanDecodeOptions, type LanResponse } from "../wire/lan-message.ts";
import { NetFn } from "../wire/net-fn.ts";
import type { PrivilegeLevel } from "../wire/privilege-levels.ts";
import type { RetryPolicy } from "./retry-policy.ts";
import type { CommandRequest, CommandResponse, Millis, RequestId } from "./types.ts";

/** Who asked: the caller, or the engine for the session's own sake. */
export type RequestOwner =
  | { readonly kind: "caller"; readonly requestId: RequestId }
  | { readonly kind: "setSessionPrivilegeLevel"; readonly level: PrivilegeLevel }
  | { readonly kind: "keepalive" }
  | { readonly kind: "closeSession" };

/** What tells a request's answer from others. */
export interface Question extends Pick<CommandRequest, "netFn" | "cmd"> {
  readonly lun?: CommandRequest["lun"] | undefined;
  readonly bridge?: CommandRequest["bridge"] | undefined;
}

/** A request that was sent and not answered yet. */
export interface PendingRequest {
  readonly owner: RequestOwner;
  readonly request: CommandRequest;
  readonly rqSeq: number;
  /** The LAN message, the same at each sending. */
  readonly message: Uint8Array;
  readonly retry: RetryPolicy;
  readonly firstSentAt: Millis;
  attempts: number;
  deadline: Millis;
  /** "Duplicated request" (CFh) to a repetition: the answer to the first sending may still come and is better. */
  held: CommandResponse | undefined;
}

/** How a pending request ended. */
export type RequestOutcome =
  | { readonly answered: true; readonly response: CommandResponse }
  | { readonly answered: false; readonly error: NetworkError };

/** What a response is to a pending request. */
export type ResponseMatch =
  | { readonly match: "none" }
  /** A Send Message on the way took the request: the answer is still to come. */
  | { readonly match: "acknowledged" }
  | {
      readonly match: "answer";
      readonly answer: LanResponse;
      /** The completion code is that of a Send Message on the way. */
      readonly refusedByBridge: boolean;
    };

/**
 * Compares a response, which already has the request's rqSeq, on network function, command, LUN and, where the request
 * was bridged, on the responder's address; never on the requester's, which managed systems rewrite (IPMI v2.0 §6.13).
 */
export function matchResponse(request: Question, response: LanResponse, options: LanDecodeOptions): ResponseMatch {
  const { bridge } = request;
  if (bridge === undefined) {
    return isAnswer(request, response) ? answer(response) : none;
  }
  if (response.rsAddr === bridge.targetAddress && isAnswer(request, response)) return answer(response);
  const onTheWay = response.rsAddr === BMC_SLAVE_ADDRESS || response.rsAddr === bridge.transitAddress;
  if (!onTheWay || response.netFn !== (NetFn.app | 1) || response.cmd !== SEND_MESSAGE_COMMAND) return none;
  if (response.completionCode !== 0) return { ...answer(response), refusedByBridge: true };
  if (response.data.length === 0) return { match: "acknowledged" };
  const embedded = unwrapBridgedResponse(response.data, options);
  // The embedded frame has its own rqSeq: it must be ours, like that of a separate answer.
  if (embedded === undefined || embedded.rqSeq !== response.rqSeq) return none;
  return matchResponse(request, embedded, options);
}

const none: ResponseMatch = { match: "none" };

function answer(response: LanResponse): ResponseMatch & { readonly match: "answer" } {
  return { match: "answer", answer: response, refusedByBridge: false };
}

function isAnswer(request: Question, response: LanResponse): boolean {
  return (
    response.netFn === (request.netFn | 1) &&
    response.cmd === request.cmd &&
    response.rsLun === (request.lun ?? request.bridge?.targetLun ?? 0)
  );
}
