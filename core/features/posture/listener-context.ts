/**
 * What belongs to the TLS context that a connection starts with: that of its socket's default server, whichever
 * server the client asks for (tls-semantics of nginx: only certificates, ciphers and client verification follow
 * the name).
 */
import { versionAtLeast } from "../../settings.ts";
import type { ListenerView } from "./listener-view.ts";
import { type PostureRow, quoted } from "./row.ts";

export function contextRows(view: ListenerView): PostureRow[] {
  return [curves(view), sessions(view), tickets(view), ...earlyData(view)];
}

function curves(view: ListenerView): PostureRow {
  const at = view.first;
  const written = at.settings("ssl_ecdh_curve");
  const value = at.value("ssl_ecdh_curve") ?? "auto";
  const words = value === "auto" ? "as OpenSSL chooses" : quoted(value);
  return view.row("curves", "Curves", words, "neutral", written, at);
}

function sessions(view: ListenerView): PostureRow {
  const at = view.first;
  const written = at.settings("ssl_session_cache");
  const words = written.flatMap((it) => it.directive.args.map((word) => word.text));
  const timeout = at.value("ssl_session_timeout") ?? "5m";
  const cache = words.length === 0 ? "no cache" : words.map(cacheInWords).join(", ");
  return view.row("sessions", "Sessions", `${cache}, kept for ${timeout}`, "neutral", written, at);
}

function cacheInWords(word: string): string {
  const [kind, name = "", size] = word.split(":");
  if (kind === "shared" && size) return `cache ${quoted(name)} of ${size} for all workers`;
  if (kind === "shared") return `cache ${quoted(name)} for all workers`;
  if (kind === "builtin") return "a cache for each worker";
  return kind === "off" ? "no resumption" : "no cache";
}

/** Since 1.29.2 a server's own `ssl_session_tickets` counts; before, that of the default server. */
function tickets(view: ListenerView): PostureRow {
  const at = versionAtLeast(view.nginxVersion, "1.29.2") ? view.server : view.first;
  const off = at.value("ssl_session_tickets")?.toLowerCase() === "off";
  const keys = view.first.settings("ssl_session_ticket_key");
  const written = at.settings("ssl_session_tickets");
  const path = quoted(keys[0]?.directive.args[0]?.text ?? "");
  const value = off ? "off" : keys.length > 0 ? `on, key ${path}` : "on, key of nginx's own";
  const row = view.row("tickets", "Session tickets", value, "neutral", written, at);
  return off || keys.length === 0 ? row : { ...row, origins: [...written, ...keys] };
}

function earlyData(view: ListenerView): PostureRow[] {
  const at = view.first;
  if (view.server.family !== "http" || !at.isOn("ssl_early_data")) return [];
  const written = at.settings("ssl_early_data");
  const value = "taken: such requests can be replayed";
  return [view.row("early-data", "Early data", value, "weak", written, at)];
}
