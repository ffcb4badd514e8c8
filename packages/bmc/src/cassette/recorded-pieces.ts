import { getFruInventoryAreaInfo } from "@ruipmi/commands";
import { tryDecode } from "../try-decode.ts";
import type { CassetteExchange, CassetteRequest } from "./cassette.ts";
import { type Piece, type PieceKind, pieceKinds, type ReadPiece } from "./piece-kinds.ts";
import { pathKey } from "./same-request.ts";

/**
 * What a recording has of records and FRUs, put together from the pieces in which they were read: another program may
 * read them in other pieces. Where a byte was read several times the last one counts.
 */
export class RecordedPieces {
  readonly #stores = new Map<string, Store>();

  /** @param exchanges - a whole recording */
  constructor(exchanges: readonly CassetteExchange[]) {
    const answered = exchanges.filter(({ completionCode }) => completionCode === 0);
    for (const exchange of answered) {
      const [kind, piece] = asked(exchange) ?? [];
      const read = kind && tryDecode(() => kind.read(exchange.response));
      if (read !== undefined) this.#store(exchange, kind!).add(piece!, read, exchange.delay);
    }
    for (const store of this.#stores.values()) store.joinNames();
    for (const exchange of answered) this.#forgetWords(exchange);
  }

  /**
   * The answer to a request for a piece of which every byte was read, of a FRU the first byte at least; `undefined` where it
   * is none, or was not.
   */
  answer(request: CassetteRequest): CassetteExchange | undefined {
    const [kind, piece] = asked(request) ?? [];
    const thing = kind && this.#stores.get(storeKey(request, kind))?.things.get(piece!.id);
    if (kind === undefined || thing === undefined) return undefined;
    const { offset, count = (kind.lengthOf(thing.bytes) ?? offset) - offset } = piece!;
    const bytes = thing.bytesFrom(offset, count);
    // A response with less of a FRU says so; of a record nothing may be missing.
    if (bytes.length === 0 || (kind.readsRecords && bytes.length < count)) return undefined;
    const response = kind.answer({ bytes, next: thing.next });
    return { ...request, name: kind.name, completionCode: 0, response, delay: thing.delay };
  }

  #store(request: CassetteRequest, kind: PieceKind): Store {
    const key = storeKey(request, kind);
    const store = this.#stores.get(key) ?? new Store(kind);
    this.#stores.set(key, store);
    return store;
  }

  /** Offsets in words of two bytes are not put together: machines do not agree on what they count. */
  #forgetWords(exchange: CassetteExchange): void {
    const { netFn, cmd } = getFruInventoryAreaInfo;
    if (exchange.netFn !== netFn || exchange.cmd !== cmd) return;
    const isByWords = ((exchange.response[2] ?? 0) & 1) === 1;
    if (!isByWords) return;
    for (const kind of pieceKinds) {
      if (!kind.readsRecords) this.#stores.get(storeKey(exchange, kind))?.things.delete(exchange.data[0] ?? -1);
    }
  }
}

/** The records of a repository, or the FRUs of a controller. */
class Store {
  readonly things = new Map<number, Thing>();
  readonly #kind: PieceKind;

  constructor(kind: PieceKind) {
    this.#kind = kind;
  }

  add({ id, offset }: Piece, read: ReadPiece, delay: number): void {
    const thing = this.things.get(id) ?? new Thing();
    this.things.set(id, thing);
    thing.add(offset, read, delay);
  }

  /** 0000h is the first record and FFFFh the last: what was read under that name, and under its own, is one. */
  joinNames(): void {
    if (!this.#kind.readsRecords) return;
    for (const name of [0, 0xffff]) {
      const thing = this.things.get(name);
      const [low, high] = thing?.bytes ?? [];
      if (thing === undefined || low === undefined || high === undefined) continue;
      const own = this.things.get(low | (high << 8));
      if (own !== undefined) thing.fillUpFrom(own);
      this.things.set(low | (high << 8), thing);
    }
  }
}

/** A record, or a FRU, as far as it was read. */
class Thing {
  readonly bytes: (number | undefined)[] = [];
  next = 0;
  delay = 0;

  add(offset: number, { bytes, next }: ReadPiece, delay: number): void {
    bytes.forEach((byte, index) => {
      this.bytes[offset + index] = byte;
    });
    this.next = next;
    this.delay = delay;
  }

  fillUpFrom(other: Thing): void {
    other.bytes.forEach((byte, index) => {
      this.bytes[index] ??= byte;
    });
  }

  /** As many as are known without a gap, up to `count`. */
  bytesFrom(offset: number, count: number): Uint8Array {
    let end = offset;
    while (end < offset + count && this.bytes[end] !== undefined) end += 1;
    return Uint8Array.from(this.bytes.slice(offset, end) as readonly number[]);
  }
}

function asked(request: CassetteRequest): readonly [PieceKind, Piece] | undefined {
  const kind = pieceKinds.find(({ netFn, cmd }) => netFn === request.netFn && cmd === request.cmd);
  const piece = kind && tryDecode(() => kind.ask(request.data));
  return piece && [kind!, piece];
}

function storeKey({ lun = 0, bridge }: CassetteRequest, { netFn, cmd }: PieceKind): string {
  return `${lun}/${pathKey(bridge)}/${netFn}/${cmd}`;
}
