import {
  type CipherSuiteId,
  type EngineConfig,
  IpmiEngine,
  MalformedMessageError,
  type Millis,
  maxUsernameLength,
  PrivilegeLevel,
  type Quirk,
  type RetryPolicy,
} from "@ruipmi/core";
import { cipherSuite, decodeFromBytes, PayloadType, rakpMessage1 } from "@ruipmi/core/wire";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { compareBytes, compareMeaning, describeRecorded, describeSent } from "./compare.ts";
import { withRepeatedPings } from "./repeated-pings.ts";
import { ReplayEnds } from "./replay-keys.ts";
import type { ReplayDifference, ReplayMode, ReplayReport } from "./replay-report.ts";
import { inputFor } from "./replay-requests.ts";
import { scriptedRandom } from "./scripted-random.ts";
import { readSent, type SentDatagram } from "./sent-datagram.ts";
import type { SessionRecording } from "./session-recording.ts";
import { translateAnswer } from "./translate-answer.ts";

/** What an engine must know to play the remote console of a recording. */
export interface ReplaySecrets {
  /** 0 to 20 bytes. */
  readonly password: Uint8Array;
  /** The BMC key, where there is one. */
  readonly kg?: Uint8Array;
  /** How the managed system deviates. */
  readonly quirks?: readonly Quirk[];
}

/** How a session is replayed. */
export interface ReplayOptions {
  /** Byte for byte, or by meaning; `bytes` when left out. */
  readonly mode?: ReplayMode;
  /** When the recorded engine repeated messages, where that is not its default; means nothing by meaning. */
  readonly retry?: Partial<RetryPolicy>;
}

/**
 * Drives an engine with what a managed system was recorded to say, at the recorded times, and compares what the engine
 * sends with what was recorded. Nothing else is random: what the recorded console drew is read off its packets.
 *
 * @throws `ApiMisuseError` for secrets that no engine takes
 *
 * @example
 * ```ts
 * const { difference } = replaySession(recording, { password });
 * if (difference !== undefined) throw new Error(`packet ${difference.number}: ${difference.field} differs`);
 * ```
 */
export function replaySession(
  recording: SessionRecording,
  secrets: ReplaySecrets,
  options: ReplayOptions = {},
): ReplayReport {
  const replay = new Replay(recording, secrets, options);
  return replay.run();
}

class Replay {
  readonly #recording: SessionRecording;
  readonly #mode: ReplayMode;
  readonly #engine: IpmiEngine;
  readonly #ends: ReplayEnds | undefined;
  readonly #origin: bigint;
  /** What the engine has sent and nothing recorded was compared with yet. */
  readonly #sent: SentDatagram[] = [];
  readonly #rqSeqs = new Map<number, number>();
  #messageTag = 0;
  #recordedTag = 0;
  #pingTag = 0;
  #at: Millis | undefined;
  #now: Millis = 0;
  #outcome: ReplayReport["outcome"] = "notOpened";
  #compared = 0;
  #isOver = false;

