import type { Config } from "../config/config.ts";
import { type Listen, listenersOf } from "../config/listeners.ts";
import { cloudOf } from "../config/platform.ts";
import type { Word } from "../syntax/tree.ts";
import { AWS_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { listenPlace, parameterOf } from "./shared/server.ts";

export const nginxaasListenAddress: Rule = {
  id: "nginxaas-listen-address",
  severity: "error",
  docs: {
    summary: "NGINXaaS for AWS or Google Cloud can't listen as this listen says",
    why: `
On AWS and Google Cloud nginx may listen on all addresses (\`0.0.0.0\`, \`[::]\`, \`*\`) or on the loopback, on no other. AWS
validates more at the upload, for the sake of its load balancer: a port for UDP or QUIC needs a \`listen\` on an IPv6
address; all \`listen\` of a port must agree on \`proxy_protocol\`; and if one server listens on IPv6 for a port, every
server of that port must.`,
    references: [AWS_DOCS, GOOGLE_DOCS],
  },
  examples: [
    {
      settings: { platform: "nginxaas-google" },
      bad: `
http {
    server {
        listen 10.0.0.5:443 ssl;
#              ~~~~~~~~~~~~ error: NGINXaaS for Google Cloud listens on all addresses or on the loopback only
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
    }
}
`,
    },
    {
      settings: { platform: "nginxaas-aws" },
      bad: `
http {
    server {
        listen 443 ssl;
        listen 443 quic;
#                  ~~~~ error: NGINXaaS for AWS needs a listen on an IPv6 address for UDP port 443
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        listen 443 quic;
        listen [::]:443 ssl;
        listen [::]:443 quic;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const service = serviceOf(config);
    if (!service?.unspecifiedOnly) return;
    const ports = new Map<number, Listen[]>();
    for (const listen of listenersOf(config).servers.flatMap((it) => it.listens)) {
      const { address } = listen;
      if (address.unix) continue;
      if (!isAllowed(address.host)) {
        const message = `${service.name} listens on all addresses or on the loopback only`;
        report(listen, message, ctx);
      }
      if (address.port === undefined) continue;
      ports.set(address.port, [...(ports.get(address.port) ?? []), listen]);
    }
    if (cloudOf(config.settings.platform) !== "aws") return;
    for (const [port, listens] of ports) checkPort(port, listens, ctx);
  },
};

function isAllowed(host: string): boolean {
  return /^(\*|localhost|127(\.\d+){3}|\[(0*:)*:0*[01]?\])$/.test(host);
}

function isV6({ address }: Listen): boolean {
  return address.host.startsWith("[");
}

/** What AWS asks of all listens of a port. */
function checkPort(port: number, listens: readonly Listen[], ctx: RuleContext): void {
  const udp = listens.find((it) => it.socket.transport === "udp");
  if (udp && !listens.some((it) => it.socket.transport === "udp" && isV6(it))) {
    const message = `NGINXaaS for AWS needs a listen on an IPv6 address for UDP port ${port}`;
    report(udp, message, ctx, parameterOf(udp, "quic") ?? parameterOf(udp, "udp"));
  }
  const tcp = listens.filter((it) => it.socket.transport === "tcp");
  const without = tcp.find((it) => !it.parameters.has("proxy_protocol"));
  if (without && tcp.some((it) => it.parameters.has("proxy_protocol"))) {
    const message = `NGINXaaS for AWS needs "proxy_protocol" on all listens of port ${port} or on none`;
    report(without, message, ctx);
  }
  const withV6 = new Set(listens.filter(isV6).map((it) => it.server));
  const only4 = withV6.size > 0 ? listens.find((it) => !withV6.has(it.server)) : undefined;
  if (only4) {
    const message = `another server listens on IPv6 for port ${port}: NGINXaaS for AWS wants it here too`;
    report(only4, message, ctx);
  }
}

function report(
  listen: Listen,
  message: string,
  { config, report: add }: RuleContext,
  word?: Word,
): void {
  const place = listenPlace(listen);
  if (!place) return;
  // Other servers of the port may stand in a file that is not seen with this one.
  const severity = config.kind === "main" ? "error" : "information";
  add({ ...place, ...(word && { span: word.span }), message, severity, docs: docsFor(config) });
}

function docsFor({ settings }: Config): string {
  return cloudOf(settings.platform) === "aws" ? AWS_DOCS : GOOGLE_DOCS;
}
