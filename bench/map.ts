/** From a configuration of 200 servers, read and judged, to its TLS map. */
import {
  buildMap,
  certificatesOf,
  createSession,
  DEFAULT_SETTINGS,
  type Host,
  mapContent,
  mapToSvg,
  type PageFacts,
} from "#core";
import { wasm } from "../server/wasm.ts";
import type { FeatureTime } from "./features.ts";
import { generateProject } from "./generate.ts";
import { timeRuns } from "./measure.ts";

const SERVERS = 200;

/** All in one file, so that it is the map that is measured. */
export function manyServers(): string {
  const [main = "", ...sites] = generateProject(SERVERS).values();
  return main.replace(/^ *include .*$/m, sites.join("\n"));
}

/** `path`: a file of `manyServers`. */
export async function measureMap(path: string, host: Host, runs: number): Promise<FeatureTime[]> {
  const session = await createSession(wasm, host);
  const result = await session.check(path, { settings: DEFAULT_SETTINGS });
  if (!result) throw new Error(`${path} can't be read`);
  const { config, findings } = result;
  const files = await session.inspect(config);
  const now = Date.now();
  const facts = (): PageFacts => ({
    map: buildMap(config, { findings, files, now }),
    certificates: certificatesOf(config, { files, now }),
    now,
    where: { files: config.files, nameOf: (it) => it },
  });
  return [
    { name: "as SVG", time: await timeRuns(runs, () => mapToSvg(facts().map)) },
    { name: "as a view's content", time: await timeRuns(runs, () => mapContent(facts())) },
  ];
}
