/** What protects one hop from nginx to an upstream. */
import { isIpLiteral } from "../../config/addresses.ts";
import type { Config } from "../../config/config.ts";
import type { Setting, TlsConnection } from "../../config/connections.ts";
import { enabledProtocols } from "../../config/enabled-protocols.ts";
import {
  fileLabel,
  type Posture,
  type PostureRow,
  type PostureTopic,
  type Quality,
  quoted,
  sourceOf,
  type Verdict,
} from "./row.ts";
import { ciphersInWords, isDynamic, qualityOfCiphers, qualityOfProtocols } from "./values.ts";

/** The posture of a hop under nginx's inheritance. A hop in plain text has no more than its first row. */
export function connectionPosture(connection: TlsConnection, config: Config): Posture {
  const view = new HopView(connection, config.settings.nginxVersion);
  const verdict = verdictOf(view);
  const rows = [encryption(view)];
  if (connection.tls !== "no") {
    rows.push(verification(view), nameCheck(view), sni(view), identity(view));
    rows.push(...cryptography(view), ...chainLimits(view), sessions(view), ...extras(view));
  }
  return { verdict, summary: summaryOf(view, verdict), rows };
}

/** A connection with the words that its settings are told in. */
class HopView {
  readonly connection: TlsConnection;
  readonly #version: string;

  constructor(connection: TlsConnection, nginxVersion: string) {
    this.connection = connection;
    this.#version = nginxVersion;
  }

  get target(): string {
    return this.connection.target.text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/\/.*$/, "");
  }

  get verifies(): boolean {
    return this.connection.isOn("ssl_verify");
  }

  /** The CA file, if it is written somewhere. */
  get trusted(): string | undefined {
    return this.connection.setting("ssl_trusted_certificate").value || undefined;
  }

  /** The client certificate; `""` takes an inherited one back. */
  get certificate(): string | undefined {
    return this.connection.setting("ssl_certificate").value || undefined;
  }

  /** True if TLS bytes of the clients go through unchanged. */
  get passesThrough(): boolean {
    const { facts, scope } = this.connection;
    const preread = scope.nearest("ssl_preread")?.directives[0].directive.args[0]?.text;
    return facts.family === "stream" && preread?.toLowerCase() === "on";
  }

  get sendsName(): boolean {
    const { peerName } = this.connection;
    return this.connection.isOn("ssl_server_name") && !(peerName && isIpLiteral(peerName));
  }

  /** True if the name is that of a group, and none of its servers is called so. */
  get hasForeignGroupName(): boolean {
    const { group } = this.connection.target;
    if (!group?.complete || this.connection.setting("ssl_name").directives.length > 0) return false;
    const name = group.name.toLowerCase();
    return !group.servers.some((it) => it.address?.host.toLowerCase() === name);
  }

  /** Certificate checks need a CA: nginx refuses to start without. */
  get lacksCa(): boolean {
    return this.verifies && !this.trusted && this.connection.absence === "certain";
  }

  row(
    topic: PostureTopic,
    label: string,
    value: string,
    quality: Quality,
    setting: Setting,
    source?: string,
  ): PostureRow {
    const origins = setting.directives;
    const told =
      source ?? (origins.length > 0 ? sourceOf(origins, this.connection.scope) : undefined);
    return { topic, label, value, quality, origins, source: told ?? this.#default() };
  }

  #default(): string {
    const version = `default of nginx ${this.#version}`;
    return this.connection.absence === "certain" ? version : `${version}, unless set out of sight`;
  }
}

function verdictOf(view: HopView): Verdict {
  const { tls } = view.connection;
  if (tls === "no") return view.passesThrough ? "unknown" : "plain";
  if (tls === "unknown" || view.lacksCa) return "unknown";
  if (!view.verifies) return "encrypted";
  return view.certificate === undefined ? "verified" : "mutual";
}

function summaryOf(view: HopView, verdict: Verdict): string {
  const { connection, target } = view;
  if (connection.tls === "no") {
    return verdict === "plain"
      ? `Plain text to ${target}`
      : `Bytes of the client, TLS or not, passed on to ${target}`;
  }
  const trusted = view.trusted === undefined ? "" : ` (${fileLabel(view.trusted)})`;
  const parts = [view.verifies ? `verified${trusted}` : "not verified"];
  if (view.lacksCa) parts[0] = "verified against no CA, which nginx refuses";
  parts.push(view.sendsName ? `SNI ${connection.peerName ?? "from a variable"}` : "no SNI");
  if (view.certificate !== undefined) {
    parts.push(`client certificate ${fileLabel(view.certificate)}`);
  }
  const start = connection.tls === "yes" ? "TLS" : "TLS if the scheme says so,";
  return `${start} to ${target}: ${parts.join(", ")}`;
}

function encryption(view: HopView): PostureRow {
  const { connection } = view;
  const { facts, target, tls, pass } = connection;
  const fixed = { topic: "encryption", label: "Encrypted" } as const;
  if (facts.family === "stream") {
    const setting = connection.setting("ssl");
    if (tls === "yes") return view.row(fixed.topic, fixed.label, "yes", "good", setting);
    const value = view.passesThrough ? "not by nginx: what clients send is passed on" : "no";
    const quality = view.passesThrough ? "unknown" : "weak";
    const udp = connection.isOn("ssl") ? `${quoted(setting.name)} is ignored for UDP` : undefined;
    return view.row(fixed.topic, fixed.label, value, quality, setting, udp);
  }
  const source = target.scheme === undefined ? "no scheme" : `scheme ${quoted(target.scheme)}`;
  const words = { yes: "yes", no: "no", unknown: "as a variable says" }[tls];
  const quality: Quality = tls === "yes" ? "good" : tls === "no" ? "weak" : "unknown";
  return { ...fixed, value: words, quality, origins: [pass], source };
}

