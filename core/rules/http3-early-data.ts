import { versionAtLeast } from "../settings.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { parameterOf, usedByServer } from "./shared/server.ts";

export const http3EarlyData: Rule = {
  id: "http3-early-data",
  severity: "hint",
  needs: ["ssl_early_data"],
  docs: {
    summary: "Early data is on, but not over HTTP/3 with these versions",
    why: `
With OpenSSL nginx accepts early data over QUIC only since 1.29.1, and only with OpenSSL 3.5.1 or later, whose QUIC
interface has it. Before that, \`ssl_early_data on\` counts for TCP alone. Builds with BoringSSL or quictls have it in
earlier versions too, hence a hint. The versions are the settings \`nginxTls.nginxVersion\` and \`nginxTls.opensslVersion\`.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_early_data",
      "https://nginx.org/en/docs/quic.html",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.28.0" },
      bad: `
http {
    server {
        listen 443 ssl;
        listen 443 quic;
        ssl_early_data on;
#                      ~~ hint: early data over HTTP/3 needs nginx 1.29.1 and OpenSSL 3.5.1
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        listen 443 quic;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const [earlyData] = server.settings("ssl_early_data");
    if (!earlyData || !server.isOn("ssl_early_data")) return;
    if (!server.listens.some((it) => parameterOf(it, "quic"))) return;
    const { nginxVersion, opensslVersion } = ctx.config.settings;
    const works = versionAtLeast(nginxVersion, "1.29.1") && versionAtLeast(opensslVersion, "3.5.1");
    if (works) return;
    ctx.report({
      file: earlyData.file,
      span: pathSpan(earlyData),
      message: "early data over HTTP/3 needs nginx 1.29.1 and OpenSSL 3.5.1",
      docs: docsAt(earlyData),
      related: usedByServer(server, earlyData),
    });
  },
};
