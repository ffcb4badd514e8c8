import { expect, it } from "vitest";
import { deviceFiles, writtenDeviceFile } from "../device-files.ts";

it.each(deviceFiles)("packages/bmc/$name is written from the sources", ({ name, content }) => {
  const advice = "run: pnpm exec tsx --conditions=@ruipmi/source scripts/device-files.ts";
  expect(writtenDeviceFile(name), advice).toEqual(JSON.parse(JSON.stringify(content())));
});
