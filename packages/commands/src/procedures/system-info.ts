import { RefusalError } from "@ruipmi/core";
import { type CallOptions, call, type Procedure } from "@ruipmi/core/wire";
import { getSystemInfoParameters } from "../app/get-system-info-parameters.ts";
import { setSystemInfoParameters } from "../app/set-system-info-parameters.ts";
import { isSystemInfoText, type SystemInfoParameter } from "../app/system-info-parameter.ts";
import { decodeSystemInfoText, encodeSystemInfoText, systemInfoBlockCount } from "../app/system-info-text.ts";
import type { Tolerated } from "../formats/tolerated.ts";

/** What {@link readSystemInfoText} read. */
export interface SystemInfoText {
  /** The text, up to the first NUL. */
  readonly text: string;
  /** Present where blocks that the text's length speaks of were refused: it ends with what was read. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * Reads a text among the system info parameters, block by block (IPMI v2.0 §22.14b): as many as its length asks for, at
 * most 17.
 *
 * @param parameterSelector - one of `SystemInfoParameterSelector`, or an OEM's that is made the same way
 * @param options - how each command is sent
 * @throws the refusal of the first block: 80h where there is no such parameter
 */
export function* readSystemInfoText(parameterSelector: number, options?: CallOptions): Procedure<SystemInfoText> {
  const first = yield* readBlock(parameterSelector, 0, options);
  const blocks = [first];
  for (let block = 1; block < systemInfoBlockCount(first); block++) {
    try {
      blocks.push(yield* readBlock(parameterSelector, block, options));
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      const problem = `block ${block} of ${systemInfoBlockCount(first)} was refused; the text ends before it`;
      return { text: textOf(blocks), tolerated: [{ field: "length", offset: 1, problem }] };
    }
  }
  return { text: textOf(blocks) };
}

/**
 * Writes a text among the system info parameters, block by block (IPMI v2.0 §22.14a).
 *
 * @param parameterSelector - one of `SystemInfoParameterSelector`, or an OEM's that is made the same way
 * @param text - at most 255 bytes in its encoding; controllers need keep no more than 62
 * @param options - how each command is sent
 */
export function* writeSystemInfoText(parameterSelector: number, text: string, options?: CallOptions): Procedure<void> {
  for (const [setSelector, block] of encodeSystemInfoText(text).entries()) {
    const parameter: SystemInfoParameter = isSystemInfoText(parameterSelector)
      ? { kind: "text", setSelector, block }
      : { kind: "other", data: Uint8Array.of(setSelector, ...block) };
    yield* call(setSystemInfoParameters, { parameterSelector, parameter }, options);
  }
}

function* readBlock(
  parameterSelector: number,
  setSelector: number,
  options: CallOptions | undefined,
): Procedure<Uint8Array> {
  const request = { revisionOnly: false, parameterSelector, setSelector, blockSelector: 0 };
  const { parameter } = yield* call(getSystemInfoParameters, request, options);
  if (parameter?.kind === "text") return parameter.block;
  // An OEM's begins with the set selector too.
  return parameter?.kind === "other" ? parameter.data.subarray(1) : new Uint8Array();
}

function textOf(blocks: readonly Uint8Array[]): string {
  const text = decodeSystemInfoText(blocks) ?? String.fromCharCode(...blocks.flatMap((block) => [...block]).slice(2));
  return text.split("\0")[0]!;
}
