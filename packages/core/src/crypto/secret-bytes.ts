const REDACTED = "[redacted]";

/**
 * A password or key that does not print: every way to turn it into text gives `[redacted]`.
 *
 * @example
 * ```ts
 * const password = new SecretBytes(bytes);
 * console.log(`${password}`, JSON.stringify({ password })); // [redacted] {"password":"[redacted]"}
 * password.wipe();
 * ```
 */
export class SecretBytes {
  readonly #bytes: Uint8Array;

  /** @param bytes - the secret; copied, so the caller may wipe its own */
  constructor(bytes: Uint8Array) {
    this.#bytes = Uint8Array.from(bytes);
  }

  /** How many bytes the secret has; stays as it is after {@link SecretBytes.wipe}. */
  get length(): number {
    return this.#bytes.length;
  }

  /** The live bytes, not a copy: for one computation, never to be kept or changed. All zero after {@link SecretBytes.wipe}. */
  expose(): Uint8Array {
    return this.#bytes;
  }

  /** Overwrites the secret with zeros. May be called more than once. */
  wipe(): void {
    this.#bytes.fill(0);
  }

  /** Always `[redacted]`. */
  toString(): string {
    return REDACTED;
  }

  /** Always `[redacted]`. */
  toJSON(): string {
    return REDACTED;
  }

  static {
    // What util.inspect and console.log of Node, Bun and Deno show; no method, since isolatedDeclarations cannot name it.
    Object.defineProperty(SecretBytes.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: () => REDACTED });
  }
}
