/** What clients meet at one address of one server: TLS or not, which certificate, which versions. */
import type { Config } from "../../config/config.ts";
import { enabledProtocols } from "../../config/enabled-protocols.ts";
import type { Listen, VirtualServer } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import type { ServedCertificate } from "../../config/served-certificates.ts";
import { serverLabel } from "../../config/server-label.ts";
import { defaultProtocols } from "../../knowledge/protocols.ts";
import { versionAtLeast } from "../../settings.ts";
import { contextRows } from "./listener-context.ts";
import { ListenerView } from "./listener-view.ts";
import {
  fileLabel,
  type Posture,
  type PostureRow,
  type Quality,
  quoted,
  type Verdict,
} from "./row.ts";
import { ciphersInWords, isDynamic, qualityOfCiphers, qualityOfProtocols } from "./values.ts";

/**
 * The posture of one `listen` of a server, as clients find it that ask for this server. Options of the
 * address count whichever server sets them, and some settings only in its default server
 * (ngx_http_ssl_module; by server since 1.29.2 where noted there).
 */
export function listenerPosture(listen: Listen, config: Config): Posture {
  const view = new ListenerView(listen, config.settings.nginxVersion);
  const verdict = verdictOf(view);
  const rows = [encryption(view), defaultServer(view)];
  if (view.isTls) {
    rows.push(certificate(view), protocols(view), ciphers(view), clients(view));
    rows.push(...clientChecks(view), ...httpVersions(view), ...contextRows(view), ...extras(view));
  } else {
    rows.push(...httpVersions(view));
  }
  return { verdict, summary: summaryOf(view, verdict), rows };
}

function verdictOf(view: ListenerView): Verdict {
  if (view.passesThrough) return "unknown";
  if (!view.isTls || (view.startTls === "on" && !view.listen.socket.isTls)) return "plain";
  return view.server.verifyClient === "on" ? "mutual" : "encrypted";
}

function summaryOf(view: ListenerView, verdict: Verdict): string {
  const { address, socket } = view.listen;
  const place = address.key;
  if (verdict === "unknown") return `${place}: TLS, if clients speak it, passes through`;
  if (verdict === "plain") {
    const more = view.startTls === "on" ? ", STARTTLS offered" : redirects(view.server);
    return `Plain text on ${place}${more}`;
  }
  const parts = [certificateInWords(view.served), enabledIn(view).join(" ")];
  const verify = CLIENT_WORDS[view.server.verifyClient];
  if (verify) parts.push(verify);
  if (usesHttp2(view)) parts.push("HTTP/2");
  if (socket.has("quic")) parts.push("HTTP/3");
  return `TLS on ${place}: ${parts.join(", ")}`;
}

const CLIENT_WORDS: Readonly<Record<string, string>> = {
  on: "client certificates required",
  optional: "client certificates optional",
  optional_no_ca: "client certificates asked for, not verified",
};

/** A server that sends all requests to `https`. */
function redirects(server: VirtualServer): string {
  const answers = server.scope.named("return").flatMap((it) => it.directive.args);
  return answers.some((it) => it.text.startsWith("https://")) ? ", redirects to HTTPS" : "";
}

function certificateInWords({ from, certificates }: ServedCertificate): string {
  if (from === "refused") return "handshakes refused";
  if (from === "none") return "no certificate";
  const names = certificates.map((it) => fileLabel(it.directive.args[0]?.text ?? ""));
  return `${from === "own" ? "" : "default server's "}certificate ${names.join(" and ")}`;
}

function encryption(view: ListenerView): PostureRow {
  const { socket, located } = view.listen;
  const tlsListens = socket.listens.filter(
    (it) => it.parameters.has("ssl") || it.parameters.has("quic"),
  );
  const origins = tlsListens.flatMap((it) => it.located ?? []);
  const start = view.server.settings("starttls");
  if (!socket.isTls && view.startTls !== "off") {
    const forced = view.startTls === "only";
    const value = forced ? "yes, after STARTTLS" : "if the client says STARTTLS";
    return view.row("encryption", "Encrypted", value, forced ? "good" : "weak", start);
  }
  if (!socket.isTls) {
    const value = view.passesThrough ? "not by nginx: what clients send is passed on" : "no";
    const quality: Quality = view.passesThrough ? "unknown" : "weak";
    const own = view.row("encryption", "Encrypted", value, quality, located ? [located] : []);
    return {
      ...own,
      source: located ? `no "ssl" on ${quoted(view.listen.address.key)}` : own.source,
    };
  }
  const own = origins.find((it) => it === located);
  const row = view.row("encryption", "Encrypted", "yes", "good", own ? [own] : origins.slice(0, 1));
  if (own || origins.length === 0) return row;
  return { ...row, source: `"ssl" of another server on ${quoted(view.listen.address.key)}` };
}

function defaultServer(view: ListenerView): PostureRow {
  const { first, server, listen } = view;
  const { servers, listens } = listen.socket;
  const label = "Default server";
  const marked = listens.find(
    ({ parameters }) => parameters.has("default_server") || parameters.has("default"),
  );
  const why = marked
    ? "marked so"
    : servers.length > 1
      ? "the first on this address"
      : "the only one on this address";
  const value = first === server ? "this one" : quoted(serverLabel(first));
  const decisive = marked ?? first.listens.find((it) => it.socket === listen.socket);
  const origins = decisive?.located ? [decisive.located] : [];
  return { topic: "default-server", label, value, quality: "neutral", origins, source: why };
}

