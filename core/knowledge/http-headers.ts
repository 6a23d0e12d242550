/** Header fields that configurations set or hide, with values that are commonly given to them. */

export interface HeaderField {
  readonly name: string;
  readonly meaning: string;
  /** As one argument, without quotes. */
  readonly values: readonly string[];
}

/**
 * Of responses. Security headers as of the OWASP Secure Headers Project (2025); the others are fields of
 * RFC 9110, RFC 9111 and the Fetch standard.
 */
export const RESPONSE_HEADERS: readonly HeaderField[] = [
  header("Strict-Transport-Security", "browsers use HTTPS only", [
    "max-age=63072000",
    "max-age=63072000; includeSubDomains",
    "max-age=63072000; includeSubDomains; preload",
  ]),
  header("Content-Security-Policy", "what a page may load", [
    "default-src 'self'",
    "frame-ancestors 'none'",
    "upgrade-insecure-requests",
  ]),
  header("Content-Security-Policy-Report-Only", "the same, only reported", ["default-src 'self'"]),
  header("X-Content-Type-Options", "no guessing of types", ["nosniff"]),
  header("X-Frame-Options", "who may frame the page", ["DENY", "SAMEORIGIN"]),
  header("Referrer-Policy", "what links tell of the page", [
    "strict-origin-when-cross-origin",
    "no-referrer",
    "same-origin",
  ]),
  header("Permissions-Policy", "which features a page may use", [
    "camera=(), microphone=(), geolocation=()",
  ]),
  header("Cross-Origin-Opener-Policy", "who shares the browsing context", ["same-origin"]),
  header("Cross-Origin-Embedder-Policy", "what may be embedded", ["require-corp"]),
  header("Cross-Origin-Resource-Policy", "who may embed this", ["same-origin", "same-site"]),
  header("Alt-Svc", "announces HTTP/3", ['h3=":443"; ma=86400', 'h3=":$server_port"; ma=86400']),
  header("Cache-Control", "who may keep the response", [
    "no-store",
    "no-cache",
    "public, max-age=31536000, immutable",
    "private",
  ]),
  header("Access-Control-Allow-Origin", "origins that may read it", ["*", "$http_origin"]),
  header("Access-Control-Allow-Methods", "methods of other origins", ["GET, POST, OPTIONS"]),
  header("Access-Control-Allow-Headers", "headers of other origins", [
    "Authorization, Content-Type",
  ]),
  header("Access-Control-Allow-Credentials", "cookies of other origins", ["true"]),
  header("Access-Control-Expose-Headers", "headers that scripts may read", []),
  header("Access-Control-Max-Age", "seconds to keep these answers", ["86400"]),
  header("Vary", "request headers that the response depends on", ["Accept-Encoding", "Origin"]),
  header("X-Cache-Status", "whether the cache answered", ["$upstream_cache_status"]),
  header("X-Request-ID", "to find the request in logs", ["$request_id"]),
  header("X-Robots-Tag", "what search engines may do", ["noindex, nofollow"]),
  header("X-Accel-Buffering", "buffering of this response", ["no"]),
  header("Content-Disposition", "shown or saved", ["attachment"]),
  header("Content-Language", "language of the content", []),
  header("Content-Type", "type of the content", []),
  header("ETag", "version of the content", []),
  header("Expires", "end of freshness", ["0"]),
  header("Last-Modified", "time of the content", []),
  header("Link", "related resources", []),
  header("Location", "target of a redirect", []),
  header("Retry-After", "when to try again", ["120"]),
  header("Server", "name of the server software", []),
  header("Server-Timing", "where the time went", []),
  header("Set-Cookie", "sets a cookie", []),
  header("Timing-Allow-Origin", "who may see the timing", ["*"]),
  header("WWW-Authenticate", "how to log in", []),
  header("X-Powered-By", "name of the application software", []),
];

