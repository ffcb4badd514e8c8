/**
 * A procedure of your own: several commands that belong together, as a generator. It knows no Promise and no socket, so
 * the same one runs over a client, over a mock and over a recorded capture. This one counts what a machine has to say
 * since it was last looked at, with two commands under way at once, and a command of the OEM's on the way.
 */
import assert from "node:assert/strict";
import { addEvent, BmcEngine, createDevice } from "@ruipmi/bmc";
import {
  all,
  type Command,
  call,
  getDeviceId,
  getSelEntry,
  getSelInfo,
  type Procedure,
  progress,
  selRecord,
} from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { decodeFromBytes, emptyBody, PrivilegeLevel } from "@ruipmi/core/wire";
import { connect, nodeRandomBytes, serve, utf8Bytes } from "@ruipmi/transport-node";

/** A command that no specification has: its numbers, where it is described, and both bodies. */
const getDoorCount: Command<void, number> = {
  name: "Get Door Count",
  netFn: 0x30,
  cmd: 0x21,
  section: "the manual of this machine, chapter 4",
  request: emptyBody,
  response: {
    encode: (count, writer) => void writer.u16(count),
    decode: (reader) => reader.u16("count"),
  },
};

interface Look {
  readonly firmware: string;
  readonly events: number;
  /** `undefined` on machines without the OEM's command. */
  readonly doorCount: number | undefined;
}

/** Looks at a machine: what is new in its log after the record `lastSeen`, and how often its door was opened. */
function* look(lastSeen: number): Procedure<Look> {
  const [device, log] = yield* all([call(getDeviceId, undefined), call(getSelInfo, undefined)]);
  if (device.status === "rejected") throw device.reason;
  const entries = log.status === "fulfilled" ? log.value.entries : 0;
  let events = 0;
  let recordId = 0;
  // As many reads as there are records: a machine that lies about the next one cannot hold us.
  for (let read = 0; read < entries && recordId !== 0xffff; read++) {
    const { nextRecordId, recordData } = yield* call(getSelEntry, {
      reservationId: 0,
      recordId,
      offset: 0,
      bytesToRead: 0xff,
    });
    const record = decodeFromBytes(selRecord, recordData, "SEL record");
    if (record.recordId > lastSeen) events++;
    yield* progress({ read: read + 1, entries });
    recordId = nextRecordId;
  }
  return { firmware: device.value.firmwareRevision, events, doorCount: yield* askForDoors() };
}

/** A refusal is thrown in at the `yield*`, where it can be caught. */
function* askForDoors(): Procedure<number | undefined> {
  try {
    return yield* call(getDoorCount, undefined);
  } catch (error) {
    if (error instanceof RefusalError) return undefined;
    throw error;
  }
}

const users = [
  { name: utf8Bytes("admin"), password: utf8Bytes("secret"), privilegeLimit: PrivilegeLevel.administrator },
];
const device = createDevice();
const lastSeen = device.sel.records.length;
const engine = new BmcEngine({ users, device, randomBytes: nodeRandomBytes });
const bmc = await serve(engine, { address: "127.0.0.1", port: 0 });
const client = await connect({ host: "127.0.0.1", port: bmc.port, username: "admin", password: "secret" });
try {
  assert.deepEqual(await client.run(look(lastSeen)), { firmware: "1.05", events: 0, doorCount: undefined });

  const doorOpened = { sensorType: 5, sensorNumber: 0x51, eventType: 0x6f, asserted: true, eventData: [0] };
  addEvent(device.sel, doorOpened, 0);
  engine.handle(getDoorCount, () => 7);

  let reads = 0;
  const second = await client.run(look(lastSeen), { onProgress: () => reads++ });
  console.log(`${second.events} new of ${reads} events, the door was opened ${second.doorCount} times`);
  assert.deepEqual({ ...second, firmware: "" }, { firmware: "", events: 1, doorCount: 7 });
} finally {
  await client.close();
  await bmc.close();
}
