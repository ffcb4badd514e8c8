/** Reserve Device SDR Repository, 04h/22h (IPMI v2.0 §35.4). The request is empty, the response the reservation ID. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SdrReservation, sdrReservation } from "./reservation.ts";

/** Reserve Device SDR Repository: ends an earlier reservation, whoever had it. */
export const reserveDeviceSdrRepository: Command<void, SdrReservation> = {
  name: "Reserve Device SDR Repository",
  netFn: NetFn.sensorEvent,
  cmd: 0x22,
  section: "IPMI v2.0 §35.4",
  request: emptyBody,
  response: sdrReservation,
};
