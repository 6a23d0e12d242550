import type { Config } from "../config/config.ts";
import { listenersOf, type VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import {
  type Advisory,
  advisoriesFor,
  type Exposure,
  fixedVersion,
} from "../knowledge/advisories.ts";
import { DEFAULT_SETTINGS, versionAtLeast } from "../settings.ts";
import type { Span } from "../text.ts";
import { pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { parameterOf } from "./shared/server.ts";
import { passSpan } from "./shared/upstream.ts";

export const targetVersionCve: Rule = {
  id: "target-version-cve",
  severity: "information",
  docs: {
    summary:
      "The nginx version that was named has a known flaw in TLS that this configuration is exposed to",
    why: `
nginx publishes its security advisories with the versions concerned. Reported are those about TLS whose condition this
configuration meets, each once, where it first does: upstreams over TLS, \`ssl_ocsp\`, HTTP/3. The rule runs only if
\`nginxTls.nginxVersion\`, or a comment in the file, names a version; by the version alone nobody can tell whether a
distribution has put the fix into it, hence information. CVE-2025-23419 (sessions of a server that verifies nobody) is said
by \`client-verify-vhosts\`.`,
    references: ["https://nginx.org/en/security_advisories.html"],
  },
  examples: [
    {
      settings: { nginxVersion: "1.28.0" },
      bad: `
http {
    server {
        location / {
            proxy_pass https://api.example.com;
#                      ~~~~~~~~~~~~~~~~~~~~~~~ information: nginx 1.28.0 has CVE-2026-1642 (SSL upstream injection), fixed in 1.28.2
        }
    }
}
`,
      good: `
# nginx-tls: version=1.28.2
http {
    server {
        location / {
            proxy_pass https://api.example.com;
        }
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const { nginxVersion } = config.settings;
    if (nginxVersion === DEFAULT_SETTINGS.nginxVersion) return;
    const found = new Map<Exposure, Advisory[]>();
    for (const it of advisoriesFor(nginxVersion)) {
      found.set(it.exposure, [...(found.get(it.exposure) ?? []), it]);
    }
    for (const [exposure, advisories] of found) {
      const place = EXPOSED[exposure](config);
      if (!place) continue;
      const { file } = place.located;
      ctx.report({ file, span: place.span, message: messageOf(advisories, nginxVersion) });
    }
  },
};

function messageOf(advisories: readonly Advisory[], version: string): string {
  const fixes = advisories.map((it) => fixedVersion(it, version));
  const fixed = fixes.reduce((a, b) => (versionAtLeast(a, b) ? a : b));
  const names = advisories.map((it) => it.cve);
  const [first] = advisories;
  const what =
    first && advisories.length === 1
      ? `${first.cve} (${first.title})`
      : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `nginx ${version} has ${what}, fixed in ${fixed}`;
}

interface Exposed {
  readonly located: Located;
  readonly span: Span;
}

/** Where a configuration first meets the condition. */
const EXPOSED: Readonly<Record<Exposure, (config: Config) => Exposed | undefined>> = {
  "tls-upstream": ({ connections }) => {
    const hop = connections.find((it) => it.tls === "yes");
    return hop && { located: hop.pass, span: passSpan(hop) };
  },
  http3: (config) => {
    for (const listen of listenersOf(config).servers.flatMap((it) => it.listens)) {
      const word = parameterOf(listen, "quic");
      if (word && listen.located) return { located: listen.located, span: word.span };
    }
    return undefined;
  },
  ocsp: (config) => ocspIn(listenersOf(config).servers),
  "stream-ocsp": (config) =>
    ocspIn(listenersOf(config).servers.filter((it) => it.family === "stream")),
};

function ocspIn(servers: readonly VirtualServer[]): Exposed | undefined {
  const server = servers.find(
    (it) => /^(on|leaf)$/i.test(it.value("ssl_ocsp") ?? "") && it.verifyClient !== "off",
  );
  const [located] = server?.settings("ssl_ocsp") ?? [];
  return located && { located, span: pathSpan(located) };
}
