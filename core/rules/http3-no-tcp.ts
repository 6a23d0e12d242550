import type { Config } from "../config/config.ts";
import { listenersOf, type VirtualServer } from "../config/listeners.ts";
import { insertAfter } from "./shared/edits.ts";
import type { Rule } from "./shared/rule.ts";
import { parameterOf } from "./shared/server.ts";

export const http3NoTcp: Rule = {
  id: "http3-no-tcp",
  severity: "hint",
  needs: ["listen"],
  docs: {
    summary: "A server speaks HTTP/3 on a port, but no HTTPS over TCP",
    why: `
A client tries TCP first and learns of HTTP/3 from the \`Alt-Svc\` header of an answer (RFC 9114, section 3.1.1), and it
falls back to TCP where a network does not let UDP through. Without \`listen PORT ssl\` neither works: only clients that
know from the DNS (an HTTPS record) get an answer.`,
    fixSafety: "The server answers over TCP on that port too, which a firewall must let through.",
    references: ["https://nginx.org/en/docs/quic.html", "https://www.rfc-editor.org/rfc/rfc9114"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 quic;
#                  ~~~~ hint: no "listen 443 ssl": clients that come over TCP get no answer
    }
}
`,
      good: `
http {
    server {
        listen 443 quic;
        listen 443 ssl;
    }
}
`,
    },
  ],

  checkServer(server, ctx) {
    if (!server.complete || server.absence !== "certain") return;
    const quic = server.listens.find((it) => it.parameters.has("quic"));
    const word = quic && parameterOf(quic, "quic");
    const port = quic?.address.port;
    if (!quic?.located || !word || port === undefined) return;
    // `quic ssl` is refused, and which of the two was meant is not known.
    if (quic.parameters.has("ssl")) return;
    if (server.tlsListens.some((it) => it.socket.transport === "tcp")) return;
    if (isServedElsewhere(server, port, ctx.config)) return;
    const isTaken = server.listens.some(
      (it) => it.socket.transport === "tcp" && it.address.port === port,
    );
    ctx.report({
      file: quic.located.file,
      span: word.span,
      message: `no "listen ${port} ssl": clients that come over TCP get no answer`,
      fixes: isTaken
        ? []
        : [
            {
              title: `Add "listen ${port} ssl"`,
              safety: "unsafe",
              edits: [
                insertAfter(quic.located, [
                  `listen ${quic.located.directive.args[0]?.raw ?? port} ssl;`,
                ]),
              ],
            },
          ],
    });
  },
};

/** True if another server has all its names and answers over TCP at the port. */
function isServedElsewhere(server: VirtualServer, port: number, config: Config): boolean {
  return listenersOf(config).servers.some(
    (other) =>
      other !== server &&
      other.tlsListens.some((it) => it.socket.transport === "tcp" && it.address.port === port) &&
      server.names.every((it) => other.names.includes(it)),
  );
}
