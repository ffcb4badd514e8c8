import { chassisControl, getChassisStatus } from "@ruipmi/commands";
import type { MessageEvent } from "@ruipmi/core";
import { type Command, closeSession, getDeviceId, setSessionPrivilegeLevel } from "@ruipmi/core/wire";

/** Why a message is sent, and what can be relied on once it was accepted. */
export interface Explanation {
  /** Who says what to whom. */
  readonly words: string;
  /** What it proves, where it proves something. */
  readonly proof?: string;
}

/** What a message of the demo's session means; the same object for the same command, so that once is enough. */
export function explain(event: MessageEvent): Explanation | undefined {
  const { netFn, cmd } = event.fields;
  if (typeof netFn === "number" && typeof cmd === "number") return commandExplanations.get(key(event.from, netFn, cmd));
  return handshakeExplanations[event.name]?.(event.fields);
}

type Fields = MessageEvent["fields"];

const handshakeExplanations: Readonly<Partial<Record<MessageEvent["name"], (fields: Fields) => Explanation>>> = {
  "Open Session Request": ({ remoteConsoleSessionId }) => ({
    words:
      "The remote console proposes cipher suite 17 and asks the managed system to address it as session " +
      `${id(remoteConsoleSessionId)}. Both sides still talk to strangers.`,
  }),
  "Open Session Response": ({ managedSystemSessionId }) => ({
    words:
      `The managed system agrees and wants to be addressed as ${id(managedSystemSessionId)}. Anyone could have ` +
      "answered that: nothing is proved yet.",
  }),
  "RAKP Message 1": () => ({
    words:
      "A random number that was never used before, the user's name, and the privilege level wanted. A recording of " +
      "an older session is worth nothing against a fresh number. The password stays at home.",
  }),
  "RAKP Message 2": ({ codeLength }) => ({
    words:
      `A random number of the managed system's own, its GUID, and a code of ${codeLength} bytes: HMAC-SHA256 over ` +
      "both session IDs, both random numbers, the GUID and the user, with the password as the key.",
    proof: "The managed system knows the password. It never crossed the wire.",
  }),
  "RAKP Message 3": ({ codeLength }) => ({
    words: `The same turned round: ${codeLength} bytes over the number that the managed system has just drawn.`,
    proof: "The remote console knows the password too.",
  }),
  "RAKP Message 4": ({ codeLength }) => ({
    words:
      `Both sides now compute the session integrity key from the two random numbers. These ${codeLength} bytes are ` +
      "made with it, and so will be K1, which signs every packet from here, and K2, which encrypts it.",
    proof: "Both hold the same keys, and nobody else does.",
  }),
};

const commandExplanations: ReadonlyMap<string, Explanation> = new Map([
  ...explained(
    setSessionPrivilegeLevel,
    "The first message that nobody else can read: encrypted with AES-CBC-128, signed with HMAC-SHA256-128. A session " +
      "begins at USER, and this asks for more.",
    {
      words: "Granted.",
      proof: "The session is open.",
    },
  ),
  ...explained(
    getDeviceId,
    "The question that every management controller answers. Each packet has the next sequence number: one that was " +
      "recorded and is sent again is dropped.",
  ),
  ...explained(
    chassisControl,
    "Power cycle. Were this packet lost, it would be sent again under the same request number, which the managed " +
      "system answers from memory: the machine is never cycled twice.",
    { words: "Begun: the completion code is 00h. How it ends, the chassis status says." },
  ),
  ...explained(getChassisStatus, "A look at the chassis: is the power on?"),
  ...explained(
    closeSession,
    "Nothing more to ask. A managed system has few sessions to give, so this one is handed back.",
    { words: "Confirmed. Both sides forget the keys.", proof: "The session is closed." },
  ),
]);

function explained<Req, Res>(
  command: Command<Req, Res>,
  request: string,
  response?: Explanation,
): readonly (readonly [string, Explanation])[] {
  return [
    [key("remoteConsole", command.netFn, command.cmd), { words: request }],
    ...(response === undefined ? [] : [[key("managedSystem", command.netFn, command.cmd), response] as const]),
  ];
}

/** Responses have the odd network function next to the request's (IPMI v2.0 §5.1). */
function key(from: MessageEvent["from"], netFn: number, cmd: number): string {
  return `${from} ${netFn & ~1} ${cmd}`;
}

function id(sessionId: number | string | undefined): string {
  return typeof sessionId === "number" ? `${sessionId.toString(16).toUpperCase().padStart(8, "0")}h` : "a number";
}
