import { parseSize } from "../knowledge/values/scalars.ts";
import { replaceArguments } from "./shared/edits.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

/** The most a TLS record holds (RFC 8446, section 5.1). */
const RECORD = 16_384;
/** What goes into one packet on most networks. */
const PACKET = 1400;

export const sslBufferSize: Rule = {
  id: "ssl-buffer-size",
  severity: "warning",
  directives: ["ssl_buffer_size"],
  docs: {
    summary: "The buffer for TLS is empty, larger than a record, or smaller than a packet",
    why: `
nginx fills the buffer and sends it as one TLS record, which holds 16 kilobytes at most: a larger buffer only costs
memory and delays the first byte. A very small one costs a record's overhead and a system call for every packet's
worth of data. With \`0\` nginx starts and never sends a response (observed with 1.22.1 and 1.30.6). The default is 16k; 4k gets the first bytes out sooner.`,
    fixSafety: "Data is sent in records of another size.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_buffer_size",
      "https://www.rfc-editor.org/rfc/rfc8446#section-5.1",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_buffer_size 64k;
#                   ~~~ warning: a TLS record holds 16k at most
}
`,
      good: `
http {
    ssl_buffer_size 16k;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const size = parseSize(located.directive.args[0]?.text ?? "");
    if (size === undefined || (size >= PACKET && size <= RECORD)) return;
    const isSmall = size > 0 && size < PACKET;
    ctx.report({
      file: located.file,
      span: pathSpan(located),
      message: messageFor(size),
      severity: isSmall ? "hint" : "warning",
      docs: docsAt(located),
      fixes: [
        {
          title: isSmall ? 'Use "4k"' : 'Use "16k"',
          safety: "unsafe",
          edits: [replaceArguments(located, isSmall ? "4k" : "16k")],
        },
      ],
    });
  },
};

function messageFor(size: number): string {
  if (size > RECORD) return "a TLS record holds 16k at most";
  return size === 0
    ? "no response is ever sent: the buffer holds nothing"
    : "each record fills less than a packet";
}
