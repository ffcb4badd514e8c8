import { writeSerial } from "@ruipmi/bmc";
import { IpmiClient, type SerialConsole } from "@ruipmi/client";
import { ConsoleError, type IpmiError, type SolEvent } from "@ruipmi/core";
import { getDeviceId } from "@ruipmi/core/wire";
import {
  attachManagedSystem,
  MockNetwork,
  type MockTransport,
  mockSurroundings,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { impatient, makeBmc, password, rejection, text, username } from "../support/world.ts";

/** A managed system with a serial port, and sessions with it on a network. */
class SerialWorld {
  readonly network: MockNetwork;
  readonly bmc = makeBmc(seededRandomBytes(2));
  readonly wake: () => void;
  /** What the machine read. */
  read = "";
  /** The newest client's. */
  transport!: MockTransport;
  #clients = 0;

  constructor(conditions: { loss?: number; duplicate?: number; delay?: number } = {}) {
    this.network = new MockNetwork({ seed: 5, conditions });
    this.wake = attachManagedSystem(this.network, { address: "bmc", engine: this.bmc }).wake;
    const { serial } = this.bmc.device.sol;
    serial.console = "none";
    serial.onInput = (characters) => {
      this.read += new TextDecoder().decode(characters);
    };
  }

  async client(options: Partial<ConstructorParameters<typeof IpmiClient>[0]> = {}): Promise<IpmiClient> {
    const count = ++this.#clients;
    const surroundings = mockSurroundings(this.network, { address: `console ${count}`, peer: "bmc", seed: count });
    this.transport = surroundings.transport;
    const client = new IpmiClient({ ...surroundings, username, password, retry: impatient, ...options });
    await this.settle(client.connect());
    return client;
  }

  settle<T>(promise: Promise<T>): Promise<T> {
    return this.network.clock.settle(promise);
  }

  /** Lets time pass, and promises take their turn. */
  async sleep(milliseconds: number): Promise<void> {
    await this.settle(new Promise<void>((resolve) => void this.network.clock.setTimer(milliseconds, resolve)));
  }

  print(characters: string): void {
    writeSerial(this.bmc.device.sol.serial, text(characters));
    this.wake();
  }
}

/** Reads until so many bytes came. */
async function readText(console: SerialConsole, length: number): Promise<string> {
  const reader = console.readable.getReader();
  let all = "";
  while (all.length < length) {
    const { done, value } = await reader.read();
    if (done) break;
    all += new TextDecoder().decode(value);
  }
  reader.releaseLock();
  return all;
}

describe("a client's serial console", () => {
  it("reads what the machine prints and types what is written, while commands go on", async () => {
    const world = new SerialWorld({ loss: 0.1, duplicate: 0.2, delay: 5 });
    const client = await world.client();
    const console = await world.settle(client.openConsole());
    const writer = console.writable.getWriter();
    const typed = writer.write(text("typed ".repeat(200)));
    world.print("printed ".repeat(200));
    const [received] = await world.settle(
      Promise.all([readText(console, 1600), typed, writer.close(), client.request(getDeviceId)]),
    );
    expect(received).toBe("printed ".repeat(200));
    expect(world.read).toBe("typed ".repeat(200));
    const closed = await world.settle(console.close());
    expect(closed).toStrictEqual({ reason: "requested", unaccepted: 0 });
    expect((await console.readable.getReader().read()).done).toBe(true);
    await world.settle(client.close());
  });

  it("gives the console back, so that it can be opened again in the same session", async () => {
    const world = new SerialWorld();
    const client = await world.client();
    for (let time = 0; time < 3; time++) {
      await world.settle(
        (async () => {
          await using console = await client.openConsole();
          world.print(`hello ${time}`);
          expect(await readText(console, 7)).toBe(`hello ${time}`);
        })(),
      );
    }
    await world.settle(client.close());
  });

  it("says who has a console that is not to be had, and never ends it unless told", async () => {
    const world = new SerialWorld();
    const [first, second] = [await world.client(), await world.client()];
    const theirs = await world.settle(first.openConsole());
    const error = (await world.settle(rejection(second.openConsole()))) as ConsoleError;
    expect(error).toBeInstanceOf(ConsoleError);
    expect(error.code).toBe("consoleInUse");
    expect(error.holder).toMatchObject({ sessionId: first.session!.managedSystemSessionId, userId: 2 });
    expect(error.message).toMatch(/^the serial console is in use by session 0x[0-9a-f]{8} of user 2 from /);
    expect(theirs.snapshot().isClosed).toBe(false);
    const ours = await world.settle(second.openConsole({ takeOver: true }));
    const lost = await world.settle(theirs.closed);
    expect(lost).toMatchObject({ reason: "deactivated", error: { code: "consoleDeactivated" } });
    expect(await rejection(theirs.readable.getReader().read())).toBe(lost.error);
    expect(await rejection(theirs.writable.getWriter().write(text("x")))).toBe(lost.error);
    world.print("ours");
    expect(await world.settle(readText(ours, 4))).toBe("ours");
    await world.settle(Promise.all([first.close(), second.close()]));
  });

  it("takes one console at a time", async () => {
    const world = new SerialWorld();
    const client = await world.client();
    const console = await world.settle(client.openConsole());
    expect(await rejection(client.openConsole())).toMatchObject({ code: "invalidState" });
    await world.settle(console.close());
    await world.settle((await world.settle(client.openConsole())).close());
    await world.settle(client.close());
    expect(await rejection(client.openConsole())).toMatchObject({ code: "invalidState" });
  });

  it("says that a console is at another port, and knows a swapped one", async () => {
    const world = new SerialWorld();
    const { sol } = world.bmc.device;
    const client = await world.client();
    sol.payloadPort = 6230;
    const error = await world.settle(rejection(client.openConsole({ port: 623 })));
    expect(error).toMatchObject({ code: "consoleElsewhere" });
    expect((error as Error).message).toContain("port 6230");
    // It was given back: nobody has it.
    sol.payloadPort = 0x6f02;
    await world.settle((await world.settle(client.openConsole({ port: 623 }))).close());
    sol.payloadPort = 6230;
    await world.settle((await world.settle(client.openConsole({ port: 623, quirks: ["solport"] }))).close());
    await world.settle(client.close());
  });

  it("says that a payload size cannot be, corrects a swapped one, and ignores it where it is told", async () => {
    const world = new SerialWorld();
    const { sol } = world.bmc.device;
    const client = await world.client();
    sol.inboundPayloadSize = 3;
    expect(await world.settle(rejection(client.openConsole()))).toMatchObject({ code: "malformedMessage", offset: 4 });
    for (const [size, quirks] of [
      [3, ["solpayloadsize"]],
      [0x4400, []],
      [0x0400, []],
    ] as const) {
      sol.inboundPayloadSize = size;
      const console = await world.settle(client.openConsole({ quirks }));
      await world.settle(console.writable.getWriter().write(text("x".repeat(300))));
      await world.settle(console.operate({ flushOutbound: true }));
      await world.settle(console.close());
    }
    expect(world.read).toBe("x".repeat(900));
    await world.settle(client.close());
  });

  it("does not ask who is active where the quirk solstatus says so", async () => {
    const world = new SerialWorld();
    const asked: unknown[] = [];
    const client = await world.client({
      traceMessages: true,
      onEvent: (event) => event.type === "message" && event.from === "remoteConsole" && asked.push(event.fields["cmd"]),
    });
    await world.settle((await world.settle(client.openConsole({ quirks: ["solstatus"] }))).close());
    expect(asked).not.toContain(0x4a);
    await world.settle((await world.settle(client.openConsole())).close());
    expect(asked).toContain(0x4a);
    await world.settle(client.close());
  });

  it("tells of power, breaks and lost characters, and sends a break", async () => {
    const world = new SerialWorld();
    const events: SolEvent[] = [];
    const client = await world.client();
    const console = await world.settle(client.openConsole({ onEvent: (event) => events.push(event) }));
    let breaks = 0;
    world.bmc.device.sol.serial.onBreak = () => breaks++;
    await world.settle(console.sendBreak());
    expect(breaks).toBe(1);
    world.bmc.device.chassis.powerIsOn = false;
    world.wake();
    await world.sleep(100);
    world.bmc.device.sol.serial.breakDetected = true;
    world.bmc.device.chassis.powerIsOn = true;
    world.wake();
    await world.sleep(100);
    const kinds = events.map(({ type }) => type).filter((type) => type !== "charactersReceived");
    expect(kinds).toStrictEqual(["operated", "transferChanged", "transferChanged", "breakReceived"]);
    await world.settle(client.close());
  });

  it("makes a reader wait for nothing more than there is, and the machine for a reader", async () => {
    const world = new SerialWorld();
    const client = await world.client();
    world.bmc.device.sol.serial.outputCapacity = 100_000;
    const console = await world.settle(client.openConsole({ receiveWindow: 1000 }));
    world.print("x".repeat(20_000));
    await world.sleep(20_000);
    expect(console.snapshot().unconsumed).toBeLessThanOrEqual(1000);
    expect(world.bmc.device.sol.serial.output.length).toBeGreaterThan(18_000);
    expect(await world.settle(readText(console, 20_000))).toBe("x".repeat(20_000));
    await world.settle(client.close());
  });

  it("makes a writer wait while the machine does not read", async () => {
    const world = new SerialWorld();
    const client = await world.client();
    const { serial } = world.bmc.device.sol;
    const console = await world.settle(client.openConsole({ sendBuffer: 500 }));
    serial.reads = false;
    serial.inputCapacity = 100;
    let isDone = false;
    const writing = console.writable
      .getWriter()
      .write(text("y".repeat(2000)))
      .then(() => {
        isDone = true;
      });
    await world.sleep(10_000);
    expect(isDone).toBe(false);
    serial.reads = true;
    serial.inputCapacity = 1000;
    world.wake();
    await world.settle(writing);
    await world.settle(console.operate({}));
    expect(world.read).toBe("y".repeat(2000));
    await world.settle(client.close());
  });

  it("settles everything when the session is closed, lost, or the transport fails", async () => {
    for (const end of ["closed", "lost", "failed"] as const) {
      const world = new SerialWorld();
      const client = await world.client({ keepaliveInterval: 1000 });
      const console = await world.settle(client.openConsole({ retry: { tries: 100 } }));
      const reading = console.readable
        .getReader()
        .read()
        .then(
          ({ done }) => done,
          (error: IpmiError) => error.code,
        );
      world.bmc.device.sol.serial.reads = false;
      world.bmc.device.sol.serial.inputCapacity = 0;
      const writing = console.writable
        .getWriter()
        .write(text("z".repeat(40_000)))
        .then(
          () => "written",
          (error: IpmiError) => error.code,
        );
      await world.sleep(100);
      if (end === "closed") await world.settle(client.close());
      else if (end === "lost") world.network.setConditions({ loss: 1 });
      else world.transport.fail();
      const closed = await world.settle(console.closed);
      const wanted = {
        closed: ["requested", true],
        lost: ["sessionLost", "sessionLost"],
        failed: ["sessionLost", "sessionLost"],
      }[end];
      expect(closed.reason).toBe(wanted[0]);
      expect(closed.unaccepted).toBeGreaterThan(0);
      expect(await world.settle(reading)).toBe(wanted[1]);
      expect(await world.settle(writing)).toBe(end === "closed" ? "sessionClosed" : "sessionLost");
      await world.settle(client.close());
    }
  });

  it("notices in silence that another session has it, though nobody said so", async () => {
    const world = new SerialWorld();
    const client = await world.client();
    const console = await world.settle(client.openConsole({ silenceInterval: 5000 }));
    await world.sleep(12_000);
    expect(console.snapshot().isClosed).toBe(false);
    const other = await world.client();
    // The packet that would tell is lost.
    const deactivate = other.raw(6, 0x49, Uint8Array.of(1, 1, 0, 0, 0, 0));
    world.network.tap(({ to, datagram }) => (to === "console 1" && (datagram[5]! & 0x3f) === 1 ? [] : undefined));
    await world.settle(deactivate);
    await world.settle(other.openConsole());
    await world.sleep(6000);
    expect(console.snapshot().isClosed).toBe(true);
    expect(await world.settle(console.closed)).toMatchObject({ reason: "takenOver" });
    await world.settle(Promise.all([client.close(), other.close()]));
  });
});
