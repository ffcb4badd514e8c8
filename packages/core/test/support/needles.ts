/** A way of writing a secret. */
export interface Needle {
  /** Its name. */
  readonly form: string;
  /** Which reading of a text it is looked for in: as it is, hex digits without separators, numbers between commas. */
  readonly reading: "asIs" | "digits" | "numbers";
  /** What is looked for. */
  readonly needle: string;
}

/** A secret in every form that is looked for. */
export function needlesOf(secret: Uint8Array): Needle[] {
  const backwards = Uint8Array.from(secret).reverse(); // the slice of a Buffer is no copy
  const raw = latin1(secret);
  const text = new TextDecoder().decode(secret);
  const needles: Needle[] = [
    { form: "raw", reading: "asIs", needle: raw },
    { form: "raw, backwards", reading: "asIs", needle: latin1(backwards) },
    { form: "in hex", reading: "digits", needle: Buffer.from(secret).toString("hex") },
    { form: "in hex, backwards", reading: "digits", needle: Buffer.from(backwards).toString("hex") },
    { form: "as numbers", reading: "numbers", needle: [...secret].join() },
    { form: "as numbers, backwards", reading: "numbers", needle: [...backwards].join() },
    { form: "as text", reading: "asIs", needle: text },
    { form: "as text in JSON", reading: "asIs", needle: JSON.stringify(text).slice(1, -1) },
    { form: "as text in a URL", reading: "asIs", needle: encodeURIComponent(text) },
    ...[0, 1, 2].map((offset): Needle => ({ form: "in base64", reading: "asIs", needle: base64(secret, offset) })),
    ...[0, 1, 2].map(
      (offset): Needle => ({ form: "in base64url", reading: "asIs", needle: base64url(base64(secret, offset)) }),
    ),
  ];
  // One leak is to be one finding; and what could not be decoded is a text of replacement characters, found anywhere.
  const isAgain = ({ reading, needle }: Needle, index: number): boolean =>
    needles.findIndex((other) => other.reading === reading && other.needle === needle) < index;
  return needles.filter(
    (each, index) => !isAgain(each, index) && !/\ufffd|%EF%BF%BD/.test(each.needle) && each.needle !== "",
  );
}

/** The characters of base64 that depend on nothing but the secret, `offset` bytes after a multiple of three. */
function base64(secret: Uint8Array, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), secret]).toString("base64");
  const bits = 8 * (offset + secret.length);
  return encoded.slice(Math.ceil((8 * offset) / 6), Math.floor(bits / 6));
}

function base64url(encoded: string): string {
  return encoded.replaceAll("+", "-").replaceAll("/", "_");
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
