/** Building blocks for TLS towards upstreams, at the block of a pass. */
import { isIpLiteral } from "../../config/addresses.ts";
import type { TlsConnection } from "../../config/connections.ts";
import { policyNamed } from "../../knowledge/policies/policies.ts";
import { protocolNamed } from "../../knowledge/protocols.ts";
import { asWord } from "./item.ts";
import type { Line, Piece, RecipeSource } from "./recipe.ts";
import type { Spot } from "./surroundings.ts";

export const verifiedUpstream: RecipeSource = (spot) => {
  const connection = hopOf(spot);
  const lines = connection && verification(connection, spot);
  if (!connection || !lines) return undefined;
  return {
    label: "Verify this upstream",
    words: `tls ${connection.directiveName("ssl_verify")}`,
    explanation: `Checks the certificate of \`${connection.target.text}\` and its name, and sends the name (SNI).`,
    lines,
  };
};

export const mutualTls: RecipeSource = (spot) => {
  const connection = hopOf(spot);
  if (!connection || connection.setting("ssl_certificate").value) return undefined;
  const lines = verification(connection, spot) ?? [];
  return {
    label: "Mutual TLS to this upstream",
    words: `tls client certificate ${connection.directiveName("ssl_certificate")}`,
    explanation: `Shows a client certificate to \`${connection.target.text}\`, and checks the upstream's own.`,
    lines: [
      ...lines,
      line(connection, "ssl_certificate", { fill: "/etc/nginx/client.crt" }),
      line(connection, "ssl_certificate_key", { fill: "/etc/nginx/client.key" }),
    ],
  };
};

/** The TLS hop of this very block. In `if` and `limit_except` these directives may not stand. */
function hopOf({ config, scope, place }: Spot): TlsConnection | undefined {
  if (place !== "http/location" && place !== "stream/server") return undefined;
  return config.connections.find((it) => {
    if (it.scope !== scope) return false;
    return (
      it.tls === "yes" || (it.facts.family === "stream" && it.setting("ssl").directives.length > 0)
    );
  });
}

function line(connection: TlsConnection, suffix: string, value: Piece): Line {
  return [`${connection.directiveName(suffix)} `, value, ";"];
}

/** What the hop lacks; undefined where it lacks nothing, or where the block itself says otherwise. */
function verification(connection: TlsConnection, { config }: Spot): readonly Line[] | undefined {
  const off = ["ssl_verify", "ssl_server_name"].filter((it) => !connection.isOn(it));
  if (off.some((it) => connection.setting(it).own)) return undefined;
  const lines: Line[] = [];
  const { settings } = config;
  if (off.includes("ssl_verify")) lines.push(line(connection, "ssl_verify", "on"));
  if (!connection.setting("ssl_trusted_certificate").value) {
    lines.push(line(connection, "ssl_trusted_certificate", { fill: settings.trustedCertificate }));
  }
  if (off.includes("ssl_server_name")) lines.push(line(connection, "ssl_server_name", "on"));
  const name = missingName(connection);
  if (name !== undefined) lines.push(line(connection, "ssl_name", { fill: asWord(name) }));
  const protocols = missingProtocols(connection, settings.policy, settings.nginxVersion);
  if (lines.length > 0 && protocols) lines.push(line(connection, "ssl_protocols", protocols));
  return lines.length > 0 ? lines : undefined;
}

/** The name that must be written so that the certificate can match it. */
function missingName(connection: TlsConnection): string | undefined {
  if (connection.setting("ssl_name").directives.length > 0) return undefined;
  const { address, group } = connection.target;
  if (!address) return undefined;
  const hosts = group ? group.servers.map((it) => it.address?.host ?? "") : [address.host];
  const named = hosts.find((it) => it !== "" && !isIpLiteral(it));
  if (!group) return named === undefined ? PLACEHOLDER : undefined;
  if (!group.complete || hosts.some((it) => it.toLowerCase() === group.name.toLowerCase())) {
    return undefined;
  }
  return named ?? (group.name.includes(".") ? undefined : PLACEHOLDER);
}

const PLACEHOLDER = "name-in-certificate.example.com";

function missingProtocols(
  connection: TlsConnection,
  policy: string,
  version: string,
): string | undefined {
  const setting = connection.setting("ssl_protocols");
  const allowed = policyNamed(policy).protocols(version, setting.name);
  const words =
    setting.directives.length > 0
      ? setting.directives.flatMap((it) => it.directive.args.map((word) => word.text))
      : (setting.value ?? "").split(" ");
  const inForce = words.flatMap((it) => protocolNamed(it) ?? []);
  const isFine = inForce.every((it) => allowed.includes(it));
  return isFine || setting.own ? undefined : allowed.join(" ");
}