  constructor(given: SessionRecording, secrets: ReplaySecrets, { mode = "bytes", retry }: ReplayOptions) {
    const recording = { ...given, datagrams: withRepeatedPings(given.datagrams) };
    this.#recording = recording;
    this.#mode = mode;
    this.#origin = recording.datagrams[0]?.datagram.time ?? 0n;
    this.#ends = ReplayEnds.of(recording, secrets);
    const policy = mode === "bytes" ? retry : patience;
    this.#engine = new IpmiEngine({
      ...secrets,
      ...recordedConfig(recording),
      ...(policy === undefined ? {} : { retry: policy }),
      ...(mode === "bytes" ? {} : { closeBudget: patience.firstWait }),
      randomBytes: scriptedRandom(recording, policy),
    });
  }

  run(): ReplayReport {
    let difference: ReplayDifference | undefined;
    for (const item of this.#recording.datagrams) {
      if (item.duplicateOf !== undefined || this.#isOtherPatience(item)) continue;
      this.#now = Math.max(this.#now, this.#time(item));
      // What has come due by then was there before it.
      if (this.#at !== undefined && this.#at <= this.#now) this.#feed({ type: "timeout", now: this.#now });
      difference = item.from === "remoteConsole" ? this.#expect(item) : this.#receive(item);
      if (difference !== undefined) break;
    }
    difference ??= this.#leftOver();
    if (!this.#isOver) this.#engine.handleInput({ type: "closeSession", now: this.#now });
    return { mode: this.#mode, compared: this.#compared, difference, outcome: this.#outcome };
  }

  /** Milliseconds since the recording's first packet. */
  #time({ datagram }: FollowedDatagram): Millis {
    return datagram.time === undefined ? this.#now : Number(datagram.time - this.#origin) / 1e6;
  }

  /** Every program repeats in its own time: by meaning, what was sent again is what was sent. */
  #isOtherPatience({ retransmissionOf, from, read, datagram }: FollowedDatagram): boolean {
    if (this.#mode === "bytes" || from !== "remoteConsole" || retransmissionOf === undefined) return false;
    if (read !== undefined && read.payloadType >= PayloadType.openSessionRequest)
      this.#recordedTag = read.payload?.[0] ?? 0;
    const rqSeq = this.#rqSeqs.get(retransmissionOf);
    if (rqSeq !== undefined) this.#rqSeqs.set(datagram.number, rqSeq);
    return true;
  }

  /** A packet of the remote console: the engine has sent it by now, or sends it when asked to. */
  #expect(item: FollowedDatagram): ReplayDifference | undefined {
    if (this.#sent.length === 0) this.#prompt(item);
    const sent = this.#sent.shift();
    const { number } = item.datagram;
    if (sent === undefined) return { number, field: "message", recorded: describeRecorded(item), sent: "nothing" };
    this.#note(sent, item);
    const difference = this.#mode === "bytes" ? compareBytes(sent, item) : compareMeaning(sent, item);
    if (difference === undefined) this.#compared += 1;
    return difference;
  }

  #prompt(item: FollowedDatagram): void {
    if (item.retransmissionOf !== undefined) {
      // Its wait may have been longer or shorter than the recorded one, by its jitter.
      this.#feed({ type: "timeout", now: Math.max(this.#now, this.#at ?? this.#now) });
      return;
    }
    const input = inputFor(item, item.datagram.number, this.#now);
    if (input !== undefined) this.#feed(input);
  }

  #receive(item: FollowedDatagram): undefined {
    const datagram = this.#mode === "bytes" ? item.datagram.payload : this.#translated(item);
    if (datagram !== undefined) this.#feed({ type: "datagram", now: this.#now, datagram });
  }

  #translated(item: FollowedDatagram): Uint8Array | undefined {
    const numbering = {
      messageTag: this.#messageTag,
      recordedTag: this.#recordedTag,
      pingTag: this.#pingTag,
      rqSeqs: this.#rqSeqs,
    };
    return translateAnswer(item, numbering, this.#ends);
  }

  /** What is sent at the end and was not recorded. */
  #leftOver(): ReplayDifference | undefined {
    const [sent] = this.#sent;
    // An engine that begins anew does so in what a capture counts as another session.
    if (sent === undefined || sent.payloadType === PayloadType.openSessionRequest) return undefined;
    return { number: undefined, field: "message", recorded: "nothing", sent: describeSent(sent) };
  }

  #feed(input: Parameters<IpmiEngine["handleInput"]>[0]): void {
    // An engine whose session has ended is not asked again: what was recorded later is missing.
    if (this.#isOver) return;
    this.#now = Math.max(this.#now, input.now);
    this.#engine.handleInput(input);
    for (let output = this.#engine.pollOutput(); ; output = this.#engine.pollOutput()) {
      if (output.type === "transmit") this.#sent.push(readSent(output.datagram, this.#ends));
      else if (output.type === "event") this.#see(output.event.type);
      else {
        this.#at = output.at;
        return;
      }
    }
  }

  #see(type: string): void {
    if (type === "sessionOpened") this.#outcome = "open";
    if (type !== "sessionClosed") return;
    this.#isOver = true;
    if (this.#outcome === "open") this.#outcome = "closed";
  }

  /** Notes by what numbers the engine called what it sent. */
  #note({ kind, payloadType, payload }: SentDatagram, { datagram, read }: FollowedDatagram): void {
    if (payload === undefined) return;
    if (kind === "asf") this.#pingTag = payload[5] ?? 0;
    else if (payloadType >= PayloadType.openSessionRequest) {
      this.#messageTag = payload[0] ?? 0;
      this.#recordedTag = read?.payload?.[0] ?? 0;
    } else if (payloadType === PayloadType.ipmiMessage) this.#rqSeqs.set(datagram.number, (payload[4] ?? 0) >>> 2);
  }
}

/** By meaning the engine repeats nothing by itself: what is lost to it was lost to the recorded program. */
const patience: RetryPolicy = { firstWait: 3_600_000, factor: 1, maxWait: 3_600_000, tries: 100, jitter: 0 };

/** What the recorded remote console was configured with, as far as its handshake tells. */
function recordedConfig({ datagrams, summary }: SessionRecording): Omit<EngineConfig, "password" | "randomBytes"> {
  const role = recordedRole(datagrams);
  const level = role === undefined ? 0 : role & 0x0f;
  const { cipherSuiteId, username = new Uint8Array(0) } = summary;
  const isKnown = cipherSuiteId !== undefined && cipherSuite(cipherSuiteId) !== undefined;
  return {
    username: username.slice(0, maxUsernameLength),
    ...(isKnown ? { cipherSuites: [cipherSuiteId as CipherSuiteId] } : {}),
    dangerouslyAllowUnprotectedCipherSuites: true,
    ...(level === 0 || level > PrivilegeLevel.oem ? {} : { privilegeLevel: level as PrivilegeLevel }),
    ...(role === undefined ? {} : { nameOnlyLookup: (role & nameOnlyLookupBit) !== 0 }),
    // What was recorded is asked for when it was: nothing waits for its turn, and nothing is asked between.
    maxInFlight: 32,
    repetitionRest: 0,
    keepaliveInterval: 0,
  };
}

function recordedRole(datagrams: readonly FollowedDatagram[]): number | undefined {
  const payload = datagrams.find(({ read }) => read?.payloadType === PayloadType.rakpMessage1)?.read?.payload;
  if (payload === undefined) return undefined;
  try {
    return decodeFromBytes(rakpMessage1, payload, "recorded").role;
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

/** Of the role byte (IPMI v2.0 §13.20). */
const nameOnlyLookupBit = 0x10;
