import type { Measurement } from "./measure.ts";

/** What the reader of the table has to know first. */
export function header(seconds: number): string {
  return [
    `ruipmi bench: Node ${process.versions.node}, V8 ${process.versions.v8}, OpenSSL ${process.versions.openssl}, ${process.arch}; about ${seconds} s`,
    "ours: ruipmi. theirs: the same done with node:crypto. Both by turns in short rounds, after a warm-up.",
    "seal-open, packets: one Get SDR request sealed and its response opened (18 bytes of data); handshake: see handshake.ts",
    "µs: the median round, for one operation. ratio: the median of ours/theirs of each round; 10 % of the rounds",
    "are below low and 10 % above high. At or under 1 ruipmi is the faster one.",
    "",
    row(["name", "ours µs", "theirs µs", "ratio", "low–high", "rounds"]),
  ].join("\n");
}

export function tableRow({ name, ours, theirs, ratio, low, high, rounds }: Measurement): string {
  const spread = `${low.toFixed(2)}–${high.toFixed(2)}`;
  return row([name, ours.toFixed(2), theirs.toFixed(2), ratio.toFixed(2), spread, String(rounds)]);
}

export function jsonLine({ name, ratio, low, high, ours, theirs, rounds }: Measurement): string {
  const [oursMicroseconds, theirsMicroseconds] = [round(ours), round(theirs)];
  return JSON.stringify({
    name,
    ratio: round(ratio),
    low: round(low),
    high: round(high),
    oursMicroseconds,
    theirsMicroseconds,
    rounds,
  });
}

function row([name, ...cells]: readonly string[]): string {
  return (name ?? "").padEnd(20) + cells.map((cell) => cell.padStart(11)).join("");
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