function certificate(view: ListenerView): PostureRow {
  const { from, certificates } = view.served;
  const paths = certificates.map((it) => quoted(it.directive.args[0]?.text ?? ""));
  const at = from === "default-server" ? view.first : view.server;
  const label = "Certificate";
  if (from === "refused") {
    const origins = view.server.settings("ssl_reject_handshake");
    return view.row("certificate", label, "none: handshakes are refused", "neutral", origins);
  }
  if (from === "none") {
    const isSeen = view.server.absence === "certain";
    const value = isSeen ? "none: handshakes fail" : "none in sight";
    return view.row("certificate", label, value, isSeen ? "weak" : "unknown", []);
  }
  const dynamic = certificates.some((it) => isDynamic(it.directive.args[0]?.text));
  const quality: Quality = from === "default-server" ? "weak" : dynamic ? "unknown" : "good";
  return view.row("certificate", label, paths.join(" and "), quality, certificates, at);
}

function enabledIn(view: ListenerView): readonly string[] {
  const written = view.forProtocols.settings("ssl_protocols");
  return written.length > 0 ? [...enabledProtocols(written)] : defaultProtocols(view.nginxVersion);
}

function protocols(view: ListenerView): PostureRow {
  const enabled = enabledIn(view);
  const written = view.forProtocols.settings("ssl_protocols");
  const quality = qualityOfProtocols(enabled);
  return view.row(
    "protocols",
    "Protocols",
    enabled.join(", "),
    quality,
    written,
    view.forProtocols,
  );
}

/** The default since 1.0.5. */
const DEFAULT_CIPHERS = "HIGH:!aNULL:!MD5";

function ciphers(view: ListenerView): PostureRow {
  const written = view.server.settings("ssl_ciphers");
  const text = view.server.value("ssl_ciphers") ?? DEFAULT_CIPHERS;
  return view.row("ciphers", "Ciphers", ciphersInWords(text), qualityOfCiphers(text), written);
}

function clients(view: ListenerView): PostureRow {
  const { verifyClient } = view.server;
  const written = view.server.settings("ssl_verify_client");
  const value = {
    on: "required and verified",
    optional: "verified if they show one",
    optional_no_ca: "asked for, not verified by nginx",
  }[verifyClient];
  const quality: Quality = verifyClient === "on" ? "good" : "neutral";
  return view.row("clients", "Client certificates", value ?? "not asked for", quality, written);
}

/** Only where client certificates are verified. */
function clientChecks(view: ListenerView): PostureRow[] {
  const { server } = view;
  if (server.verifyClient === "off") return [];
  const authorities = ["ssl_client_certificate", "ssl_trusted_certificate"].flatMap((it) =>
    server.settings(it),
  );
  const crl = server.settings("ssl_crl");
  const depth = server.value("ssl_verify_depth") ?? "1";
  const paths = (all: readonly Located[]) =>
    all.map((it) => quoted(it.directive.args[0]?.text ?? ""));
  const revoked =
    crl.length > 0 ? paths(crl).join(" and ") : "none: revoked certificates are taken";
  return [
    clientCa(view, authorities, paths(authorities)),
    view.row(
      "depth",
      "Chain depth",
      `at most ${depth} intermediate ${depth === "1" ? "CA" : "CAs"}`,
      "neutral",
      server.settings("ssl_verify_depth"),
    ),
    view.row("crl", "Revocation list", revoked, crl.length > 0 ? "good" : "neutral", crl),
  ];
}

function clientCa(
  view: ListenerView,
  authorities: readonly Located[],
  paths: readonly string[],
): PostureRow {
  const [label, value] = ["Client CA", paths.join(" and ") || "none"];
  if (authorities.length > 0) return view.row("verification", label, value, "good", authorities);
  const quality = view.server.verifyClient === "optional_no_ca" ? "neutral" : "weak";
  return { ...view.row("verification", label, value, quality, []), source: "not set" };
}

function usesHttp2({ server, listen, nginxVersion }: ListenerView): boolean {
  if (server.family !== "http" || listen.socket.transport === "udp") return false;
  if (listen.socket.has("http2")) return true;
  return versionAtLeast(nginxVersion, "1.25.1") && server.isOn("http2");
}

function httpVersions(view: ListenerView): PostureRow[] {
  const { server, listen } = view;
  if (server.family !== "http") return [];
  if (listen.socket.transport === "udp") {
    const off = server.value("http3")?.toLowerCase() === "off";
    const value = off ? "none: HTTP/3 is off here" : "HTTP/3";
    return [view.row("http", "HTTP", value, off ? "weak" : "good", server.settings("http3"))];
  }
  const flagged = listen.socket.listens.filter((it) => it.parameters.has("http2"));
  const origins =
    flagged.length > 0
      ? flagged.flatMap((it) => it.located ?? []).slice(0, 1)
      : server.settings("http2");
  const value = usesHttp2(view) ? "HTTP/1.1 and HTTP/2" : "HTTP/1.1";
  return [view.row("http", "HTTP", value, "neutral", origins)];
}

function extras(view: ListenerView): PostureRow[] {
  const { server } = view;
  const rows: PostureRow[] = [];
  if (server.family !== "mail") {
    const on = server.isOn("ssl_stapling");
    const written = server.settings("ssl_stapling");
    rows.push(view.row("stapling", "OCSP stapling", on ? "on" : "off", "neutral", written));
  }
  if (server.family === "http") rows.push(hsts(view));
  return rows;
}

function hsts(view: ListenerView): PostureRow {
  const header = view.server
    .settings("add_header")
    .find((it) => it.directive.args[0]?.text.toLowerCase() === "strict-transport-security");
  const value = header
    ? quoted(header.directive.args[1]?.text ?? "")
    : "not sent by this server block";
  return {
    ...view.row("hsts", "HSTS", value, header ? "good" : "neutral", header ? [header] : []),
    ...(!header && { source: 'no "add_header"' }),
  };
}
