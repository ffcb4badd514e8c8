import { ApiMisuseError } from "@ruipmi/core";
import { CompletionCode, decodeFromBytes, decodeLanRequest, type LanRequest, sendMessage } from "@ruipmi/core/wire";
import { type Bus, deliverAnswers, forwardMessage } from "../device/bridge.ts";
import type { HandlerContext, RawAnswer, RawHandler } from "../handlers/handler.ts";
import { tryDecode } from "../try-decode.ts";
import type { Cassette, CassetteBridge, CassetteExchange, CassetteRequest } from "./cassette.ts";
import { CassetteAssertionError } from "./cassette-assertion-error.ts";
import { RecordedPieces } from "./recorded-pieces.ts";
import { pathKey, requestKey } from "./same-request.ts";
import { dataWithoutSecrets } from "./secret-data.ts";

/** A request that a cassette has no answer to. */
export interface UnknownRequest extends CassetteRequest {
  /** How often it was asked, this time included. */
  readonly times: number;
}

/** How a cassette is played. */
export interface CassettePlayerOptions {
  /** The completion code for what was not recorded, 1 to 255; C1h, Invalid Command, when left out. */
  readonly unknown?: number;
  /** `recorded`, as when left out: answers take as long as they did; `none`: they come at once. */
  readonly timing?: "recorded" | "none";
  /**
   * What comes of a request that is asked more often than it was recorded: `repeat`, as when left out: the last answer
   * again; `refuse`: it is an unknown one.
   */
  readonly exhausted?: "repeat" | "refuse";
  /**
   * What comes of a request for a piece of a record or a FRU that was recorded in other pieces: `joined`, as when left out:
   * the bytes that were read; `recorded`: it is an unknown one.
   */
  readonly pieces?: "joined" | "recorded";
  /** Hears of each unknown request. What it throws is answered FFh and reported as `handlerFailed`. */
  readonly onUnknown?: (request: UnknownRequest) => void;
}

/**
 * Answers as a recorded managed system did: by command and data, in the order of the recording; asked once more, the last
 * answer again. Reservation IDs may differ from the recorded ones, and so may passwords, and the pieces in which records
 * and FRUs are read.
 *
 * @example
 * ```ts
 * const player = new CassettePlayer(readCassette(json));
 * const bmc = new BmcEngine({ users, randomBytes, builtInCommands: "session", ...(guid && { guid }) });
 * bmc.handleRaw(player.handle);
 * // ... run what is to be tested ...
 * player.assertNothingUnknown();
 * player.assertAllAsked();
 * ```
 */
export class CassettePlayer {
  readonly #cassette: Cassette;
  readonly #options: Required<Omit<CassettePlayerOptions, "onUnknown">>;
  readonly #onUnknown: CassettePlayerOptions["onUnknown"];
  readonly #tracks = new Map<string, Track>();
  readonly #pieces: RecordedPieces;
  readonly #paths = new Set<string>();
  readonly #unknown = new Map<string, UnknownRequest>();

