/** What decides about a TLS hop, behind its pass directive. */
import type { Setting, TlsConnection } from "../../config/connections.ts";
import { enabledProtocols } from "../../config/enabled-protocols.ts";
import { fileLabel } from "../posture/row.ts";
import { type HintPart, partOf, protocolRange } from "./hint.ts";

/** None for a hop that is not surely TLS. */
export function connectionParts(connection: TlsConnection): readonly HintPart[] {
  if (connection.tls !== "yes") return [];
  const { absence } = connection;
  const part = (setting: Setting, text: string) => partOf(text, setting, absence);
  const verify = connection.setting("ssl_verify");
  const sni = connection.setting("ssl_server_name");
  const protocols = connection.setting("ssl_protocols");
  const enabled =
    protocols.directives.length > 0
      ? enabledProtocols(protocols.directives)
      : (protocols.value ?? "").split(" ");
  return [
    ...part(verify, `verify ${verify.value ?? "off"}`),
    ...(connection.isOn("ssl_verify")
      ? inherited(connection, "ssl_trusted_certificate", "CA")
      : []),
    ...part(sni, `SNI ${sni.value ?? "off"}`),
    ...inherited(connection, "ssl_certificate", "client certificate"),
    ...part(protocols, protocolRange(enabled)),
  ];
}

/** A file that is named further out; nothing where none is. */
function inherited(connection: TlsConnection, suffix: string, label: string): readonly HintPart[] {
  const setting = connection.setting(suffix);
  if (!setting.value || setting.directives.length === 0) return [];
  return partOf(`${label} ${fileLabel(setting.value)}`, setting, connection.absence);
}
