/** Maps of configurations, for tests. */
import { buildMap, type Finding, type TlsMap, type Where } from "#core";
import type { FilesByPath } from "../../../../core/certificates/file-facts.ts";
import type { Config } from "../../../../core/config/config.ts";
import { openFixture } from "../../../harness/feature.ts";

export interface MapFixture {
  readonly map: TlsMap;
  readonly config: Config;
  readonly where: Where;
}

export interface MapSetup {
  readonly files?: FilesByPath;
  readonly now?: number;
  /** Findings of these rules are put on the map; default: none. */
  readonly rules?: RegExp;
}

export async function mapOf(fixture: string, setup: MapSetup = {}): Promise<MapFixture> {
  const { config, session } = await openFixture(fixture);
  const { files = new Map(), now = 0, rules } = setup;
  const result =
    rules && (await session.check(config.rootFile.path, { settings: config.settings }));
  const findings: readonly Finding[] = result?.findings.filter((it) => rules?.test(it.rule)) ?? [];
  const nameOf = (path: string) => path.replace(/^\/etc\/nginx\//, "");
  const map = buildMap(config, { findings, files, now });
  return { map, config, where: { files: config.files, nameOf } };
}

/** `server location -> upstream: verdict` of each hop, and `listener: verdict -> servers`. */
export function linesOf({ sections }: TlsMap): string[] {
  return sections.flatMap(({ listeners, servers, upstreams }) => {
    const names = new Map([...servers, ...upstreams].map((it) => [it.id, it.label]));
    const listening = listeners.map(({ label, protection, servers: own }) => {
      const answering = own.map((it) => names.get(it)).join(", ");
      return `${label}: ${protection.verdict} -> ${answering}`;
    });
    const hops = servers.flatMap(({ label, routes }) =>
      routes.map((it) => {
        if (!it.hop) return `${label}: ${it.action}`;
        const { verdict, local } = it.hop.protection;
        const target = names.get(it.hop.target);
        return `${label} ${it.label} -> ${target}: ${verdict}${local ? ", local" : ""}`;
      }),
    );
    return [...listening, ...hops];
  });
}

/** So many servers, each with an upstream of its own and two locations. */
export function manyServers(count: number): string {
  const servers = Array.from({ length: count }, (_, at) => {
    const tls = at % 3 === 0;
    return `
      upstream backend_${at} { server 10.0.${at}.1:8443; server 10.0.${at}.2:8443; }
      server {
        listen ${tls ? "443 ssl" : "80"};
        listen [::]:${tls ? "443 ssl" : "80"};
        server_name site-${at}.example.com;
        location / { proxy_pass ${tls ? "https" : "http"}://backend_${at}; }
        location /a-rather-long-path-${at}/that/goes/on/and/on { proxy_pass http://shared; }
      }`;
  });
  return `events {}\nhttp {\n upstream shared { server 10.9.9.9:80; }\n${servers.join("\n")}\n}\n`;
}
