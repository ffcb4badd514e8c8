import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CaptureReader, type Credentials, DatagramFinder, explain, SessionFollower } from "@ruipmi/capture";
import { cryptoAlone } from "./crypto-alone.ts";
import { GeneratedCapture } from "./generated-capture.ts";
import { recordTraffic, user } from "./recorded-traffic.ts";

export const captureUsage = `pnpm bench capture [--json] [--megabytes N] [--explain]
  --json         one JSON document instead of the text
  --megabytes N  how long the capture is, 1 to 100000; 1000 when left out
  --explain      every message is explained too, by the catalogue`;

const chunkLength = 65_536;
const megabyte = 1_000_000;
/** Cryptography alone is done once for so many parts that are read. */
const partsForOneCrypto = 4;
/** How often memory is looked at, in bytes of the capture. */
const memoryStep = 100 * megabyte;

/** What a run is. */
export interface CaptureOptions {
  readonly json: boolean;
  readonly megabytes: number;
  readonly explain: boolean;
}

/** What came of reading. */
interface Reading {
  readonly bytes: number;
  readonly packets: number;
  readonly decrypted: number;
  readonly sessions: number;
  /** Without the time that making the capture took. */
  readonly seconds: number;
  /** Packets a second by cryptography alone, measured by turns with reading: both meet the same moods of the machine. */
  readonly cryptoRate: number;
  /** Megabytes of heap in use, after a collection: when 100 MB were read, and the most at any 100 MB after. */
  readonly heapEarly: number;
  readonly heapLate: number;
  /** Megabytes of the process, at most: up to 100 MB, and up to the end. */
  readonly residentEarly: number;
  readonly residentLate: number;
}

/**
 * Reads a generated capture as a stream, with the credentials: every packet's AuthCode is verified, every payload
 * decrypted, every answer matched. Set against the cryptography of the same packets alone.
 */
export function benchCapture(options: CaptureOptions): void {
  const traffic = recordTraffic();
  const capture = new GeneratedCapture(traffic);
  const reading = read(capture, cryptoAlone(traffic), options);
  report(options, reading);
}

/** Reads the command line behind `capture`; throws an `Error` for what it does not know. */
export function readCaptureOptions(args: readonly string[]): CaptureOptions {
  const { values } = parseArgs({
    args: args.filter((argument) => argument !== "--"),
    options: {
      json: { type: "boolean", default: false },
      megabytes: { type: "string", default: "1000" },
      explain: { type: "boolean", default: false },
    },
  });
  const megabytes = Number(values.megabytes);
  if (!(megabytes >= 1 && megabytes <= 100_000)) {
    throw new Error(`--megabytes is 1 to 100000, not ${values.megabytes}`);
  }
  return { json: values.json, megabytes, explain: values.explain };
}

function read(
  capture: GeneratedCapture,
  runCrypto: () => number,
  { megabytes, explain: explains }: CaptureOptions,
): Reading {
  const credentials: Credentials = { users: [user], kgs: [] };
  const reader = new CaptureReader();
  const finder = new DatagramFinder();
  const follower = new SessionFollower({ credentials });
  let [bytes, packets, decrypted, sessions, elapsed] = [0, 0, 0, 0, 0];
  let [heapEarly, heapLate, residentEarly, residentLate] = [0, 0, 0, 0];
  const collectGarbage = garbageCollector();
  let nextLook = Math.min(memoryStep, megabytes * megabyte);
  const take = (chunk: Uint8Array): void => {
    for (const item of reader.push(chunk)) {
      if (item.type === "note") throw new Error(item.text);
      packets += 1;
      const datagram = finder.find(item);
      if (datagram === undefined || "type" in datagram) throw new Error("every packet is a datagram");
      for (const followed of follower.follow(datagram)) {
        if (followed.type === "session") {
          sessions += 1;
          if (followed.session.wrongCodes > 0) throw new Error("a code is wrong");
          continue;
        }
        if (followed.read?.decrypted === true) decrypted += 1;
        if (explains) explain(followed);
      }
    }
  };
  let [cryptoRuns, cryptoSeconds] = [0, 0];
  take(capture.header());
  for (let parts = 0; bytes < megabytes * megabyte; parts++) {
    if (parts % partsForOneCrypto === 0) {
      cryptoSeconds += runCrypto();
      cryptoRuns += 1;
    }
    const part = capture.next();
    const started = performance.now();
    for (let at = 0; at < part.length; at += chunkLength) take(part.subarray(at, at + chunkLength));
    elapsed += performance.now() - started;
    bytes += part.length;
    residentLate = Math.max(residentLate, process.memoryUsage().rss / megabyte);
    if (bytes <= memoryStep) residentEarly = residentLate;
    if (bytes < nextLook) continue;
    nextLook += memoryStep;
    collectGarbage();
    heapLate = Math.max(heapLate, process.memoryUsage().heapUsed / megabyte);
    if (heapEarly === 0) heapEarly = heapLate;
  }
  sessions += [...follower.end()].length;
  return {
    bytes,
    packets,
    decrypted,
    sessions,
    seconds: elapsed / 1000,
    cryptoRate: (cryptoRuns * capture.packets) / cryptoSeconds,
    heapEarly,
    heapLate,
    residentEarly,
    residentLate,
  };
}

function report({ json, explain: explains }: CaptureOptions, reading: Reading): void {
  const { bytes, packets, decrypted, sessions, seconds, cryptoRate } = reading;
  const rate = packets / seconds;
  if (json) {
    console.log(JSON.stringify({ ...reading, packetsPerSecond: rate, ratio: cryptoRate / rate, explains }));
    return;
  }
  const memory = (value: number): string => `${value.toFixed(0)} MB`;
  console.log(
    [
      `ruipmi bench capture: Node ${process.versions.node}; ${(bytes / megabyte).toFixed(0)} MB, suites 3 and 17 in equal parts`,
      `packets        ${packets}, of which ${decrypted} decrypted; ${sessions} sessions${explains ? "; all explained" : ""}`,
      `reading        ${seconds.toFixed(1)} s: ${(bytes / megabyte / seconds).toFixed(1)} MB/s, ${rate.toFixed(0)} packets/s`,
      `crypto alone   ${cryptoRate.toFixed(0)} packets/s: the same packets' keys, AuthCodes and AES-CBC`,
      `ratio          ${(cryptoRate / rate).toFixed(2)} (reading takes so many times as long)`,
      `heap           ${memory(reading.heapEarly)} in use when 100 MB were read, ${memory(reading.heapLate)} at most afterwards`,
      `resident       at most ${memory(reading.residentEarly)} up to 100 MB, ${memory(reading.residentLate)} up to the end`,
    ].join("\n"),
  );
}

/** What collects garbage, which Node gives out on demand only. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
