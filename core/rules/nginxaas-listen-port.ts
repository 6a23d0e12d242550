import type { Config } from "../config/config.ts";
import { type Listen, listenersOf } from "../config/listeners.ts";
import { AWS_DOCS, AZURE_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule, RuleContext } from "./shared/rule.ts";
import { listenPlace } from "./shared/server.ts";

/** What the smallest plan on Azure allows. */
const BASIC_PORTS = 5;

export const nginxaasListenPort: Rule = {
  id: "nginxaas-listen-port",
  severity: "error",
  docs: {
    summary: "NGINXaaS does not let nginx listen on this port, or on so many",
    why: `
F5 NGINXaaS refuses a configuration that listens on a port which the service or the cloud's load balancer needs: on Azure
19, 21, 70, 119 (blocked by Azure Load Balancer), 5140, 49151, 49153, 50000, 54141 and 54779, on AWS and Google Cloud 49151
and 49152. AWS allows 50 different ports. The Basic plan on Azure allows five, which is information here because the
configuration does not tell the plan.`,
    references: [AZURE_DOCS, GOOGLE_DOCS, AWS_DOCS],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
stream {
    server {
        listen 5140 ssl;
#              ~~~~ error: NGINXaaS for Azure keeps port 5140 for itself
        proxy_pass 192.0.2.1:5140;
    }
}
`,
      good: `
stream {
    server {
        listen 6514 ssl;
        proxy_pass 192.0.2.1:5140;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const service = serviceOf(config);
    if (!service) return;
    const seen = new Map<number, Listen>();
    for (const listen of allListens(config)) {
      const { ports } = listen.address;
      const kept = ports.find((it) => service.ports.has(it));
      if (kept !== undefined) report(listen, `${service.name} keeps port ${kept} for itself`, ctx);
      for (const port of ports) if (!seen.has(port)) seen.set(port, listen);
    }
    checkCount([...seen.values()], ctx);
  },
};

/** One finding, at the first port too many. */
function checkCount(firsts: readonly Listen[], ctx: RuleContext): void {
  const service = serviceOf(ctx.config);
  const max = service?.maxPorts;
  if (!service) return;
  const beyond = firsts[max ?? BASIC_PORTS];
  if (!beyond) return;
  if (max !== undefined) {
    report(beyond, `${service.name} allows ${max} ports, here are ${firsts.length}`, ctx);
  } else if (ctx.config.settings.platform === "nginxaas-azure") {
    const message = `the Basic plan allows ${BASIC_PORTS} ports, here are ${firsts.length}`;
    report(beyond, message, ctx, "information");
  }
}

function report(
  listen: Listen,
  message: string,
  ctx: RuleContext,
  severity: "error" | "information" = "error",
): void {
  const place = listenPlace(listen);
  const docs = serviceOf(ctx.config)?.docs;
  if (place && docs) ctx.report({ ...place, message, severity, docs });
}

/** In order of the configuration. */
function allListens(config: Config): readonly Listen[] {
  return listenersOf(config).servers.flatMap((it) => it.listens);
}
