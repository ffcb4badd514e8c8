import { type SendMessageRequest, type SendMessageResponse, sendMessage } from "@ruipmi/commands";
import { deliverAnswers, forwardMessage, satelliteBus } from "../device/bridge.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

/** Send Message (IPMI v2.0 §22.7): to the controllers behind the IPMB, the answer as the device's bridge mode says. */
export const sendMessageHandler: BuiltInHandler<SendMessageRequest, SendMessageResponse> = {
  command: sendMessage,
  handler: (request, context) => {
    const { satellites, bridgeMode } = context.device;
    const forwarded = forwardMessage(satelliteBus(satellites), bridgeMode, request);
    if (forwarded.completionCode !== 0) return refuse(forwarded.completionCode);
    deliverAnswers(forwarded, bridgeMode, context);
    return { message: forwarded.acknowledgement };
  },
};
