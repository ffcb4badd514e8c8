export type { Cassette, CassetteBridge, CassetteExchange, CassetteRequest } from "./cassette.ts";
export { CassetteAssertionError, cassetteRequestText } from "./cassette-assertion-error.ts";
export { CassettePlayer, type CassettePlayerOptions, type UnknownRequest } from "./cassette-player.ts";
export { cassetteSchema, describeCassette, readCassette } from "./cassette-shape.ts";
export { dataWithoutSecrets, secretAt } from "./secret-data.ts";