  /**
   * @param cassette - what to answer
   * @param options - how
   * @throws `ApiMisuseError` for a completion code that is none, or says that all is well
   */
  constructor(cassette: Cassette, { onUnknown, ...options }: CassettePlayerOptions = {}) {
    this.#cassette = cassette;
    this.#onUnknown = onUnknown;
    this.#options = {
      unknown: CompletionCode.invalidCommand,
      timing: "recorded",
      exhausted: "repeat",
      pieces: "joined",
      ...options,
    };
    const { unknown } = this.#options;
    if (!Number.isInteger(unknown) || unknown < 1 || unknown > 0xff)
      throw new ApiMisuseError("invalidArgument", `unknown is a completion code from 1 to 255, not ${unknown}`);
    this.#pieces = new RecordedPieces(this.#options.pieces === "joined" ? cassette.exchanges : []);
    for (const exchange of cassette.exchanges) {
      const key = requestKey(exchange);
      const track = this.#tracks.get(key);
      if (track === undefined) this.#tracks.set(key, { exchanges: [exchange], next: 0 });
      else track.exchanges.push(exchange);
      if (exchange.bridge !== undefined) this.#paths.add(pathKey(exchange.bridge));
    }
  }

  /** What {@link BmcEngine.handleRaw} takes; of a managed system that has `builtInCommands: "session"`. */
  readonly handle: RawHandler = ({ netFn, cmd, data }, context) => {
    if (netFn === sendMessage.netFn && cmd === sendMessage.cmd) {
      const bridged = bridgedRequest(data);
      if (bridged !== undefined) return this.#forward(data, bridged, context);
    }
    return this.#answer({ netFn, cmd, ...lunOf(context.message), data });
  };

  /** What was recorded and not asked yet, in the order of the recording. */
  get unasked(): readonly CassetteExchange[] {
    const unasked = new Set([...this.#tracks.values()].flatMap(({ exchanges, next }) => exchanges.slice(next)));
    return this.#cassette.exchanges.filter((exchange) => unasked.has(exchange));
  }

  /** What was asked and not recorded, each kind once, in the order of first asking; the first thousand kinds. */
  get unknown(): readonly UnknownRequest[] {
    return [...this.#unknown.values()];
  }

  /** @throws {@link CassetteAssertionError} that lists what was recorded and not asked */
  assertAllAsked(): void {
    const { unasked } = this;
    if (unasked.length > 0) throw new CassetteAssertionError(countText(unasked, "recorded", "not asked"), unasked);
  }

  /** @throws {@link CassetteAssertionError} that lists what was asked and not recorded */
  assertNothingUnknown(): void {
    const { unknown } = this;
    if (unknown.length > 0) throw new CassetteAssertionError(countText(unknown, "", "asked and not recorded"), unknown);
  }

  #answer(request: CassetteRequest): RawAnswer {
    const exchange = this.#next(request);
    if (exchange === undefined) return { completionCode: this.#options.unknown };
    const { completionCode, response: data, delay } = exchange;
    return { completionCode, data, delay: this.#options.timing === "none" ? 0 : delay };
  }

  /** What the recording has next for this request; `undefined`, and noted, where it has nothing. */
  #next(request: CassetteRequest): CassetteExchange | undefined {
    const key = requestKey(request);
    const track = this.#tracks.get(key);
    const exchange = track?.exchanges[track.next];
    if (track !== undefined && exchange !== undefined) {
      track.next += 1;
      return exchange;
    }
    if (track !== undefined && this.#options.exhausted === "repeat") return track.exchanges.at(-1);
    const joined = track === undefined ? this.#pieces.answer(request) : undefined;
    if (joined === undefined) this.#note(key, request);
    return joined;
  }

  #note(key: string, request: CassetteRequest): void {
    const unknown = { ...request, data: dataWithoutSecrets(request), times: (this.#unknown.get(key)?.times ?? 0) + 1 };
    if (this.#unknown.has(key) || this.#unknown.size < mostUnknown) this.#unknown.set(key, unknown);
    this.#onUnknown?.(unknown);
  }

  /** A request for a controller behind the bridge: its answer travels as the recorded ones did. */
  #forward(data: Uint8Array, { bridge, ...request }: BridgedRequest, context: HandlerContext): RawAnswer {
    const { bridgeMode } = this.#cassette;
    const exchange = this.#next({ ...request, bridge });
    const isKnownPath = this.#paths.has(pathKey(bridge));
    const delay = this.#options.timing === "none" ? 0 : (exchange?.delay ?? 0);
    // Nobody recorded whether there is such a controller: the managed system itself says that it does not know.
    const refusedBy = exchange === undefined && !isKnownPath ? "managedSystem" : exchange?.bridge?.refusedBy;
    const completionCode = exchange?.completionCode ?? this.#options.unknown;
    const answer: RawAnswer = { completionCode, data: exchange?.response ?? new Uint8Array(0), delay };
    if (refusedBy === "managedSystem") return answer;
    const last: Bus = () => (refusedBy === "transit" ? completionCode : { execute: () => answer, bus: last });
    const first: Bus = bridge.transitAddress === undefined ? last : () => ({ execute: () => answer, bus: last });
    const sent = decodeFromBytes(sendMessage.request, data, sendMessage.name);
    const forwarded = forwardMessage(first, bridgeMode, sent);
    deliverAnswers(forwarded, bridgeMode, context);
    return {
      completionCode: forwarded.completionCode,
      data: forwarded.acknowledgement,
      delay: forwarded.delay,
    };
  }
}

interface Track {
  /** The recorded exchanges of one request. */
  readonly exchanges: CassetteExchange[];
  /** Which answer is next. */
  next: number;
}

interface BridgedRequest extends CassetteRequest {
  readonly bridge: CassetteBridge;
}

/** So many kinds of unknown requests are remembered. */
const mostUnknown = 1000;

/** The request that goes over the bridge, one hop or two; `undefined` where the data is no such thing. */
function bridgedRequest(data: Uint8Array): BridgedRequest | undefined {
  const first = hop(data);
  if (first === undefined) return undefined;
  const isFurther = first.message.netFn === sendMessage.netFn && first.message.cmd === sendMessage.cmd;
  if (!isFurther) return requestAt(first.message, { channel: first.channel, address: first.message.rsAddr });
  const second = hop(first.message.data);
  if (second === undefined) return undefined;
  return requestAt(second.message, {
    channel: second.channel,
    address: second.message.rsAddr,
    transitChannel: first.channel,
    transitAddress: first.message.rsAddr,
  });
}

function requestAt(message: LanRequest, bridge: CassetteBridge): BridgedRequest {
  const { netFn, cmd, data } = message;
  return { netFn, cmd, ...lunOf(message), data, bridge };
}

function hop(data: Uint8Array): { readonly channel: number; readonly message: LanRequest } | undefined {
  return tryDecode(() => {
    const { channelNumber, message } = decodeFromBytes(sendMessage.request, data, sendMessage.name);
    return { channel: channelNumber, message: decodeLanRequest(message) };
  });
}

function lunOf({ rsLun }: LanRequest): { readonly lun?: number } {
  return rsLun === 0 ? {} : { lun: rsLun };
}

function countText(requests: readonly unknown[], which: string, what: string): string {
  const noun = requests.length === 1 ? "request was" : "requests were";
  return [requests.length, which, noun, what].filter((part) => part !== "").join(" ");
}
