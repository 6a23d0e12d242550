/** Building blocks for TLS of servers. */
import { effective } from "../../config/effective.ts";
import type { Scope } from "../../config/scope.ts";
import { serverTls } from "../../config/startup.ts";
import { policyNamed } from "../../knowledge/policies/policies.ts";
import type { Policy } from "../../knowledge/policies/policy.ts";
import { defaultProtocols, protocolNamed } from "../../knowledge/protocols.ts";
import type { Settings } from "../../settings.ts";
import { versionAtLeast } from "../../version.ts";
import type { Line, Recipe, RecipeSource } from "./recipe.ts";

const SERVERS = /^(http|stream|mail)\/server$/;

/** What the policy asks for, here or for all servers of the block. */
export const serverPolicy: RecipeSource = ({ config, scope, place }) => {
  const { settings } = config;
  const isServer = SERVERS.test(place);
  if (!isServer && !/^(http|stream|mail)$/.test(place)) return undefined;
  if (isServer && serverTls(scope) !== "yes") return undefined;
  const policy = policyNamed(settings.policy);
  const lines = policyLines(scope, policy, settings);
  return {
    label: isServer ? "TLS settings for this server" : "TLS settings for all servers",
    words: `tls ssl_protocols ssl_ciphers ${policy.id.replaceAll("-", " ")}`,
    explanation: `Protocols, ciphers and sessions of ${policy.source.title} ${policy.source.edition} (\`${policy.id}\`), as far as they are not set already.`,
    lines,
  };
};

function policyLines(scope: Scope, policy: Policy, settings: Settings): readonly Line[] {
  const lines: Line[] = [];
  const isSet = (name: string) => effective(name, scope) !== undefined;
  const wanted = policy.protocols(settings.nginxVersion, "ssl_protocols");
  const unset = !isSet("ssl_protocols");
  const inForce = unset ? defaultProtocols(settings.nginxVersion) : writtenProtocols(scope);
  const isFine = inForce.length === wanted.length && wanted.every((it) => inForce.includes(it));
  if (!isFine && scope.named("ssl_protocols").length === 0) {
    lines.push([`ssl_protocols ${wanted.join(" ")};`]);
  }
  if (!isSet("ssl_ciphers") && wanted.includes("TLSv1.2")) {
    lines.push([`ssl_ciphers ${policy.ciphers("ssl_ciphers").text};`]);
  }
  if (policy.clientOrder && isOn("ssl_prefer_server_ciphers", scope)) {
    if (scope.named("ssl_prefer_server_ciphers").length === 0) {
      lines.push(["ssl_prefer_server_ciphers off;"]);
    }
  }
  if (policy.resumption && !isSet("ssl_session_cache")) {
    lines.push(["ssl_session_cache shared:SSL:10m;"]);
    if (!isSet("ssl_session_timeout")) lines.push(["ssl_session_timeout 1d;"]);
  }
  if (lacksHsts(scope) && policy.hstsSeconds !== undefined) {
    lines.push([
      `add_header Strict-Transport-Security "max-age=`,
      { fill: String(policy.hstsSeconds) },
      '" always;',
    ]);
  }
  return lines;
}

function writtenProtocols(scope: Scope): readonly string[] {
  const words = effective("ssl_protocols", scope)?.directives ?? [];
  return words.flatMap(({ directive }) =>
    directive.args.flatMap((it) => protocolNamed(it.text) ?? []),
  );
}

function isOn(name: string, scope: Scope): boolean {
  return effective(name, scope)?.directives[0].directive.args[0]?.text.toLowerCase() === "on";
}

/** Only where no inherited header would be lost, and no location has headers of its own. */
function lacksHsts(scope: Scope): boolean {
  if (scope.place !== "http/server" || scope.nearest("add_header")) return false;
  return scope.inward().every((it) => it.named("add_header").length === 0);
}

export const clientCertificates: RecipeSource = ({ scope, place }) => {
  if (!SERVERS.test(place) || serverTls(scope) !== "yes") return undefined;
  if (effective("ssl_verify_client", scope)) return undefined;
  const lines: Line[] = [["ssl_verify_client on;"]];
  const authorities = ["ssl_client_certificate", "ssl_trusted_certificate"];
  if (!authorities.some((it) => effective(it, scope))) {
    lines.push(["ssl_client_certificate ", { fill: "/etc/nginx/client-ca.crt" }, ";"]);
  }
  return {
    label: "Ask clients for certificates",
    words: "tls mutual ssl_verify_client",
    explanation: "Serves only clients whose certificate one of your CAs has signed.",
    lines,
  };
};

export const redirect: RecipeSource = ({ scope, place }) => {
  const explanation = "Sends browsers to the same address over HTTPS.";
  const label = "Redirect to HTTPS";
  const words = "tls return 301 https";
  const line: Line = ["return 301 https://$host$request_uri;"];
  if (place === "http/server") {
    const serves = serverTls(scope) === "yes" || scope.named("return").length > 0;
    const hasMore = scope.named("location").length > 0;
    return serves || hasMore ? undefined : { label, words, explanation, lines: [line] };
  }
  if (place !== "http") return undefined;
  const lines: readonly Line[] = [
    ["server {"],
    ["\tlisten 80;"],
    ["\tlisten [::]:80;"],
    ["\tserver_name ", { fill: "example.com" }, ";"],
    ["\t", ...line],
    ["}"],
  ];
  return { label, words, explanation, lines };
};

export const httpsServer: RecipeSource = ({ config, scope, place }) => {
  if (place !== "http") return undefined;
  const { settings } = config;
  const policy = policyNamed(settings.policy);
  const hasHttp2 = versionAtLeast(settings.nginxVersion, "1.25.1");
  const flags = hasHttp2 ? "ssl" : "ssl http2";
  const inner: Line[] = [
    [`listen 443 ${flags};`],
    [`listen [::]:443 ${flags};`],
    ...(hasHttp2 && !isOn("http2", scope) ? [["http2 on;"]] : []),
    ["server_name ", { fill: "example.com" }, ";"],
    ["ssl_certificate ", { fill: "/etc/nginx/example.com.crt" }, ";"],
    ["ssl_certificate_key ", { fill: "/etc/nginx/example.com.key" }, ";"],
    ...policyLines(scope, policy, settings),
  ];
  const lines: readonly Line[] = [["server {"], ...inner.map((it): Line => ["\t", ...it]), ["}"]];
  const recipe: Recipe = {
    label: "HTTPS server",
    words: "tls server listen 443 ssl",
    explanation: `A server with TLS as ${policy.source.title} ${policy.source.edition} has it.`,
    lines,
  };
  return recipe;
};
