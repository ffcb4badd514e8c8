import { createHash } from "node:crypto";

/**
 * Two engines with the same digest behave alike for ever, so they may count as one: the digest is the whole object, all
 * that is private in it included, but for what is named here. What nobody named is taken as it stands, so that to forget
 * a field can only keep states apart that are alike.
 *
 * - **Times** are taken as the distance from now. Engines only compare times with each other and with `now`, so an engine
 *   whose times are all as much later is the same engine at a later hour.
 * - **Left out** is what cannot reach any later output: counters that are only shown, what is as it was constructed, and
 *   memory that is written each time before it is read.
 * - **Functions** say nothing: those of hosts and of random sources hold the object that they were made by, and that is
 *   walked itself. Random bytes are a function of how many were drawn, which is part of the state (`CountedRandom`).
 *
 * That this is so is not left to the argument: `audit` replays schedules that lead to one state on two fresh engines.
 */
const times: ReadonlySet<string> = new Set([
  "$now",
  "$lastSentAt",
  "$lastAuthenticAt",
  "$sentAt",
  "at",
  "deadline",
  "firstSentAt",
  "lastActivityAt",
  "restUntil",
  "startedAt",
]);

const leftOut: ReadonlySet<string> = new Set([
  // As it was constructed. The users of the managed system, who are not, are walked besides.
  "$config",
  "config",
  "$dialect",
  "$handlers",
  "$faults",
  "suite",
  // Only shown, by `snapshot`.
  "$dropped",
  "$drops",
  "$executed",
  "$received",
  "$repeated",
  "$transmitted",
  // Written before it is read.
  "$scratch",
  "$workspace",
  // Never read.
  "createdAt",
]);

/** The digest of some objects at a time: SHA-256 of all that their later behaviour depends on. */
export function stateDigest(roots: readonly unknown[], now: number): string {
  return createHash("sha256").update(stateText(roots, now)).digest("base64");
}

/** What `stateDigest` is made of, to see what tells two states apart. */
export function stateText(roots: readonly unknown[], now: number): string {
  const parts: string[] = [];
  const known = new Map<object, number>();

  const write = (value: unknown, isTime: boolean): void => {
    if (typeof value === "number") parts.push(isTime && Number.isFinite(value) ? `${value - now}~` : String(value));
    else if (typeof value === "string") parts.push(JSON.stringify(value));
    else if (typeof value === "function") parts.push("fn");
    else if (typeof value === "object" && value !== null) writeObject(value, isTime);
    else parts.push(String(value));
  };

  const writeObject = (value: object, isTime: boolean): void => {
    const before = known.get(value);
    if (before !== undefined) {
      parts.push(`@${before}`);
      return;
    }
    known.set(value, known.size);
    if (ArrayBuffer.isView(value)) {
      parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex"));
    } else if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
      parts.push(value instanceof Map ? "map[" : "[");
      for (const entry of value instanceof Map ? value : value.values()) {
        if (value instanceof Map) {
          write((entry as readonly [unknown, unknown])[0], false);
          parts.push("=>");
          write((entry as readonly [unknown, unknown])[1], isTime);
        } else write(entry, isTime);
        parts.push(",");
      }
      parts.push("]");
    } else {
      parts.push(value.constructor?.name ?? "", "{");
      if (value instanceof Error) parts.push(value.name, ":", value.message, ",");
      for (const [name, each] of Object.entries(value)) {
        if (leftOut.has(name) || (name === "restUntil" && !isResting(value))) continue;
        parts.push(name, ":");
        write(each, times.has(name));
        parts.push(",");
      }
      parts.push("}");
    }
  };

  for (const root of roots) {
    write(root, false);
    parts.push("\n");
  }
  return parts.join("");
}

/** Until when an rqSeq rests is read only while it does; before, the field holds a time of long ago. */
function isResting(slot: object): boolean {
  return "state" in slot && slot.state === "resting";
}

/** Stops a run in which private state cannot be seen, where every state would look alike. */
export function requireTransparentPrivates(engine: object): void {
  if (Object.hasOwn(engine, "$now")) return;
  throw new Error("private state is out of sight: run this as `vitest run --project explore`");
}
