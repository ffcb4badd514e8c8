import type { FileInMaking, Io } from "../io.ts";

/** Where decrypted packets go: a file that has its name once it is whole, or standard output for `-`. */
export function decryptedFile(io: Io, path: string): FileInMaking {
  if (path !== "-") return io.makeFile(path);
  return {
    write: (bytes) => io.stdout.writeBytes(bytes),
    finish: () => undefined,
    abandon: () => undefined,
  };
}
