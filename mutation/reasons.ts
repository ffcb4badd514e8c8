import type { Reason } from "./survivors.ts";

/** Why each survivor is left. The first that fits a survivor is its reason. */
export const reasons: readonly Reason[] = [
  {
    file: "crypto/aes-cbc-128.ts",
    code: "length > this.#scratch.length",
    why: "The room for plain text is made anew though it is large enough: the same plain text.",
  },
  {
    file: "crypto/aes-cbc-128.ts",
    code: "padLength >= length",
    why: "A pad of 16 in a single block: the bytes before the block are not there, so they never are the pad, and it is refused all the same.",
  },
  {
    file: "crypto/aes-cbc-128.ts",
    code: "at < bytes.length",
    why: "More blocks than there are: what is read there counts as zeros, and what is written there is not kept, or not looked at.",
  },
  {
    file: "crypto/hash-functions.ts",
    code: "index < key.length",
    replacement: "index <= key.length",
    why: "The byte after the key is not there, and counts as zero.",
  },
  {
    file: "crypto/key-dialect.ts",
    code: "isKeyQuirk(quirk)",
    replacement: "true",
    why: "Another quirk has no entry in the table, and spreading nothing changes nothing; the question is for the types.",
  },
  {
    file: "crypto/constant-time.ts",
    code: "index < a.length",
    replacement: "index <= a.length",
    why: "One byte after the end of both: equal.",
  },
  {
    file: "crypto/keys.ts",
    code: "length === PASSWORD_LENGTH",
    replacement: "false",
    why: "A copy of all 20 bytes instead of the bytes themselves.",
  },
  {
    file: "crypto/md2.ts",
    code: "at < 16",
    replacement: "at <= 16",
    why: "There is no byte 16 to change, and the loop ends after it.",
  },
  {
    file: "crypto/rakp-codes.ts",
    code: "22 + exchange.username.length",
    why: "Room that is reserved: with too little the writer makes more.",
  },
  {
    file: "crypto/rakp-username.ts",
    code: "username.length >= USERNAME_LENGTH",
    why: "Sixteen bytes filled up to sixteen: a copy.",
  },
  {
    file: "crypto/rc4.ts",
    code: "index < 256; index++) state",
    replacement: "index <= 256",
    why: "There is no byte 256 to set.",
  },
  {
    file: "crypto/xrc4-receiver.ts",
    code: "mark === undefined",
    replacement: "false",
    why: "With a stream there is a mark; the question is for the types.",
  },
  {
    file: "crypto/xrc4-receiver.ts",
    code: "latest !== undefined",
    replacement: "true",
    why: "With a stream there is a mark; the question is for the types.",
  },
  {
    file: "crypto/xrc4.ts",
    code: "this.#sent + plain.length > STREAM_LIMIT",
    why: "`xrc4-long-streams.test.ts`, which takes no part here since 16 MiB take minutes where each step is counted, turns red.",
  },
  {
    file: "engine/accepts.ts",
    mutator: "StringLiteral",
    why: "Names a field for an error that cannot come: the length was looked at before.",
  },
  {
    file: "engine/retry-policy.ts",
    code: "deadline < earliest",
    replacement: "deadline <= earliest",
    why: "Equal deadlines are the same deadline.",
  },
  {
    file: "engine/output-queue.ts",
    code: "this.#head === this.#outputs.length || this.#head > backlogLimit",
    why: "What comes out is the same; only memory is given back later. `laws/memory.test.ts`, which takes no part here, turns red.",
  },
  {
    file: "engine/rq-seq-allocator.ts",
    code: "step < rqSeqCount",
    replacement: "step <= rqSeqCount",
    why: "One step more looks at the first number again, and finds it as it was.",
  },
  {
    file: "engine/rq-seq-allocator.ts",
    code: '"inUse"',
    mutator: "StringLiteral",
    why: "Nothing asks for this name: it is in use because it is neither free nor resting.",
  },
  {
    file: "engine/rq-seq-allocator.ts",
    code: "at < earliest",
    replacement: "at <= earliest",
    why: "Equal times are the same time.",
  },
  {
    file: "engine/repetition-guard.ts",
    code: "[]",
    mutator: "ArrayDeclaration",
    why: "What Stryker puts in has no number and no mark, so nothing finds it.",
  },
  {
    file: "engine/session-exchange.ts",
    code: "[]",
    mutator: "ArrayDeclaration",
    why: "What Stryker puts in stands at number 0, which the first request of a session takes.",
  },
  {
    file: "engine/outside-session.ts",
    code: "this.#pending.size === 0",
    why: "A short cut: among no requests none is found.",
  },
  {
    file: "engine/outside-session.ts",
    code: "error instanceof MalformedMessageError",
    why: "No other error comes out of decoding; one that did would be a defect of ours.",
  },
  {
    file: "engine/session-exchange.ts",
    code: "error instanceof MalformedMessageError",
    why: "No other error comes out of decoding; one that did would be a defect of ours.",
  },
  {
    file: "engine/outside-session.ts",
    code: 'request.type === "outsideSession"',
    why: "A presence ping has no framing, so the next line leaves it out as well.",
  },
  {
    file: "engine/outside-session.ts",
    code: '"Presence Pong"',
    why: "Names a message for an error that is caught and counted, not shown.",
  },
  {
    file: "engine/session-exchange.ts",
    code: 'pending.owner.kind !== "caller"',
    replacement: "false",
    why: "Another owner has no requestId, so the next condition leaves it out as well; the question is for the types.",
  },
  {
    file: "engine/session-exchange.ts",
    code: "wipe(): void",
    why: "Overwrites keys that nothing asks for again: it cannot be seen from outside.",
  },
  {
    file: "engine/session-exchange.ts",
    code: "pending === undefined || matched === undefined",
    why: "One is undefined where the other is; both are asked for the types.",
  },
  {
    file: "engine/engine.ts",
    code: "#closing: {",
    why: "Is there for the types: it is set before it is read.",
  },
  {
    file: "engine/engine.ts",
    code: "request.tries !== undefined",
    why: "Tries that are not said are the policy's, and other requests have none to say.",
  },
  {
    file: "engine/engine.ts",
    code: 'typeof packet === "string"',
    why: "The reason why something is no packet has no kind, so nothing waits for it; the question is for the types.",
  },
  {
    file: "engine/engine.ts",
    code: 'if (this.#phase === "closed") return;',
    why: "A short cut: a closed engine has nothing that could be due.",
  },
  {
    file: "engine/engine.ts",
    code: 'if (this.#phase === "open" && this.#queue.length > 0 && this.#hasRoomInFlight())',
    replacement: "true",
    why: "While requests wait for the session to open, its numbers are not used up, so none is waited for.",
  },
  {
    file: "engine/engine.ts",
    code: "const sent = queued < 0",
    why: "A request that waits is not in flight, so to look for it there changes nothing.",
  },
  {
    file: "engine/engine.ts",
    code: "this.#session !== undefined && this.#session.exchange.inFlight",
    why: "Who asks has looked whether the session is open; the question is for the types.",
  },
  {
    file: "engine/engine.ts",
    code: "exchange === undefined ||",
    why: "Without a session the phase is not open, as the next condition says; the question is for the types.",
  },
  {
    file: "engine/engine.ts",
    code: '{ kind: "keepalive" }',
    why: "The answer to a keepalive is for nobody: an owner of no known kind is settled in the same way.",
  },
  {
    file: "engine/engine.ts",
    code: 'case "keepalive":',
    why: "The answer to a keepalive is for nobody: an owner of no known kind is settled in the same way.",
  },
  {
    file: "engine/engine.ts",
    code: 'if (this.#phase === "closed") return noDeadline',
    why: "A short cut: a closed engine has nothing that could be due.",
  },
  {
    file: "engine/engine.ts",
    code: "exchange?.rqSeqFreeAt",
    why: "In an open session there is an exchange; the question is for the types.",
  },
  {
    file: "engine/engine.ts",
    code: "first.at !== undefined",
    replacement: "true",
    why: "No time is at or after `undefined`, so the next condition decides alike.",
  },
  {
    file: "engine/handshake-verdict.ts",
    code: "verdict.kind",
    why: "Only a refusal has a status, and `undefined` is in no table; the question is for the types.",
  },
  {
    file: "engine/handshake.ts",
    code: "new HandshakeStep(",
    mutator: "StringLiteral",
    why: "Nothing asks a step for its name: the state around it has the same.",
  },
  {
    file: "engine/handshake.ts",
    code: "managedSystemGuid.slice()",
    why: "The handshake is over, and uses its own array no more.",
  },
  {
    file: "engine/handshake.ts",
    code: "wipeSessionProtection",
    why: "Overwrites keys that nothing asks for again: it cannot be seen from outside.",
  },
  {
    file: "engine/handshake.ts",
    code: 'kind: "notVerified"',
    why: "A verdict of no known kind is told in the same words.",
  },
  {
    file: "engine/handshake.ts",
    code: "if (!current) this.#noteLateAnswer",
    why: "An answer to the newest try ends the step, so its deadline does not matter, and its round trip is noted either way.",
  },
  {
    file: "engine/handshake.ts",
    code: "!step.isOutstanding(tag)",
    replacement: "false",
    why: "Without a sending there is no round trip to note, and the wait for one is in the deadline already.",
  },
  {
    file: "engine/handshake.ts",
    code: 'decodeFromBytes(codec, payload, "handshake")',
    why: "Names a message for an error that is caught and counted, not shown.",
  },
  {
    file: "engine/handshake.ts",
    code: "error instanceof MalformedMessageError",
    why: "No other error comes out of decoding; one that did would be a defect of ours.",
  },
];
