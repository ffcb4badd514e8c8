/** What plays the machine behind the serial port: `echo` types back what it is sent, `none` leaves it to `onInput`. */
export type SerialConsole = "echo" | "none";

/** The machine's serial port: plain state, to be read and set at any time. */
export interface SerialPortState {
  /** What plays the machine; both call `onInput`. */
  console: SerialConsole;
  /** What `echo` prints to whoever activates SOL while power is on, and when power comes on; ASCII. */
  banner: string;
  /** What `echo` prints behind the banner and after each line typed; ASCII. */
  prompt: string;
  /** Hears what the machine reads: the characters that were typed. The array is its own. */
  onInput: ((characters: Uint8Array) => void) | undefined;
  /** Hears a break from the remote console. */
  onBreak: (() => void) | undefined;
  /** Whether the machine reads what was typed; else it stays in `input`, and there is less and less room. */
  reads: boolean;
  /** What was typed and the machine has not read. */
  input: Uint8Array;
  /** How many characters `input` holds; what does not fit is not accepted, and the remote console sends it again. */
  inputCapacity: number;
  /** What the machine printed and no packet has carried. */
  output: Uint8Array;
  /** How many characters `output` holds; of more the oldest are lost. */
  outputCapacity: number;
  /** Whether characters were lost since a packet last said so. */
  overrun: boolean;
  /** Whether the machine sent a break that no packet has told of; to be set by who plays the machine. */
  breakDetected: boolean;
}

/** A serial port with a login prompt behind it that echoes what is typed. */
export function createSerialPort(options: Partial<SerialPortState> = {}): SerialPortState {
  return {
    console: "echo",
    banner: "\r\nruipmi simulated server, serial console ttyS0\r\n\r\n",
    prompt: "server login: ",
    onInput: undefined,
    onBreak: undefined,
    reads: true,
    input: new Uint8Array(0),
    inputCapacity: 1024,
    output: new Uint8Array(0),
    outputCapacity: 4096,
    overrun: false,
    breakDetected: false,
    ...options,
  };
}

/**
 * The machine prints: the characters wait for a packet, and the oldest give way when there are too many. Where the
 * engine is driven by a server, its `wake` sends them.
 *
 * @returns how many characters were lost
 *
 * @example
 * ```ts
 * writeSerial(bmc.device.sol.serial, Uint8Array.of(0x6f, 0x6b, 0x0d, 0x0a));
 * server.wake();
 * ```
 */
export function writeSerial(port: SerialPortState, characters: Uint8Array): number {
  const all = concat(port.output, characters);
  const lost = Math.max(0, all.length - port.outputCapacity);
  port.output = lost === 0 ? all : all.slice(lost);
  if (lost > 0) port.overrun = true;
  return lost;
}

/** Somebody types: as much as there is room for. Returns how many characters were accepted. */
export function typeSerial(port: SerialPortState, characters: Uint8Array): number {
  const accepted = Math.min(characters.length, Math.max(0, port.inputCapacity - port.input.length));
  if (accepted > 0) port.input = concat(port.input, characters.subarray(0, accepted));
  return accepted;
}

/** The machine reads what was typed, if it does; throws what `onInput` throws. */
export function readSerial(port: SerialPortState): void {
  if (!port.reads || port.input.length === 0) return;
  const characters = port.input;
  port.input = nothing;
  if (port.console === "echo") echo(port, characters);
  port.onInput?.(characters.slice());
}

/** Takes up to so many characters of what the machine printed. */
export function takeSerialOutput(port: SerialPortState, most: number): Uint8Array {
  const characters = port.output.slice(0, most);
  port.output = port.output.slice(characters.length);
  return characters;
}

/** Puts characters back that were not accepted, in front of the others. */
export function untakeSerialOutput(port: SerialPortState, characters: Uint8Array): void {
  const later = port.output;
  port.output = characters.slice();
  writeSerial(port, later);
}

/**
 * Somebody activated SOL: the echo begins anew; what another machine printed before is still there to be read.
 *
 * @param powerIsOn - whether there is somebody to greet
 */
export function openSerial(port: SerialPortState, powerIsOn: boolean): void {
  if (port.console === "echo") port.output = nothing;
  if (powerIsOn) greetSerial(port);
}

/** Power came on: the echo prints its banner. */
export function greetSerial(port: SerialPortState): void {
  if (port.console === "echo") writeSerial(port, ascii(port.banner + port.prompt));
}

/** The remote console sends a break; throws what `onBreak` throws. */
export function breakSerial(port: SerialPortState): void {
  if (port.console === "echo") writeSerial(port, ascii(`\r\n[break]\r\n${port.prompt}`));
  port.onBreak?.();
}

const nothing = new Uint8Array(0);
const backspace = 0x08;
const carriageReturn = 0x0d;
const deleted = 0x7f;

function echo(port: SerialPortState, characters: Uint8Array): void {
  const echoed: number[] = [];
  for (const character of characters) {
    if (character === carriageReturn) echoed.push(...ascii(`\r\n${port.prompt}`));
    else if (character === backspace || character === deleted) echoed.push(...ascii("\b \b"));
    else echoed.push(character);
  }
  writeSerial(port, Uint8Array.from(echoed));
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
