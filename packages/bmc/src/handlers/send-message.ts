import { type SendMessageRequest, type SendMessageResponse, sendMessage } from "@ruipmi/commands";
import { forwardMessage } from "../device/bridge.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

/** Send Message (IPMI v2.0 §22.7): to the controllers behind the IPMB, the answer as the device's bridge mode says. */
export const sendMessageHandler: BuiltInHandler<SendMessageRequest, SendMessageResponse> = {
  command: sendMessage,
  handler: (request, { device, message, deliver }) => {
    const forwarded = forwardMessage(device.satellites, device.bridgeMode, request);
    if (forwarded.completionCode !== 0) return refuse(forwarded.completionCode);
    const when = device.bridgeMode === "beforeAcknowledgement" ? "before" : "after";
    // Tracked answers go back to who asked, under the requester's own address (IPMI v2.0 §6.13).
    for (const answer of forwarded.answers) deliver({ ...answer, rqAddr: message.rqAddr, rqLun: message.rqLun }, when);
    return { message: forwarded.acknowledgement };
  },
};
