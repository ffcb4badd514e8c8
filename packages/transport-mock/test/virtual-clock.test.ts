import { VirtualClock } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("VirtualClock", () => {
  it("fires timers at their times, and those of one time in the order they were set", () => {
    const clock = new VirtualClock(1000);
    const fired: string[] = [];
    const note = (label: string) => () => fired.push(`${label}@${clock.now()}`);
    clock.setTimer(20, note("c"));
    clock.setTimer(10, note("a"));
    clock.setTimer(10, note("b"));
    clock.setTimer(30, note("d"));
    clock.advance(20);
    expect(fired).toEqual(["a@1010", "b@1010", "c@1020"]);
    expect(clock.now()).toBe(1020);
    expect(clock.nextTimerAt).toBe(1030);
    clock.advance(5);
    expect(clock.now()).toBe(1025);
  });

  it("fires a timer set by a timer in the same run, and none that was cancelled", () => {
    const clock = new VirtualClock();
    const fired: string[] = [];
    const cancel = clock.setTimer(15, () => fired.push("cancelled"));
    clock.setTimer(10, () => {
      cancel();
      cancel();
      clock.setTimer(1, () => fired.push("inner"));
    });
    clock.advance(100);
    expect(fired).toEqual(["inner"]);
    expect(clock.pendingTimers).toBe(0);
  });

  it("runs until only background timers are left", () => {
    const clock = new VirtualClock();
    const fired: string[] = [];
    clock.setTimer(5, () => fired.push("background"), { background: true });
    clock.setTimer(10, () => fired.push("foreground"));
    clock.setTimer(20, () => fired.push("later"), { background: true });
    expect(clock.runUntilIdle()).toBe(2);
    expect(fired).toEqual(["background", "foreground"]);
    expect(clock.now()).toBe(10);
  });

  it("calls a livelock by its name", () => {
    const clock = new VirtualClock();
    const again = (): void => {
      clock.setTimer(0, again);
    };
    again();
    expect(() => clock.runUntilIdle({ maxSteps: 50 })).toThrow("still not idle after 50 timers");
    expect(() => clock.advance(1, { maxSteps: 50 })).toThrow("still not idle");
  });

  it("is not run from inside a timer", () => {
    const clock = new VirtualClock();
    clock.setTimer(1, () => clock.advance(1));
    expect(() => clock.advance(5)).toThrow("already");
    clock.advance(1);
  });

  it("settles promises, and says which never will be", async () => {
    const clock = new VirtualClock();
    const sleep = (delay: number) =>
      new Promise<number>((resolve) => clock.setTimer(delay, () => resolve(clock.now())));
    const chain = async (): Promise<number> => {
      await sleep(10);
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      return sleep(10);
    };
    expect(await clock.settle(chain())).toBe(20);
    await expect(clock.settle(Promise.reject(new Error("mine")))).rejects.toThrow("mine");
    await expect(clock.settle(new Promise(() => {}))).rejects.toThrow("no timer is set");
    clock.setTimer(1, () => {});
    clock.setTimer(2, () => {});
    await expect(clock.settle(new Promise(() => {}), { maxSteps: 1 })).rejects.toThrow("pending after 1");
  });

  it("fires any timers in the order of their times", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1000, noNaN: true })), (delays) => {
        const clock = new VirtualClock();
        const fired: number[] = [];
        for (const delay of delays) clock.setTimer(delay, () => fired.push(clock.now()));
        clock.runUntilIdle();
        expect(fired).toEqual([...delays].sort((a, b) => a - b));
      }),
    );
  });
});
