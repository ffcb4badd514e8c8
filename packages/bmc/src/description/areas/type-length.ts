import type { TypeLengthString } from "@ruipmi/commands";
import { field, object, oneOfKinds } from "../compounds.ts";
import { hexBytes, text } from "../scalars.ts";
import type { Shape } from "../shape.ts";

type Encoding = TypeLengthString["encoding"];
type Stored<E extends Encoding> = TypeLengthString & { readonly encoding: E; readonly text: string };

const storedText = <E extends Encoding>(maxLength: number): Shape<Stored<E>> =>
  object<Stored<E>, "text">({ text: field(text(maxLength), "The text.") } as never, () => ({}));

/** A string and how it is stored. */
export const typeLengthShape: Shape<TypeLengthString> = oneOfKinds<TypeLengthString, "encoding">("encoding", {
  binary: object<Extract<TypeLengthString, { encoding: "binary" }>, "bytes">(
    { bytes: field(hexBytes({ most: 63 }), "The bytes.") },
    () => ({}),
  ),
  bcdPlus: storedText(126),
  sixBitAscii: storedText(84),
  latin1: storedText(63),
} as never);
