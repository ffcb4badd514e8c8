import { type BmcConfig, BmcEngine } from "@ruipmi/bmc";
import type { ClientOptions, IpmiClient } from "@ruipmi/client";
import { PrivilegeLevel, type RetryPolicy } from "@ruipmi/core";

/** What a test may say of a client; where it stands is the world's affair. */
export type WorldClientOptions = Partial<Omit<ClientOptions, "transport" | "clock" | "randomBytes">>;

/** A managed system, clients around it, and the way time passes there. */
export interface World {
  readonly bmc: BmcEngine;
  /** A client of the managed system: `admin` with the right password unless said otherwise. */
  client(options?: WorldClientOptions): IpmiClient;
  /** A client of a port where nobody listens. */
  clientOfClosedPort(): IpmiClient;
  /** Awaits a promise while time passes. */
  settle<T>(promise: Promise<T>): Promise<T>;
  /** Ends everything that is still there. */
  close(): Promise<void>;
}

export const username = "admin";
export const password = "correct horse";
/** Short waits: a silent host costs 60 to 70 milliseconds. */
export const impatient: Partial<RetryPolicy> = { firstWait: 20, factor: 2, maxWait: 40, tries: 2 };

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

export function makeBmc(randomBytes: BmcConfig["randomBytes"], config: Partial<BmcConfig> = {}): BmcEngine {
  const users = [
    { name: text(username), password: text(password), privilegeLimit: PrivilegeLevel.administrator },
    { name: text("guest"), password: text("guest"), privilegeLimit: PrivilegeLevel.user },
  ];
  return new BmcEngine({ users, randomBytes, ...config });
}

/** What a promise is rejected with; an error if it is not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (outcome === undefined) throw new Error("the promise was expected to be rejected");
  return outcome.error;
}
