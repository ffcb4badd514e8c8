import type { Quirk } from "../engine/quirks.ts";
import { ConsoleError, MalformedMessageError, RefusalError } from "../errors.ts";
import { type ActivatePayloadResponse, activatePayload } from "../messages/activate-payload.ts";
import { deactivatePayload } from "../messages/deactivate-payload.ts";
import { getPayloadActivationStatus } from "../messages/get-payload-activation-status.ts";
import { call, type Procedure } from "../messages/procedure.ts";
import { encodeSolActivation, SolAlertBehavior } from "../messages/sol-activation.ts";
import { PayloadType } from "../wire/payload-types.ts";
import { solPayloadSizes } from "./config.ts";
import { describeHolder, findSolHolder } from "./sol-holder.ts";

/** How a serial console is opened. */
export interface OpenSolOptions {
  /** Which of the machine's serial consoles, 1–15; 1, nearly always the only one, when left out. */
  readonly instance?: number;
  /** The UDP port that the session goes to; where it is not said, nobody can tell that the console is at another. */
  readonly port?: number;
  /** Whether the session's cipher suite encrypts, so that the console is encrypted too; true when left out. */
  readonly encryption?: boolean;
  /** Whether the session's cipher suite has integrity, so that the console has too; true when left out. */
  readonly authentication?: boolean;
  /** What happens to serial/modem alerts while it is open, 0 fail, 1 wait, 2 succeed; they wait when left out. */
  readonly serialAlertBehavior?: number;
  /** Ends the console of another session that has it. Off by default: nobody's console is taken unasked. */
  readonly takeOver?: boolean;
  /** The managed system's ID of this session: a console that was left active in it is nobody else's, and is taken again. */
  readonly managedSystemSessionId?: number;
  /** What is known of the managed system's dialect. */
  readonly quirks?: readonly Quirk[];
}

/** A serial console that is active in this session. */
export interface OpenedSol {
  /** Which it is, 1–15. */
  readonly instance: number;
  /** The most bytes of one payload to the managed system, its header included, 5–259: for {@link SolEngine}. */
  readonly inboundPayloadSize: number;
  /** The UDP port as the managed system said it. */
  readonly udpPort: number;
}

/**
 * Opens a serial console in the session (IPMI v2.0 §24.1): looks whether it is free, activates it, and looks at the answer.
 *
 * @throws `ConsoleError` `consoleInUse` when another session has it, with who, as far as the managed system says;
 * `consoleElsewhere` when it is at another UDP port; `RefusalError` for other refusals; `MalformedMessageError` for
 * payload sizes that cannot be
 */
export function* openSol(options: OpenSolOptions = {}): Procedure<OpenedSol> {
  const instance = options.instance ?? 1;
  const quirks = new Set(options.quirks);
  const isTaken = !quirks.has("solstatus") && (yield* isActive(instance));
  if (isTaken) yield* makeWay(instance, options);
  const activated = yield* activate(instance, options);
  try {
    return {
      instance,
      inboundPayloadSize: quirks.has("solpayloadsize") ? cautiousPayloadSize : payloadSize(activated),
      udpPort: quirks.has("solport") ? activated.udpPort : requirePort(activated.udpPort, options.port),
    };
  } catch (error) {
    yield* closeSol(instance);
    throw error;
  }
}

/** Gives a serial console back. It may be gone already, and whoever leaves need not hear of it: no refusal is thrown. */
export function* closeSol(instance: number): Procedure<void> {
  const payload = { payloadType: PayloadType.serialOverLan, payloadInstance: instance };
  try {
    yield* call(deactivatePayload, { ...payload, auxiliaryData: new Uint8Array(4) });
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
  }
}

/** Another session has the console (IPMI v2.0 table 24-2). */
const alreadyActive = 0x80;

/** What every managed system takes, where its own word is not to be trusted (quirk solpayloadsize). */
const cautiousPayloadSize = 68;

/** A managed system that does not say counts as free: Activate Payload will tell. */
function* isActive(instance: number): Procedure<boolean> {
  try {
    const status = yield* call(getPayloadActivationStatus, { payloadType: PayloadType.serialOverLan });
    return status.activeInstances.includes(instance);
  } catch (error) {
    if (error instanceof RefusalError || error instanceof MalformedMessageError) return false;
    throw error;
  }
}

function* activate(instance: number, options: OpenSolOptions): Procedure<ActivatePayloadResponse> {
  const auxiliaryData = encodeSolActivation({
    encryption: options.encryption ?? true,
    authentication: options.authentication ?? true,
    testMode: false,
    serialAlertBehavior: options.serialAlertBehavior ?? SolAlertBehavior.deferred,
    startupHandshake: false,
  });
  const request = { payloadType: PayloadType.serialOverLan, payloadInstance: instance, auxiliaryData };
  try {
    return yield* call(activatePayload, request);
  } catch (error) {
    if (!(error instanceof RefusalError) || error.completionCode !== alreadyActive) throw error;
    yield* makeWay(instance, options);
    return yield* call(activatePayload, request);
  }
}

/** Ends the console of whoever has it, if that is wanted, or it is our own; else says who has it. */
function* makeWay(instance: number, { takeOver = false, managedSystemSessionId }: OpenSolOptions): Procedure<void> {
  if (takeOver) return yield* closeSol(instance);
  const holder = yield* findSolHolder(instance);
  if (holder !== undefined && holder.sessionId === managedSystemSessionId) return yield* closeSol(instance);
  const who = holder === undefined ? "another session" : describeHolder(holder);
  throw new ConsoleError(
    "consoleInUse",
    `the serial console is in use by ${who}: end it there, or take it over`,
    holder,
  );
}

/** A size that cannot be is said; one that is more than a packet holds is as good as the most. */
function payloadSize({ inboundPayloadSize: size }: ActivatePayloadResponse): number {
  const { least, most } = solPayloadSizes;
  const swapped = swapBytes(size);
  // Some send the high byte first: no packet is as long as that says.
  if (size > most && swapped >= least && swapped <= most) return swapped;
  if (size >= least) return Math.min(size, most);
  const problem = `is ${size}, and a packet has ${least} to ${most} bytes; the quirk solpayloadsize ignores it`;
  throw new MalformedMessageError("Activate Payload response: inboundPayloadSize", 4, problem);
}

function requirePort(said: number, port: number | undefined): number {
  // Some send the high byte first: what then is our own port is what they mean.
  if (port === undefined || said === port || swapBytes(said) === port) return port ?? said;
  throw new ConsoleError(
    "consoleElsewhere",
    `the managed system has its serial console at UDP port ${said}, and this session goes to port ${port}; connect to port ${said}, or ignore what it says with the quirk solport`,
  );
}

function swapBytes(value: number): number {
  return ((value & 0xff) << 8) | (value >>> 8);
}