function verification(view: HopView): PostureRow {
  const verify = view.connection.setting("ssl_verify");
  if (!view.verifies) {
    const value = "no: any certificate is taken";
    return view.row("verification", "Verified", value, "weak", verify);
  }
  const trusted = view.connection.setting("ssl_trusted_certificate");
  if (view.trusted === undefined) {
    const quality: Quality = view.lacksCa ? "weak" : "unknown";
    const value = view.lacksCa ? "no CA is named: nginx refuses to start" : "CA not in sight";
    return view.row("verification", "Verified", value, quality, verify);
  }
  const row = view.row(
    "verification",
    "Verified",
    `against ${quoted(view.trusted)}`,
    "good",
    trusted,
  );
  return { ...row, origins: [...verify.directives, ...trusted.directives] };
}

function nameCheck(view: HopView): PostureRow {
  const { connection } = view;
  const setting = connection.setting("ssl_name");
  const { group } = connection.target;
  const host = group
    ? "name of the upstream group"
    : `host of ${quoted(connection.pass.directive.name.text)}`;
  const source = setting.directives.length > 0 ? undefined : host;
  const told = (value: string, quality: Quality) =>
    view.row("name", "Name checked", value, quality, setting, source);
  if (!view.verifies) {
    return view.row("name", "Name checked", "no", "weak", connection.setting("ssl_verify"));
  }
  const name = connection.peerName;
  if (name === undefined)
    return told(`what ${quoted(setting.value ?? connection.target.text)} holds`, "unknown");
  if (name === "") return told('"", which no certificate matches', "weak");
  if (connection.peerNameIsIp) {
    return told(`${quoted(name)}, an IP address: only DNS names are compared`, "weak");
  }
  if (view.hasForeignGroupName) {
    return told(`${quoted(name)}, which is no server of the group`, "weak");
  }
  return told(quoted(name), "good");
}

function sni(view: HopView): PostureRow {
  const { connection } = view;
  const setting = connection.setting("ssl_server_name");
  const name = connection.peerName;
  if (!connection.isOn("ssl_server_name"))
    return view.row("sni", "SNI", "not sent", "neutral", setting);
  if (name !== undefined && isIpLiteral(name)) {
    return view.row("sni", "SNI", `not sent: ${quoted(name)} is an IP address`, "neutral", setting);
  }
  const value = name === undefined ? "a name known at run time" : quoted(name);
  return view.row("sni", "SNI", value, name === undefined ? "unknown" : "good", setting);
}

function identity(view: HopView): PostureRow {
  const certificate = view.connection.setting("ssl_certificate");
  const key = view.connection.setting("ssl_certificate_key");
  const label = "Client certificate";
  if (view.certificate === undefined) {
    const value = certificate.value === "" ? "none: taken back" : "none";
    return view.row("identity", label, value, "neutral", certificate);
  }
  const keyText = key.value ? `key ${quoted(key.value)}` : "no key: nginx refuses to start";
  const dynamic = isDynamic(certificate.value) || isDynamic(key.value);
  const quality: Quality = !key.value ? "weak" : dynamic ? "unknown" : "good";
  const row = view.row(
    "identity",
    label,
    `${quoted(view.certificate)}, ${keyText}`,
    quality,
    certificate,
  );
  return { ...row, origins: [...certificate.directives, ...key.directives] };
}

function cryptography(view: HopView): PostureRow[] {
  const protocols = view.connection.setting("ssl_protocols");
  const enabled =
    protocols.directives.length > 0
      ? [...enabledProtocols(protocols.directives)]
      : (protocols.value ?? "").split(" ");
  const ciphers = view.connection.setting("ssl_ciphers");
  const text = ciphers.value ?? "DEFAULT";
  return [
    view.row("protocols", "Protocols", enabled.join(", "), qualityOfProtocols(enabled), protocols),
    view.row("ciphers", "Ciphers", ciphersInWords(text), qualityOfCiphers(text), ciphers),
  ];
}

/** Only where certificates are checked: nginx does not read these files otherwise. */
function chainLimits(view: HopView): PostureRow[] {
  if (!view.verifies) return [];
  const depth = view.connection.setting("ssl_verify_depth");
  const crl = view.connection.setting("ssl_crl");
  const count = depth.value === "1" ? "1 intermediate CA" : `${depth.value} intermediate CAs`;
  const list = crl.value ? quoted(crl.value) : "none: revoked certificates are taken";
  return [
    view.row("depth", "Chain depth", `at most ${count}`, "neutral", depth),
    view.row("crl", "Revocation list", list, crl.value ? "good" : "neutral", crl),
  ];
}

function sessions(view: HopView): PostureRow {
  const setting = view.connection.setting("ssl_session_reuse");
  const value = view.connection.isOn("ssl_session_reuse")
    ? "resumed, for all who use this upstream"
    : "never resumed";
  return view.row("sessions", "Sessions", value, "neutral", setting);
}

/** What most hops do not have. */
function extras(view: HopView): PostureRow[] {
  const rows: PostureRow[] = [];
  const alpn = view.connection.setting("ssl_alpn");
  const commands = view.connection.setting("ssl_conf_command");
  const words = ({ directives }: Setting) =>
    directives.map(({ directive }) => directive.args.map((it) => it.text).join(" "));
  if (alpn.directives.length > 0) {
    rows.push(view.row("alpn", "ALPN", words(alpn).join(" "), "neutral", alpn));
  }
  if (commands.directives.length > 0) {
    const value = words(commands).map(quoted).join(", ");
    rows.push(view.row("commands", "OpenSSL commands", value, "neutral", commands));
  }
  return rows;
}
