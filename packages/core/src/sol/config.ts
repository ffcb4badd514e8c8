import { quirks as knownQuirks, type Quirk } from "../engine/quirks.ts";
import { type RetryPolicy, resolveRetryPolicy } from "../engine/retry-policy.ts";
import type { Millis } from "../engine/types.ts";
import { ApiMisuseError } from "../errors.ts";
import { MAXIMUM_SOL_CHARACTERS, SOL_HEADER_LENGTH } from "../wire/sol-payload.ts";

/** What a serial console needs to know. */
export interface SolConfig {
  /**
   * The most bytes of one payload to the managed system, the four of its header included, 5 to 259: what its answer to
   * Activate Payload says (IPMI v2.0 table 24-2). More is sent in several.
   */
  readonly inboundPayloadSize: number;
  /** Characters that may wait to be sent, 255 to 1048576; 16384 by default. One more is refused with `queueFull`. */
  readonly sendBuffer?: number;
  /** Characters that may be received and not consumed, 255 to 16777216; 65536 by default. More is refused until there is room. */
  readonly receiveWindow?: number;
  /** When a packet without an acknowledgement is sent again; {@link defaultSolRetryPolicy} where left out. Its jitter is not used. */
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds without a payload after which a `silent` event asks to look; 30000 by default, 0 for never. */
  readonly silenceInterval?: Millis;
  /** What is known of the managed system's dialect. */
  readonly quirks?: readonly Quirk[];
}

/** Ten tries at half a second, one second, then two: a console that is not acknowledged counts as lost after 17.5 seconds. */
export const defaultSolRetryPolicy: RetryPolicy = { firstWait: 500, factor: 2, maxWait: 2000, tries: 10, jitter: 0 };

/** The least and the most that a payload size can be: a header and 1 to 255 characters (IPMI v2.0 table 15-2). */
export const solPayloadSizes: {
  /** Bytes. */
  readonly least: number;
  /** Bytes. */
  readonly most: number;
} = { least: SOL_HEADER_LENGTH + 1, most: SOL_HEADER_LENGTH + MAXIMUM_SOL_CHARACTERS };

/** A checked configuration with nothing left to default. */
export interface ResolvedSolConfig {
  readonly charactersPerPacket: number;
  readonly sendBuffer: number;
  readonly receiveWindow: number;
  readonly retry: RetryPolicy;
  readonly silenceInterval: Millis;
  readonly quirks: ReadonlySet<Quirk>;
}

/**
 * Checks a configuration and fills in the defaults.
 *
 * @throws {@link ApiMisuseError} that names the field and what it may be
 */
export function resolveSolConfig(config: SolConfig): ResolvedSolConfig {
  const { least, most } = solPayloadSizes;
  const size = requireWhole("inboundPayloadSize", config.inboundPayloadSize, least, most);
  const unknown = config.quirks?.find((quirk) => !knownQuirks.includes(quirk));
  if (unknown !== undefined) throw misuse(`quirks: ${String(unknown)} is not one of ${knownQuirks.join(", ")}`);
  return {
    charactersPerPacket: size - SOL_HEADER_LENGTH,
    sendBuffer: requireWhole("sendBuffer", config.sendBuffer ?? 16_384, MAXIMUM_SOL_CHARACTERS, 1 << 20),
    receiveWindow: requireWhole("receiveWindow", config.receiveWindow ?? 65_536, MAXIMUM_SOL_CHARACTERS, 1 << 24),
    retry: resolveRetryPolicy(config.retry ?? {}, defaultSolRetryPolicy),
    silenceInterval: requireInterval(config.silenceInterval ?? 30_000),
    quirks: new Set(config.quirks),
  };
}

function requireWhole(field: string, value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw misuse(`${field} is a whole number from ${low} to ${high}, not ${value}`);
}

function requireInterval(value: Millis): Millis {
  if (value === 0 || (value >= 1 && value <= 86_400_000)) return value;
  throw misuse(`silenceInterval is 0 or 1 to 86400000 milliseconds, not ${value}`);
}

function misuse(message: string): ApiMisuseError {
  return new ApiMisuseError("invalidArgument", message);
}
