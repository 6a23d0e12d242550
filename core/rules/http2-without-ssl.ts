import type { VirtualServer } from "../config/listeners.ts";
import type { Rule } from "./shared/rule.ts";
import { parameterOf } from "./shared/server.ts";

export const http2WithoutSsl: Rule = {
  id: "http2-without-ssl",
  severity: "hint",
  needs: ["listen"],
  docs: {
    summary: "HTTP/2 is on, but no socket of the server is TLS",
    why: `
Browsers speak HTTP/2 over TLS only, where it is agreed on in the handshake. On a plain port it serves clients that know
beforehand, such as gRPC ones or a proxy in front; a server with \`grpc_pass\` is not reported.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_v2_module.html#http2",
      "https://www.rfc-editor.org/rfc/rfc9113",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80;
        http2 on;
#       ~~~~~ hint: browsers speak HTTP/2 over TLS only, and this server has none
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        http2 on;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (server.family !== "http" || server.tls !== "no") return;
    const place = placeOfSwitch(server);
    if (!place || server.scope.inward().some((it) => it.named("grpc_pass").length > 0)) return;
    ctx.report({
      ...place,
      message: "browsers speak HTTP/2 over TLS only, and this server has none",
    });
  },
};

function placeOfSwitch(server: VirtualServer) {
  const [own] = server.scope.named("http2");
  if (own) {
    return server.isOn("http2") ? { file: own.file, span: own.directive.name.span } : undefined;
  }
  for (const listen of server.listens) {
    const word = parameterOf(listen, "http2");
    if (word && listen.located) return { file: listen.located.file, span: word.span };
  }
  return undefined;
}
