import { isIpLiteral, parseAddress } from "../config/addresses.ts";
import type { Config } from "../config/config.ts";
import type { TlsConnection } from "../config/connections.ts";
import { effective } from "../config/effective.ts";
import { possibleValues } from "../config/variables.ts";
import { insertAfter } from "./edits.ts";
import type { Rule } from "./rule.ts";
import { anchorOf, passSpan, severityOfAbsence } from "./upstream.ts";

export const upstreamVariableNoResolver: Rule = {
  id: "upstream-variable-no-resolver",
  severity: "warning",
  docs: {
    summary: "A pass with a variable needs a resolver, and none is set",
    why: `
If the argument of a pass has a variable, nginx looks the host up at run time, unless it is an IP address or the
name of an upstream that the configuration knows. Without \`resolver\` every such request ends with 502 and
\`no resolver defined to resolve …\`.`,
    fixSafety:
      "The address is that of the local stub resolver of systemd; put your own DNS server there.",
    references: ["https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location / {
            set $api api.example.com;
            proxy_pass https://$api;
#                      ~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
        }
    }
}
`,
      good: `
http {
    server {
        location / {
            set $api api.example.com;
            proxy_pass https://$api;
            resolver 127.0.0.53 valid=30s;
        }
    }
}
`,
    },
  ],

  checkConnection(connection, ctx) {
    const { target, facts, scope } = connection;
    if (!target.hasVariables || target.group || effective("resolver", scope)) return;
    if (connection.absence === "fragment") return;
    if (/^(https?:\/\/)?unix:/i.test(target.text) || !needsLookUp(connection, ctx.config)) return;
    const page = facts.upstreams === "http" ? "http/ngx_http_core" : "stream/ngx_stream_core";
    ctx.report({
      file: connection.pass.file,
      span: passSpan(connection),
      message: 'host is looked up at run time, but no "resolver" is set',
      severity: severityOfAbsence("warning", connection.absence),
      docs: `https://nginx.org/en/docs/${page}_module.html#resolver`,
      fixes: [
        {
          title: "Insert a resolver",
          safety: "unsafe",
          edits: [insertAfter(anchorOf(connection.pass), ["resolver 127.0.0.53 valid=30s;"])],
        },
      ],
    });
  },
};

/** True if some value of the host is a name that nginx has no upstream for. */
function needsLookUp(connection: TlsConnection, config: Config): boolean {
  const { address, text } = connection.target;
  if (address) return isUnknownName(address.host, connection, config);
  const [, host] = /^(?:[a-z]+:\/\/)?([^/]*)/i.exec(text) ?? [];
  const variable = /^\$\{?(\w+)\}?/.exec(host ?? "")?.[1];
  if (variable === undefined || ALWAYS_ADDRESS.has(variable)) return false;
  const values = possibleValues(variable, config.root);
  if (!values) return !host?.startsWith("$") || KNOWN_NAMES.test(variable);
  return values.some((value) => {
    if (value.includes("$")) return false;
    const authority = /^(?:[a-z]+:\/\/)?([^/]*)/i.exec(value)?.[1] ?? "";
    const host = parseAddress(authority)?.host;
    return host !== undefined && host !== "" && isUnknownName(host, connection, config);
  });
}

const ALWAYS_ADDRESS: ReadonlySet<string> = new Set(["server_addr", "remote_addr"]);

/** Variables of nginx's own that hold a host name of the request. */
const KNOWN_NAMES = /^(host|http_host|arg_\w+|ssl_preread_server_name|ssl_server_name)$/;

/** Not an address, not a declared group, and not the host of a pass without variables. */
function isUnknownName(host: string, connection: TlsConnection, config: Config): boolean {
  const name = host.toLowerCase();
  if (name === "" || isIpLiteral(name)) return false;
  const family = connection.facts.upstreams;
  if (config.upstreams.some((it) => it.family === family && it.name.toLowerCase() === name)) {
    return false;
  }
  return !config.connections.some(
    ({ target, facts }) =>
      facts.upstreams === family &&
      !target.hasVariables &&
      target.address?.host.toLowerCase() === name,
  );
}
