import { writeFileSync } from "node:fs";
import { tracePcap } from "@ruipmi/transport-mock";
import { againAlone, type Options, readOptions, usage } from "./options.ts";
import { soak } from "./soak.ts";

main();

function main(): void {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const { figures, network, realSeconds } = soak(options, () => performance.now() / 1000);
  for (const story of figures.stories) console.error(story);
  if (figures.brokenLife !== undefined) console.error(`again, alone: ${againAlone(options, figures.brokenLife)}`);
  const { sessions, answered, requests, recoveries, forged, examined } = figures;
  console.error(
    `seed ${options.seed}: ${sessions} sessions, ${answered} of ${requests} requests answered, ${recoveries} recoveries, ` +
      `${forged} packets forged, ${examined} unsealed arrivals examined, ${figures.serialCharacters} characters on serial consoles, ${realSeconds.toFixed(1)} s`,
  );
  if (options.pcap !== undefined && network !== undefined) writeFileSync(options.pcap, tracePcap(network.trace));
  console.log(figures.json(realSeconds));
  process.exitCode = figures.violations === 0 ? 0 : 1;
}
