import { type BmcConfig, BmcEngine, type BmcEvent, type BmcInput } from "../../src/index.ts";

/** What an engine gave out since it was last drained. */
export interface Drained {
  readonly datagrams: readonly { readonly datagram: Uint8Array; readonly to: string }[];
  readonly events: readonly BmcEvent[];
  readonly at: number | undefined;
}

/** Bytes of ASCII text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Bytes that look random and are the same at each run: a 32-bit xorshift. */
export function seededBytes(seed: number): (length: number) => Uint8Array {
  let state = seed | 1;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 0xff;
    });
}

/** The users of every fixture. */
export const users = {
  admin: { name: ascii("admin"), password: ascii("admin's secret"), privilegeLimit: 4 },
  operator: { name: ascii("operator"), password: ascii("operator's secret"), privilegeLimit: 3 },
  user: { name: ascii("user"), password: ascii("user's secret"), privilegeLimit: 2 },
  callback: { name: ascii("callback"), password: ascii("callback's"), privilegeLimit: 1 },
  nobody: { name: ascii(""), password: ascii("null user's"), privilegeLimit: 4 },
} as const;

/** An engine with those users, every suite and randomness that repeats. */
export function createBmc(config: Partial<BmcConfig> = {}): BmcEngine {
  return new BmcEngine({
    users: Object.values(users),
    cipherSuites: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    randomBytes: seededBytes(0x5eed),
    ...config,
  });
}

/** Takes all that an engine has to give. */
export function drain(bmc: BmcEngine): Drained {
  const datagrams: { datagram: Uint8Array; to: string }[] = [];
  const events: BmcEvent[] = [];
  for (;;) {
    const output = bmc.pollOutput();
    if (output.type === "timeout") return { datagrams, events, at: output.at };
    if (output.type === "transmit") datagrams.push({ datagram: output.datagram, to: output.to });
    else events.push(output.event);
  }
}

/** Gives an engine an input and takes what comes of it. */
export function feed(bmc: BmcEngine, input: BmcInput): Drained {
  bmc.handleInput(input);
  return drain(bmc);
}
