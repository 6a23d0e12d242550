import type { Rule } from "./shared/rule.ts";
import { addHeader, headersAt, parameterOf, setsHeader } from "./shared/server.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const http3NoAltSvc: Rule = {
  id: "http3-no-alt-svc",
  severity: "information",
  needs: ["listen"],
  docs: {
    summary: "HTTP/3 is on, but nothing tells clients of it",
    why: `
A browser comes over TCP first and learns from the \`Alt-Svc\` header that the site speaks HTTP/3 too (RFC 9114, section
3.1.1). Without it, unless an HTTPS record in the DNS says so, nobody uses the QUIC socket.`,
    fixSafety: "Browsers come over UDP from then on, which a firewall must let through.",
    references: ["https://nginx.org/en/docs/quic.html", "https://www.rfc-editor.org/rfc/rfc9114"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        listen 443 quic reuseport;
#                  ~~~~ information: clients do not learn of HTTP/3: no Alt-Svc header is added
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        listen 443 quic reuseport;
        add_header Alt-Svc 'h3=":443"; ma=86400' always;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    const { scope } = server;
    const listen = server.listens.find((it) => it.parameters.has("quic"));
    const word = listen && parameterOf(listen, "quic");
    if (!listen?.located || !word || server.value("http3")?.toLowerCase() === "off") return;
    const isTold = (it: ReturnType<typeof headersAt>[number]) =>
      it.directive.args[0]?.text.toLowerCase() === "alt-svc";
    if (headersAt(scope).some(isTold) || setsHeader(scope, "alt-svc")) return;
    if (scope.inward().some((it) => it.named("add_header").some(isTold))) return;
    const header = `add_header Alt-Svc 'h3=":${listen.address.port ?? 443}"; ma=86400' always;`;
    ctx.report({
      file: listen.located.file,
      span: word.span,
      message: "clients do not learn of HTTP/3: no Alt-Svc header is added",
      severity: severityOfAbsence("information", server.absence),
      fixes: [
        {
          title: "Add the header",
          safety: "unsafe",
          edits: [addHeader(scope, listen.located, header)],
        },
      ],
    });
  },
};
