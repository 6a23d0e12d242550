import type { Config } from "../config/config.ts";
import { enabledProtocols } from "../config/enabled-protocols.ts";
import { listenersOf } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { defaultProtocols, PROTOCOLS, protocolNamed } from "../knowledge/protocols.ts";
import { docsAt, pathSpan } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

const PREFIXES = ["", "proxy_", "grpc_", "uwsgi_"];

export const confCommandBypasses: Rule = {
  id: "conf-command-bypasses",
  severity: "warning",
  directives: PREFIXES.map((it) => `${it}ssl_conf_command`),
  docs: {
    summary: "An OpenSSL command overrides a directive of nginx, or switches protection off",
    why: `
The commands go to OpenSSL after nginx has applied its own directives, so they win over \`ssl_protocols\`,
\`ssl_ciphers\` and the like, and whoever reads those is misled. For a server, limits of versions count in the default
server of the socket only. A limit that excludes nothing that the directive enables is not reported.
\`UnsafeLegacyRenegotiation\` and \`UnsafeLegacyServerConnect\` allow renegotiation as it was before RFC 5746, which lets
others put text into a connection (CVE-2009-3555).`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_conf_command",
      "https://docs.openssl.org/3.0/man3/SSL_CONF_cmd/",
    ],
  },
  examples: [
    {
      bad: `
http {
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_conf_command MaxProtocol TLSv1.2;
#                    ~~~~~~~~~~~ warning: "MaxProtocol" overrides "ssl_protocols"
    ssl_conf_command Options UnsafeLegacyRenegotiation;
#                            ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "UnsafeLegacyRenegotiation" allows renegotiation as it was before RFC 5746
}
`,
      good: `
http {
    ssl_protocols TLSv1.2;
    ssl_conf_command Options PrioritizeChaCha;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { name, args } = located.directive;
    const [key, value] = args;
    if (!key || !value) return;
    const prefix = name.text.slice(0, -"ssl_conf_command".length);
    const native = NATIVE.get(key.text.toLowerCase())?.(prefix);
    if (native !== undefined && !isIdleLimit(located, native, ctx.config)) {
      ctx.report({
        file: located.file,
        span: pathSpan(located),
        message: `"${key.text}" overrides "${native}"`,
        docs: docsAt(located),
      });
    }
    const unsafe = UNSAFE.exec(value.text)?.[0];
    if (key.text.toLowerCase() !== "options" || unsafe === undefined) return;
    ctx.report({
      file: located.file,
      span: value.span,
      message: `"${unsafe}" allows renegotiation as it was before RFC 5746`,
      docs: docsAt(located),
    });
  },
};

const ORDER: readonly string[] = PROTOCOLS;

/** True for a limit of versions that leaves in all that the directive enables, or that OpenSSL does not take. */
function isIdleLimit(located: Located, native: string, config: Config): boolean {
  const { directive, scope } = located;
  const [key = "", value = ""] = directive.args.map((it) => it.text);
  const isMin = /^minprotocol$/i.test(key);
  if (!isMin && !/^maxprotocol$/i.test(key)) return false;
  const limit = ORDER.indexOf(value);
  if (limit < 0) return protocolNamed(value) !== undefined || /^none$/i.test(value);
  if (native === "ssl_protocols" && countsNowhere(located, config)) return true;
  const written = scope.nearest(native)?.directives;
  const enabled = written
    ? [...enabledProtocols(written)]
    : defaultProtocols(config.settings.nginxVersion);
  return enabled.every((it) => {
    const at = ORDER.indexOf(it);
    return isMin ? at >= limit : at <= limit;
  });
}

/** True in a server that is the default one of none of its sockets: a limit of versions does nothing there. */
function countsNowhere({ scope }: Located, config: Config): boolean {
  const server = listenersOf(config).byScope.get(scope);
  if (!server || server.tlsListens.length === 0) return false;
  return server.tlsListens.every(
    ({ socket }) => socket.complete && socket.defaultServer !== server,
  );
}

/** Not with a `-`, which switches the option off. */
const UNSAFE = /(?<![-\w])UnsafeLegacy(Renegotiation|ServerConnect)\b/i;

const NATIVE: ReadonlyMap<string, (prefix: string) => string> = new Map([
  ["minprotocol", (prefix: string) => `${prefix}ssl_protocols`],
  ["maxprotocol", (prefix: string) => `${prefix}ssl_protocols`],
  ["protocol", (prefix: string) => `${prefix}ssl_protocols`],
  ["cipherstring", (prefix: string) => `${prefix}ssl_ciphers`],
  ["certificate", (prefix: string) => `${prefix}ssl_certificate`],
  ["privatekey", (prefix: string) => `${prefix}ssl_certificate_key`],
  ["verifymode", (prefix: string) => (prefix === "" ? "ssl_verify_client" : `${prefix}ssl_verify`)],
]);