/** Of requests to upstreams. */
export const REQUEST_HEADERS: readonly HeaderField[] = [
  header("Host", "the name that is asked for", ["$host", "$http_host", "$proxy_host"]),
  header("X-Real-IP", "address of the client", ["$remote_addr"]),
  header("X-Forwarded-For", "addresses of client and proxies", ["$proxy_add_x_forwarded_for"]),
  header("X-Forwarded-Proto", "scheme that the client used", ["$scheme"]),
  header("X-Forwarded-Host", "host that the client asked for", ["$host"]),
  header("X-Forwarded-Port", "port that the client used", ["$server_port"]),
  header("Forwarded", "the same, as RFC 7239 has it", ["for=$remote_addr;proto=$scheme"]),
  header("Upgrade", "for WebSocket", ["$http_upgrade"]),
  header("Connection", "for WebSocket and keepalive", ["", "upgrade", "$connection_upgrade"]),
  header("Accept-Encoding", "empty: no compressed responses", [""]),
  header("Authorization", "credentials", ["", "$http_authorization"]),
  header("Cookie", "cookies", ["", "$http_cookie"]),
  header("Early-Data", "1 for TLS 1.3 early data (RFC 8470)", ["$ssl_early_data"]),
  header("X-Request-ID", "to find the request in logs", ["$request_id"]),
  header("X-SSL-Client-Verify", "result of the client's certificate", ["$ssl_client_verify"]),
  header("X-SSL-Client-S-DN", "subject of the client's certificate", ["$ssl_client_s_dn"]),
  header("X-SSL-Client-Cert", "the client's certificate", ["$ssl_client_escaped_cert"]),
  header("Range", "part of a resource", ["", "$http_range"]),
  header("If-Modified-Since", "condition", []),
  header("If-None-Match", "condition", []),
  header("Content-Length", "length of the body", [""]),
  header("Content-Type", "type of the body", ["$content_type"]),
  header("Origin", "origin of the request", ["$http_origin"]),
  header("Referer", "page that links here", ["$http_referer"]),
  header("TE", "trailers, for gRPC", []),
  header("User-Agent", "client software", ["$http_user_agent"]),
  header("X-Original-URI", "for an authentication request", ["$request_uri"]),
];

/** Parameters of FastCGI, SCGI and uwsgi, as the files that come with nginx set them (RFC 3875 and PHP's own). */
export const CGI_PARAMETERS: readonly HeaderField[] = [
  header("SCRIPT_FILENAME", "the script to run", ["$document_root$fastcgi_script_name"]),
  header("HTTPS", "on for TLS", ["$https"]),
  header("HTTP_PROXY", "empty: no proxy from a request (CVE-2016-5385)", [""]),
  header("QUERY_STRING", "what follows the ?", ["$query_string"]),
  header("REQUEST_METHOD", "GET, POST …", ["$request_method"]),
  header("CONTENT_TYPE", "type of the body", ["$content_type"]),
  header("CONTENT_LENGTH", "length of the body", ["$content_length"]),
  header("SCRIPT_NAME", "path of the script", ["$fastcgi_script_name"]),
  header("PATH_INFO", "path behind the script", ["$fastcgi_path_info"]),
  header("REQUEST_URI", "as the client sent it", ["$request_uri"]),
  header("DOCUMENT_URI", "path after rewrites", ["$document_uri"]),
  header("DOCUMENT_ROOT", "folder of the site", ["$document_root", "$realpath_root"]),
  header("SERVER_PROTOCOL", "HTTP/1.1, HTTP/2.0 …", ["$server_protocol"]),
  header("REQUEST_SCHEME", "http or https", ["$scheme"]),
  header("GATEWAY_INTERFACE", "version of CGI", ["CGI/1.1"]),
  header("SERVER_SOFTWARE", "nginx and its version", ["nginx/$nginx_version"]),
  header("REMOTE_ADDR", "address of the client", ["$remote_addr"]),
  header("REMOTE_PORT", "port of the client", ["$remote_port"]),
  header("REMOTE_USER", "who logged in", ["$remote_user"]),
  header("SERVER_ADDR", "address of the server", ["$server_addr"]),
  header("SERVER_PORT", "port of the server", ["$server_port"]),
  header("SERVER_NAME", "name of the server", ["$server_name"]),
  header("REDIRECT_STATUS", "PHP asks for it", ["200"]),
  header("SSL_CLIENT_VERIFY", "result of the client's certificate", ["$ssl_client_verify"]),
];

function header(name: string, meaning: string, values: readonly string[]): HeaderField {
  return { name, meaning, values };
}
