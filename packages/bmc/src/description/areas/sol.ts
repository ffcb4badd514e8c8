import { SolBitRate } from "@ruipmi/commands";
import { createSerialPort, createSol, type SerialPortState, type SolState } from "../../device/sol/index.ts";
import { field, object } from "../compounds.ts";
import { byte, flag, millis, named, terminalText, whole, word } from "../scalars.ts";
import type { Shape } from "../shape.ts";
import { privilegeLevelShape } from "./names.ts";

const bitRate = named<number>(SolBitRate, { least: 0, most: 15 });
const payloadSize = whole({ least: 5, most: 259 });
const capacity = whole({ least: 1, most: 65_536 });

const serial = object<SerialPortState, "console" | "banner" | "prompt" | "reads" | "inputCapacity" | "outputCapacity">(
  {
    console: field(word(["echo", "none"]), "What plays the machine: echo types back what it is sent."),
    banner: field(terminalText(2048), "What echo prints first."),
    prompt: field(terminalText(256), "What echo prints behind the banner and after each line."),
    reads: field(flag, "Whether the machine reads what is typed."),
    inputCapacity: field(capacity, "How many characters wait for it to read them."),
    outputCapacity: field(capacity, "How many printed characters wait for a packet."),
  },
  createSerialPort,
);

/** Serial over LAN; what is under way is not described. */
export const solShape: Shape<SolState> = object<SolState, Exclude<keyof SolState, "setInProgress" | "payloadAccess">>(
  {
    enabled: field(flag, "Whether it may be activated."),
    forceEncryption: field(flag, "Whether only in sessions with confidentiality."),
    forceAuthentication: field(flag, "Whether only in sessions with integrity."),
    privilegeLevel: field(privilegeLevelShape, "The level that it takes."),
    accumulateInterval: field(millis, "Milliseconds that printed characters wait for more."),
    sendThreshold: field(byte, "So many characters do not wait any longer; 0 for never."),
    retryCount: field(whole({ least: 0, most: 7 }), "How often an unacknowledged packet is sent again."),
    retryInterval: field(millis, "Milliseconds between them."),
    nonVolatileBitRate: field(bitRate, "Bit rate after a restart."),
    volatileBitRate: field(bitRate, "Bit rate now."),
    payloadPort: field(whole({ least: 0, most: 0xffff }), "UDP port that Activate Payload names."),
    inboundPayloadSize: field(payloadSize, "The most bytes of one payload from the remote console."),
    outboundPayloadSize: field(payloadSize, "The most bytes of one payload to the remote console."),
    serialPortNumber: field(byte, "Which of the machine's serial ports it is; 0 for not said."),
    serial: field(serial, "The serial port and the machine behind it."),
  },
  createSol,
);
