import type { EndedSession, ExplainedMessage } from "@ruipmi/capture";
import { describe, expect, it } from "vitest";
import { type MessageLineOptions, messageLine, sessionEndLine } from "../../../src/output/capture/message-line.ts";

const request: ExplainedMessage = {
  number: 12,
  time: 1_795_336_886_885_360_000n,
  session: 3,
  from: "remoteConsole",
  name: "Get Device ID",
  netFn: 6,
  cmd: 1,
  data: new Uint8Array(0),
};
const options: MessageLineOptions = { showsData: false, verify: false, carriesCode: true };

function line(changes: Partial<ExplainedMessage>, changed: Partial<MessageLineOptions> = {}): string {
  return messageLine({ ...request, decrypted: true, ...changes }, { ...options, ...changed });
}

describe("messageLine", () => {
  it("says when, who and what", () => {
    expect(line({})).toBe("    12 2026-11-22T08:41:26.885360Z #3 > Get Device ID\n");
    const { time: _time, session: _session, ...plain } = request;
    expect(
      messageLine({ ...plain, time: undefined, session: undefined, from: "managedSystem", decrypted: false }, options),
    ).toBe("    12 -    < Get Device ID\n");
  });

  it.each<[Partial<ExplainedMessage>, string]>([
    [{ completionCode: 0xc1, completionCodeName: "Invalid Command" }, "C1h Invalid Command"],
    [{ completionCode: 0, completionCodeName: "Command Completed Normally", authCodeValid: true }, ""],
    [{ answers: { number: 11, roundTrip: 400_000n, retries: 0 } }, "after 0.400 ms"],
    [{ answers: { number: 11, roundTrip: undefined, retries: 2 } }, "asked 3 times"],
    [{ duplicateOf: 11 }, "captured twice: the same as packet 11"],
    [{ retransmissionOf: 10 }, "sent again: packet 10"],
    [{ answersNothing: true }, "answers nothing in the capture"],
    [{ authCodeValid: false }, "WRONG CODE"],
    [{ problem: "data: 3 bytes too many" }, "data: 3 bytes too many"],
  ])("says what is remarkable: %o", (changes, remark) => {
    expect(line(changes).split("\n")[0]).toBe(
      `    12 2026-11-22T08:41:26.885360Z #3 > Get Device ID${remark === "" ? "" : ` (${remark})`}`,
    );
  });

  it("leaves out the zeros that fill a name up", () => {
    const username = Uint8Array.of(0x61, 0x62, 0, 0);
    expect(line({ fields: { username } })).toContain('username "ab"\n');
  });

  it("says what cannot be read", () => {
    const { data: _data, netFn: _netFn, cmd: _cmd, ...sealed } = request;
    expect(messageLine({ ...sealed, name: "IPMI Message" }, options)).toContain("IPMI Message (encrypted)\n");
    expect(messageLine({ ...sealed, name: "IPMI Message" }, { ...options, verify: true })).toContain(
      "(encrypted; code not verified)",
    );
  });

  it("has fields in words, and the bytes where asked for, or where nothing else is known", () => {
    const fields = {
      deviceId: 32,
      available: true,
      bridge: false,
      list: [1, { a: "b" }],
      raw: Uint8Array.of(1, 2),
      none: undefined,
    };
    const data = Uint8Array.of(0xab, 0xcd);
    expect(line({ fields, data })).toContain(
      '\n         deviceId 32, available, bridge false, list [1, {a "b"}], raw 0102\n',
    );
    expect(line({ fields, data }, { showsData: true })).toContain("\n         data abcd\n");
    expect(line({ data })).toContain("\n         data abcd\n");
  });

  it("shows what was bridged, by its own name", () => {
    const bridged = {
      name: "Get SDR",
      netFn: 10,
      cmd: 35,
      data: Uint8Array.of(9),
      completionCode: 0xc0,
      completionCodeName: "Node Busy",
    };
    expect(line({ name: "Send Message", bridged })).toBe(
      "    12 2026-11-22T08:41:26.885360Z #3 > Send Message: Get SDR (C0h Node Busy)\n         data 09\n",
    );
  });

  it("holds nothing that a terminal would obey", () => {
    const shown = line({
      text: "a\u001b[2J\u009b1m",
      fields: { name: "x\u001b]0;y\u0007\u007f", username: Uint8Array.of(0x1b, 0x41) },
    });
    expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(shown).toContain('text "a\\u001b[2J\\x9b1m"');
  });
});

describe("sessionEndLine", () => {
  it("says what became of it, and what was not answered", () => {
    const ended = {
      type: "session",
      session: { number: 2, state: "refused", refusal: "Unauthorized name" },
      unanswered: [{ number: 7 }, { number: 9 }],
    } as unknown as EndedSession;
    expect(sessionEndLine(ended)).toBe("     # session 2: refused: Unauthorized name; nothing answered packets 7, 9\n");
  });
});
