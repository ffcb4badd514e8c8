/**
 * A program for the tests to run. First argument: what it does with its session; then the managed system's port.
 *
 * - `close`: asks once, closes the session, and does nothing to end the process
 * - `reopen`: opens one session after another, closes the last, and does nothing to end the process
 * - `forget`: asks once, and neither closes the session nor ends the process
 * - `wait`: asks a managed system that will not answer, and says what came of it
 * - `signals`: opens a session with `closeOnSignals` and stays until a signal ends it
 */
import { connect, getDeviceId } from "@ruipmi/transport-node";

const [what, port] = process.argv.slice(2);
const options = { host: "127.0.0.1", port: Number(port), username: "admin", password: "correct horse" };

if (what === "close") {
  const client = await connect(options);
  await client.request(getDeviceId);
  const { confirmed } = await client.close();
  console.log(confirmed ? "closed" : "left");
} else if (what === "reopen") {
  const client = await connect({ ...options, keepaliveInterval: 1000 });
  const next = await client.reopen();
  await (await next.reopen()).close();
  console.log("closed");
} else if (what === "forget") {
  const client = await connect(options);
  await client.request(getDeviceId);
  console.log("asked");
} else if (what === "wait") {
  const client = await connect(options);
  console.log("open");
  const outcome = client.raw(0x3a, 0x01, undefined, { timeout: 700 }).catch((error) => error.code);
  console.log(await outcome);
} else if (what === "signals") {
  await connect({ ...options, closeOnSignals: true, closeBudget: 20_000 });
  console.log("open");
  setInterval(() => {}, 1000);
}
