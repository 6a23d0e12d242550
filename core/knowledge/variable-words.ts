/** The words that variables of nginx take, where they are few: for maps and conditions. */

export interface VariableWord {
  readonly text: string;
  readonly meaning: string;
}

/** Undefined for a variable whose values nobody can list. `name`: without `$`. */
export function wordsOfVariable(name: string): readonly VariableWord[] | undefined {
  return WORDS[name.toLowerCase()];
}

/** True for a variable that holds the name of a server. */
export function holdsServerName(name: string): boolean {
  return /^(host|http_host|server_name|ssl_server_name|ssl_preread_server_name)$/i.test(name);
}

const NO_TLS = ["", "no TLS"] as const;
const VERSIONS = [
  ["TLSv1.3", ""],
  ["TLSv1.2", ""],
  ["TLSv1.1", "retired by RFC 8996"],
  ["TLSv1", "retired by RFC 8996"],
] as const;

const WORDS: Readonly<Record<string, readonly VariableWord[]>> = {
  connection_requests: words(["1", "the first request of its connection"]),
  http2: words(["h2", "HTTP/2 over TLS"], ["h2c", "HTTP/2 in plain text"], ["", "another version"]),
  http3: words(["h3", "HTTP/3"], ["hq", "HTTP/0.9 over QUIC"], ["", "another version"]),
  http_upgrade: words(["websocket", "the client asks for WebSocket"], ["", "no upgrade"]),
  https: words(["on", "over TLS"], ["", "plain text"]),
  protocol: words(["TCP", ""], ["UDP", ""]),
  request_completion: words(["OK", "the request was completed"], ["", "it was not"]),
  request_method: words(
    ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map((it) => [it, ""] as const),
  ),
  scheme: words(["https", "over TLS"], ["http", "plain text"]),
  server_protocol: words(["HTTP/1.0", ""], ["HTTP/1.1", ""], ["HTTP/2.0", ""], ["HTTP/3.0", ""]),
  ssl_alpn_protocol: words(["h2", "HTTP/2"], ["http/1.1", ""], ["", "none agreed on"]),
  ssl_client_verify: words(
    ["SUCCESS", "the client's certificate is verified"],
    ["NONE", "the client showed no certificate"],
    ["~^FAILED", "the client's certificate failed; the reason follows"],
  ),
  ssl_early_data: words(["1", "TLS 1.3 early data: may be a replay"], ["", "not early data"]),
  ssl_preread_alpn_protocols: words(["h2", "HTTP/2"], ["h2,http/1.1", "HTTP/2 or 1.1"], NO_TLS),
  ssl_preread_protocol: words(...VERSIONS, NO_TLS),
  ssl_protocol: words(...VERSIONS, NO_TLS),
  ssl_session_reused: words(["r", "a session was resumed"], [".", "a full handshake"]),
  upstream_cache_status: words(
    ...["MISS", "BYPASS", "EXPIRED", "STALE", "UPDATING", "REVALIDATED", "HIT"].map(
      (it) => [it, ""] as const,
    ),
  ),
};

function words(...all: readonly (readonly [text: string, meaning: string])[]) {
  return all.map(([text, meaning]): VariableWord => ({ text, meaning }));
}
