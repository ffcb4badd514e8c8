/**
 * Run Initialization Agent, 0Ah/2Ch (IPMI v2.0 §33.21):
 *
 * | byte | request                          | response                        |
 * |------|----------------------------------|---------------------------------|
 * | 0    | 0: 1b run it; 0b how far it is   | 0: 1b completed; 0b in progress |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** Whether to run the agent. */
export interface RunInitializationAgentRequest {
  /** Run it; otherwise only say how far it is. */
  readonly run: boolean;
}

/** How far the agent is. */
export interface RunInitializationAgentResponse {
  /** Whether every sensor has been set up. */
  readonly completed: boolean;
}

/** Run Initialization Agent: sets sensors up as their records say. Needs OPERATOR. */
export const runInitializationAgent: Command<RunInitializationAgentRequest, RunInitializationAgentResponse> = {
  name: "Run Initialization Agent",
  netFn: NetFn.storage,
  cmd: 0x2c,
  section: "IPMI v2.0 §33.21",
  request: {
    encode(value, writer) {
      writer.u8(bit(0, value.run));
    },
    decode(reader) {
      return { run: isSet(reader.u8("run"), 0) };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(bit(0, value.completed));
    },
    decode(reader) {
      return { completed: isSet(reader.u8("completed"), 0) };
    },
  },
};
