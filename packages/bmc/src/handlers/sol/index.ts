import { PayloadType } from "@ruipmi/core/wire";
import type { BmcHost } from "../../host.ts";
import { SolEngine } from "../../sol/sol-engine.ts";
import type { HandlerTable } from "../handler-table.ts";
import { activatePayloadHandler } from "./activate-payload.ts";
import {
  getChannelOemPayloadInfoHandler,
  getChannelPayloadSupportHandler,
  getChannelPayloadVersionHandler,
} from "./channel-payloads.ts";
import { deactivatePayloadHandler } from "./deactivate-payload.ts";
import { getPayloadActivationStatusHandler } from "./get-payload-activation-status.ts";
import { getPayloadInstanceInfoHandler } from "./get-payload-instance-info.ts";
import { getSolConfigurationParametersHandler } from "./get-sol-configuration-parameters.ts";
import { setSolConfigurationParametersHandler } from "./set-sol-configuration-parameters.ts";
import { suspendResumePayloadEncryptionHandler } from "./suspend-resume-payload-encryption.ts";
import { getUserPayloadAccessHandler, setUserPayloadAccessHandler } from "./user-payload-access.ts";

/** Puts the handlers of this area into the table, and the engine behind them where payloads and time are given out. */
export function addSolHandlers(table: HandlerTable, host: BmcHost): void {
  const engine = new SolEngine(host);
  host.timed.push(engine);
  host.payloads.set(PayloadType.serialOverLan, engine);
  table.add(activatePayloadHandler(host, engine));
  table.add(deactivatePayloadHandler(engine));
  table.add(getPayloadActivationStatusHandler(engine));
  table.add(getPayloadInstanceInfoHandler(engine));
  table.add(getUserPayloadAccessHandler);
  table.add(setUserPayloadAccessHandler);
  table.add(getChannelPayloadSupportHandler);
  table.add(getChannelPayloadVersionHandler);
  table.add(getChannelOemPayloadInfoHandler);
  table.add(suspendResumePayloadEncryptionHandler(engine));
  table.add(getSolConfigurationParametersHandler);
  table.add(setSolConfigurationParametersHandler);
}
