import { pipeline, Readable } from "node:stream";
import { constants, createGunzip } from "node:zlib";

/**
 * The bytes of a capture as they come: those of a file compressed with gzip decompressed, which its first bytes tell.
 *
 * @param onDamage - hears in words that the rest of a compressed file cannot be read; what came before was given
 */
export async function* capturePieces(
  pieces: AsyncIterable<Uint8Array>,
  onDamage: (text: string) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = pieces[Symbol.asyncIterator]();
  try {
    const start = await firstBytes(source);
    const rest = { [Symbol.asyncIterator]: () => following(start, source) };
    if (start[0] === 0x1f && start[1] === 0x8b) yield* decompressed(rest, onDamage);
    else yield* rest;
  } finally {
    await source.return?.();
  }
}

/** Enough to tell what it is: two bytes, or all there are. */
async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < 2) {
    const next = await source.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return start;
}

async function* following(
  start: Uint8Array,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield start;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

async function* decompressed(
  pieces: AsyncIterable<Uint8Array>,
  onDamage: (text: string) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  // A file that was cut is read up to where it was: that its last packet is not whole is seen by who reads it.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1 << 18 });
  pipeline(Readable.from(pieces), gunzip, () => {
    // Whatever went wrong is thrown by the loop below.
  });
  try {
    yield* gunzip;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!code.startsWith("Z_")) throw error;
    onDamage("the compressed file is damaged from about here on, and the rest of it cannot be read");
  }
}
