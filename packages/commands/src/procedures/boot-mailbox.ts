/** The boot initiator mailbox, boot option 7 (IPMI v2.0 table 28-14): blocks of 16 bytes, with a maker's number before them. */
import { RefusalError } from "@ruipmi/core";
import { type CallOptions, call, type Procedure } from "@ruipmi/core/wire";
import { BOOT_MAILBOX_BLOCK_LENGTH, BootOptionSelector } from "../chassis/boot-options/boot-option.ts";
import { getSystemBootOptions } from "../chassis/get-system-boot-options.ts";
import { setSystemBootOptions } from "../chassis/set-system-boot-options.ts";
import { acknowledgeBootInfo, settingBootOptions } from "./boot-options.ts";

/** How many blocks there can be: the selector is a byte. */
const maximumBlocks = 256;

/** The number of whose mailbox it is, before the first block's data. */
const numberLength = 3;

/** The boot initiator mailbox. */
export interface BootMailbox {
  /** 1 in IPMI v2.0, 0–15. */
  readonly parameterVersion: number;
  /** Whether it is marked invalid, or locked. */
  readonly markedInvalid: boolean;
  /** The data of each block; the first three bytes of block 0 are the IANA number of whose mailbox it is. */
  readonly blocks: readonly Uint8Array[];
}

/**
 * Reads the mailbox from its first block on, up to the first that is refused, at most 256.
 *
 * @param options - how each command is sent
 * @throws the refusal of block 0
 */
export function* readBootMailbox(options?: CallOptions): Procedure<BootMailbox> {
  const first = yield* readBlock(0, options);
  const blocks = [first.data];
  while (blocks.length < maximumBlocks) {
    try {
      blocks.push((yield* readBlock(blocks.length, options)).data);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      break;
    }
  }
  return { parameterVersion: first.parameterVersion, markedInvalid: first.markedInvalid, blocks };
}

/** What {@link writeBootMailbox} writes. */
export interface BootMailboxMessage {
  /** IANA enterprise number, 24 bits, of whose mailbox it is; written where block 0 is. */
  readonly manufacturerId: number;
  /** At most 4093 bytes from block 0 on; 13 of block 0 alone, 16 of another. */
  readonly data: Uint8Array;
  /** The only block to write; all that the data takes, from 0 on, where it is left out. */
  readonly block?: number;
}

/**
 * Writes the mailbox, "set in progress" around it, and gives the acknowledge bits of BIOS and loader back, so that they look.
 *
 * @param message - what to write
 * @param options - how each command is sent
 * @throws the refusal of a block; those before it are written
 */
export function* writeBootMailbox(message: BootMailboxMessage, options?: CallOptions): Procedure<void> {
  yield* settingBootOptions(function* () {
    for (const { block, data } of blocksOf(message)) {
      const option = { kind: "bootInitiatorMailbox", block, data } as const;
      const parameterSelector = BootOptionSelector.bootInitiatorMailbox;
      yield* call(setSystemBootOptions, { parameterSelector, markInvalid: false, option }, options);
    }
    yield* acknowledgeBootInfo(options, { osLoader: true });
  }, options);
}

/**
 * How many bytes of data fit in.
 *
 * @param block - into this block alone; into the whole mailbox where it is left out
 */
export function bootMailboxCapacity(block?: number): number {
  if (block === undefined) return maximumBlocks * BOOT_MAILBOX_BLOCK_LENGTH - numberLength;
  return block === 0 ? BOOT_MAILBOX_BLOCK_LENGTH - numberLength : BOOT_MAILBOX_BLOCK_LENGTH;
}

function* readBlock(
  setSelector: number,
  options: CallOptions | undefined,
): Procedure<{ readonly parameterVersion: number; readonly markedInvalid: boolean; readonly data: Uint8Array }> {
  const parameterSelector = BootOptionSelector.bootInitiatorMailbox;
  const request = { parameterSelector, setSelector, blockSelector: 0 };
  const { parameterVersion, markedInvalid, option } = yield* call(getSystemBootOptions, request, options);
  const data = option.kind === "bootInitiatorMailbox" ? option.data : new Uint8Array();
  return { parameterVersion, markedInvalid, data };
}

function blocksOf({ manufacturerId, data, block: only }: BootMailboxMessage): readonly {
  readonly block: number;
  readonly data: Uint8Array;
}[] {
  const number = [manufacturerId & 0xff, (manufacturerId >>> 8) & 0xff, (manufacturerId >>> 16) & 0xff];
  if (only !== undefined) return [{ block: only, data: only === 0 ? Uint8Array.of(...number, ...data) : data }];
  const all = Uint8Array.of(...number, ...data);
  const count = Math.min(Math.ceil(all.length / BOOT_MAILBOX_BLOCK_LENGTH), maximumBlocks);
  return Array.from({ length: count }, (_none, block) => {
    const start = block * BOOT_MAILBOX_BLOCK_LENGTH;
    return { block, data: all.slice(start, start + BOOT_MAILBOX_BLOCK_LENGTH) };
  });
}
