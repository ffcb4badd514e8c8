import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { HashState } from "../../src/crypto/hash-functions.ts";
import { Haystack } from "./haystack.ts";

/** What of the secrets is still in memory. */
export interface Remains {
  /** Which secret, in which form; one for each secret, not for each array. */
  readonly secrets: string[];
  /** How many states of hash functions hold something else than nothing, or their beginning. */
  readonly hashes: number;
  /** How many states of RC4 are left: tables of 256 bytes, each there once. */
  readonly streams: number;
}

/**
 * Holds on to every array of bytes that is made while it watches, and to every state of a hash function, so that a test
 * can look afterwards at memory that nobody else can reach any more. What other code of the test makes is left out with
 * {@link MemoryWatch.unwatched}. One at a time; ends with {@link MemoryWatch.end}.
 *
 * Numbers of JavaScript itself, such as those in a register or on the stack, it does not see.
 */
export class MemoryWatch {
  readonly #buffers = new Set<ArrayBufferLike>();
  readonly #states = new Set<HashState>();
  readonly #undo: (() => void)[] = [];
  #isWatching: boolean;

  /** @param isWatching - whether all is watched but what {@link unwatched} leaves out, or only what {@link watched} takes in */
  constructor(isWatching = true) {
    this.#isWatching = isWatching;
    for (const kind of ["Uint8Array", "Uint32Array"] as const) this.#watchArrays(kind);
    for (const hash of [md5, sha1, sha256]) this.#watchStates(hash.create());
  }

  /** How many arrays it holds. */
  get size(): number {
    return this.#buffers.size;
  }

  /** Does something that is not the business of who is watched. */
  readonly unwatched = <T>(work: () => T): T => this.#while(false, work);

  /** Inside of what is not watched, does something that is. */
  readonly watched = <T>(work: () => T): T => this.#while(true, work);

  /** What is left in all that was made so far. */
  remains(secrets: Readonly<Record<string, Uint8Array | undefined>>, window?: number): Remains {
    return this.unwatched(() => {
      const haystack = new Haystack();
      for (const buffer of this.#buffers) haystack.keep(buffer);
      return {
        secrets: haystack.find(secrets, window === undefined ? {} : { window }),
        hashes: [...this.#states].filter((state) => !isSpent(state)).length,
        streams: [...this.#buffers].filter(isPermutation).length,
      };
    });
  }

  /** Gives everything back as it was. */
  end(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#buffers.clear();
    this.#states.clear();
  }

  #while<T>(isWatching: boolean, work: () => T): T {
    const was = this.#isWatching;
    this.#isWatching = isWatching;
    try {
      return work();
    } finally {
      this.#isWatching = was;
    }
  }

  #watchArrays(name: "Uint8Array" | "Uint32Array"): void {
    const kind = globalThis[name] as Uint8ArrayConstructor;
    const keep = (array: Uint8Array): Uint8Array => {
      if (this.#isWatching) this.#buffers.add(array.buffer);
      return array;
    };
    const watched: Uint8ArrayConstructor = new Proxy(kind, {
      construct: (target, args, newTarget) =>
        keep(Reflect.construct(target, args, newTarget === watched ? target : newTarget)),
    });
    this.#replace(globalThis, name, watched);
    for (const method of copyingMethods) this.#wrap(kind.prototype, method, keep);
    for (const maker of ["from", "of"]) this.#wrap(kind, maker, keep);
  }

  /** Every state that takes something in, or becomes a copy of one that did. States are used again, also by others. */
  #watchStates(state: HashState): void {
    const keep = (made: HashState): HashState => {
      if (this.#isWatching) this.#states.add(made);
      else this.#states.delete(made);
      return made;
    };
    for (const method of ["_cloneInto", "clone", "update"]) this.#wrap(Object.getPrototypeOf(state), method, keep);
  }

  #wrap<Made>(owner: object, name: string, keep: (made: Made) => Made): void {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== "function") return;
    this.#replace(owner, name, function (this: unknown, ...args: unknown[]): Made {
      return keep(Reflect.apply(original, this, args));
    });
  }

  #replace(owner: object, name: string, value: unknown): void {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: false });
    this.#undo.push(() => {
      if (own === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, own);
    });
  }
}

/** What of an array makes another with its bytes. */
const copyingMethods = ["slice", "map", "filter", "with", "toReversed", "toSorted"];

/** Whether a state holds no input: all of it is zero, or it is at its beginning. */
function isSpent(state: HashState): boolean {
  const { buffer, length, get } = state as unknown as NobleState;
  const isEmpty = buffer.every((byte) => byte === 0);
  return isEmpty && (length === 0 || get.call(state).every((word) => word === 0));
}

/** The fields of noble's that tell what a state holds. */
interface NobleState {
  readonly buffer: Uint8Array;
  readonly length: number;
  get(): readonly number[];
}

function isPermutation(buffer: ArrayBufferLike): boolean {
  return buffer.byteLength === 256 && new Set(new Uint8Array(buffer)).size === 256;
}
