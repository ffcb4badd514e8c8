import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { FakeIo } from "../../../packages/cli/test/support/fake-io.ts";

/** An outside world whose relative paths are in a folder, for `run` of `@ruipmi/cli` in this process. */
export class FolderIo extends FakeIo {
  readonly #folder: string;

  constructor(folder: string, env: Record<string, string>) {
    super({ env });
    this.#folder = folder;
  }

  override readFile(path: string): Uint8Array {
    return readFileSync(resolve(this.#folder, path));
  }

  override writeFile(path: string, bytes: Uint8Array): void {
    writeFileSync(resolve(this.#folder, path), bytes);
  }
}
