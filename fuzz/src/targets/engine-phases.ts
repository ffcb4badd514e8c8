import type { EngineHarness } from "../../../packages/core/test/support/engine-harness.ts";

/** Ways to bring an engine into each of its phases, with requests that wait for something. */
export const phases: Readonly<Record<string, (harness: EngineHarness) => void>> = {
  idle: (harness) => harness.command("queued"),
  outside: (harness) => askOutside(harness),
  openSession: (harness) => begin(harness, 0),
  rakp2: (harness) => begin(harness, 1),
  rakp4: (harness) => begin(harness, 2),
  privilege: (harness) => begin(harness, 3),
  open: (harness) => {
    harness.open();
    askInside(harness);
  },
  closing: (harness) => {
    harness.open();
    askInside(harness);
    harness.feed({ type: "closeSession" });
  },
};

/** Asks for a command of the managed system's own, one of another controller, and one with a body. */
export function askInside(harness: EngineHarness): void {
  harness.command("plain");
  harness.command("bridged", { bridge: { targetAddress: 0x82 } });
  harness.command("twice bridged", { bridge: { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82 } });
  harness.command("with a body", { netFn: 0x0a, cmd: 0x23, data: Uint8Array.of(0, 0, 0, 0, 0, 255) });
}

function askOutside(harness: EngineHarness): void {
  harness.request("ping", { type: "presencePing" });
  const ask = { type: "outsideSession", netFn: 0x06, cmd: 0x38, data: Uint8Array.of(0x8e, 0x04) } as const;
  harness.request("v1.5", { ...ask, framing: "ipmi15" });
  harness.request("v2.0", { ...ask, framing: "rmcpPlus" });
}

/** So many answers into the handshake. */
function begin(harness: EngineHarness, answers: number): void {
  harness.command("queued");
  harness.feed({ type: "openSession" });
  for (let step = 0; step < answers; step++) harness.receive(...harness.carry());
}
