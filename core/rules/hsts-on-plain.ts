import { isLoopback } from "../config/addresses.ts";
import { type Listen, listenersOf } from "../config/listeners.ts";
import { pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";
import { isHsts } from "./shared/server.ts";

export const hstsOnPlain: Rule = {
  id: "hsts-on-plain",
  severity: "hint",
  directives: ["add_header"],
  docs: {
    summary: "The HSTS header is sent over plain HTTP",
    why: `
Browsers ignore the header where it does not come over TLS (RFC 6797, section 8.1), for anybody on the way could have
put it there. It belongs in the TLS server that the plain one redirects to. Only servers on port 80 that are
open to others are reported: any other may stand behind a proxy that speaks TLS.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
      "https://www.rfc-editor.org/rfc/rfc6797#section-8.1",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 80;
        add_header Strict-Transport-Security "max-age=63072000" always;
#                  ~~~~~~~~~~~~~~~~~~~~~~~~~ hint: browsers ignore this header on plain HTTP
        return 301 https://$host$request_uri;
    }
}
`,
      good: `
http {
    server {
        listen 80;
        return 301 https://$host$request_uri;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    if (!isHsts(located)) return;
    const { byScope } = listenersOf(ctx.config);
    const around = [...located.scope.outward()].find((it) => byScope.has(it));
    const server = around && byScope.get(around);
    if (server?.tls !== "no" || !server.listens.every(isOpenHttp)) return;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: "browsers ignore this header on plain HTTP",
      tags: ["unnecessary"],
    });
  },
};

function isOpenHttp({ address, socket }: Listen): boolean {
  return address.port === 80 && !isLoopback(address.host) && !socket.has("proxy_protocol");
}
