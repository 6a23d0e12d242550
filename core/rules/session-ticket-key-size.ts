import { settingIsSetUp } from "../config/cipher-uses.ts";
import { counted } from "../text.ts";
import { docsAt, pathOf, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const sessionTicketKeySize: Rule = {
  id: "session-ticket-key-size",
  severity: "error",
  directives: ["ssl_session_ticket_key"],
  docs: {
    summary: "A file with a session ticket key has neither 80 nor 48 bytes",
    why: `
nginx takes the file as it is: 80 random bytes are a name, a key for AES-256 and one for HMAC; 48 bytes the same with AES-128, as
before nginx 1.11.8. It stops at any other size, also with \`ssl_session_tickets off\`: \`"…" must be 48 or 80 bytes\`. A key in
hexadecimal or base64, or with a line break behind it, is of another size. \`openssl rand 80 > ticket.key\` makes one.
With 48 bytes the finding is a hint.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_ticket_key"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
        ssl_session_ticket_key ticket.hex;
#                              ~~~~~~~~~~ error: "ticket.hex" has 160 bytes; nginx wants 80, or 48
        ssl_session_ticket_key ticket.old;
#                              ~~~~~~~~~~ hint: 48 bytes make tickets with AES-128; 80 would make AES-256
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
        ssl_session_ticket_key ticket.key;
    }
}
`,
      files: {
        "ticket.hex": { status: "read", size: 160, pem: { blocks: [] } },
        "ticket.old": { status: "read", size: 48, pem: { blocks: [] } },
        "ticket.key": { status: "read", size: 80, pem: { blocks: [] } },
      },
    },
  ],

  checkDirective(located, ctx) {
    const file = ctx.file(located);
    if (file?.status !== "read" || file.size === 80) return;
    const { size } = file;
    const isRefused = size !== 48;
    const refused = settingIsSetUp(ctx.config, located) ? "error" : "warning";
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: isRefused
        ? `"${pathOf(located)}" has ${counted(size, "byte")}; nginx wants 80, or 48`
        : "48 bytes make tickets with AES-128; 80 would make AES-256",
      severity: isRefused ? refused : "hint",
      docs: docsAt(located),
    });
  },
};
