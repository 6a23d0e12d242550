/** `nginxTls/map`: the TLS map of the configuration that a document belongs to, in one of its forms. */
import type { Location } from "vscode-languageserver";
import {
  buildMap,
  type CheckResult,
  certificatesOf,
  mapContent,
  mapToHtml,
  mapToJson,
  mapToMermaid,
  mapToSvg,
  type PageFacts,
  paths,
  placesOfMap,
  type SourceFile,
  thingAt,
} from "#core";
import { MAP_PAGE_SCRIPT } from "../page/map-page.ts";
import { checkInContext } from "./context.ts";
import type { Feature } from "./feature.ts";
import { MapOf, type MapParams, type MapResult } from "./protocol.ts";
import type { Server } from "./server.ts";
import { offsetAt, toRange } from "./to-protocol.ts";

export const mapFeature: Feature = {
  capabilities: () => ({}),
  listen: (server, guard) => {
    const answer = guard.request("map", (params: MapParams) => mapOf(server, params));
    server.workspace.connection.onRequest(MapOf, answer);
  },
};

/** Null if the document is not open. */
async function mapOf(server: Server, params: MapParams): Promise<MapResult | null> {
  const { workspace, checker } = server;
  const { uri } = params.textDocument;
  if (!workspace.documents.get(uri)) return null;
  const path = workspace.uris.path(uri);
  const options = await checker.options(uri);
  const result = await checkInContext(workspace.session, path, options);
  if (!result) return null;
  const facts = await factsOf(server, result);
  const file = result.config.files.get(path);
  const at = params.position && file && offsetAt(file, params.position);
  const id = at === undefined ? undefined : thingAt(facts.map, path, at);
  return {
    text: draw(facts, params),
    name: paths.baseName(facts.map.file),
    places: places(server, facts, result.config.files),
    ...(id !== undefined && { id }),
  };
}

async function factsOf({ workspace }: Server, result: CheckResult): Promise<PageFacts> {
  const { config } = result;
  const findings = result.findings.filter((it) => config.files.has(it.file));
  const files = await workspace.session.inspect(config);
  const now = Date.now();
  const map = buildMap(config, { findings, files, now });
  const certificates = certificatesOf(config, { files, now });
  const below = `${config.folder}/`;
  const nameOf = (path: string) => (path.startsWith(below) ? path.slice(below.length) : path);
  return { map, certificates, now, where: { files: config.files, nameOf } };
}

function draw(facts: PageFacts, { form, nonce = "" }: MapParams): string {
  const { map, where } = facts;
  switch (form) {
    case "content":
      return mapContent(facts);
    case "page":
      return mapToHtml(facts, { nonce, script: MAP_PAGE_SCRIPT, embedded: true });
    case "html":
      return mapToHtml(facts, { nonce, script: MAP_PAGE_SCRIPT });
    case "mermaid":
      return mapToMermaid(map);
    case "json":
      return mapToJson(map, where);
    default:
      return mapToSvg(map, { where });
  }
}

function places(
  { workspace: { uris } }: Server,
  { map }: PageFacts,
  files: ReadonlyMap<string, SourceFile>,
): Readonly<Record<string, Location>> {
  const found = [...placesOfMap(map)].map(([id, { file, span }]) => [
    id,
    { uri: uris.uri(file), range: toRange(span, files.get(file)) },
  ]);
  return Object.fromEntries(found);
}
