import { afterEach, describe, expect, it } from "vitest";
import { clockTexts } from "../../../src/output/clock-texts.ts";
import { timestampColumns } from "../../../src/output/sel/timestamp-text.ts";

const zone = process.env["TZ"];

afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

// What `TZ=… date -d @1763820000 "+%x %X %Z"` prints in the C locale; winter and summer of the northern hemisphere.
const winter = new Date("2025-11-22T14:00:00Z");
const summer = new Date("2025-07-01T12:34:56Z");

describe("a moment in the zone of this machine", () => {
  it.each([
    ["UTC", winter, "11/22/25 14:00:00 UTC"],
    ["America/New_York", winter, "11/22/25 09:00:00 EST"],
    ["America/New_York", summer, "07/01/25 08:34:56 EDT"],
    ["Europe/Berlin", winter, "11/22/25 15:00:00 CET"],
    ["Europe/Berlin", summer, "07/01/25 14:34:56 CEST"],
    ["Europe/London", summer, "07/01/25 13:34:56 BST"],
    ["Asia/Kolkata", winter, "11/22/25 19:30:00 IST"],
    ["Asia/Tokyo", winter, "11/22/25 23:00:00 JST"],
    ["Australia/Sydney", winter, "11/23/25 01:00:00 AEDT"],
    ["Asia/Kathmandu", winter, "11/22/25 19:45:00 +0545"],
    ["America/Sao_Paulo", winter, "11/22/25 11:00:00 -03"],
  ])("%s", (timeZone, moment, text) => {
    process.env["TZ"] = timeZone;
    const { date, time, zone: name } = clockTexts(moment, false);
    expect(`${date} ${time} ${name}`).toBe(text);
  });

  it("is GMT where UTC is asked for, wherever the machine is", () => {
    process.env["TZ"] = "America/New_York";
    expect(clockTexts(winter, true)).toStrictEqual({ date: "11/22/25", time: "14:00:00", zone: "GMT" });
  });
});

describe("a timestamp", () => {
  it("has two columns, whatever it tells", () => {
    expect(timestampColumns(5, { utc: true })).toStrictEqual([" Pre-Init ", "0000000005"]);
    expect(timestampColumns(0xffffffff, { utc: true })).toStrictEqual(["Unspecified", "Unspecified"]);
    expect(timestampColumns(0x20000000, { utc: true })).toStrictEqual(["01/05/87", "18:48:32 GMT"]);
  });
});
