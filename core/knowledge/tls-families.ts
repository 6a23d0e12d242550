/** The modules that speak TLS to upstreams. FastCGI, SCGI and memcached have no TLS at all. */
import type { Place } from "./directives.ts";

export interface TlsFamilyFacts {
  readonly family: "proxy" | "grpc" | "uwsgi" | "stream";
  /** Directive names are `prefix` + one of `suffixes`, e.g. `proxy_` + `ssl_verify`. */
  readonly prefix: "proxy_" | "grpc_" | "uwsgi_";
  readonly passDirective: string;
  /** Schemes of the pass argument, without `://`. The stream proxy has none: `proxy_ssl on` makes it TLS. */
  readonly tlsScheme: string | undefined;
  readonly plainScheme: string | undefined;
  /** Whose `upstream` groups the pass can name. */
  readonly upstreams: "http" | "stream";
  /** Where the `prefix` directives may stand. */
  readonly places: readonly Place[];
  /** Where the pass directive may stand. */
  readonly passPlaces: readonly Place[];
  readonly suffixes: readonly string[];
}

/** Suffixes that every family has in nginx open source. */
const UPSTREAM_TLS_SUFFIXES: readonly string[] = [
  "ssl_certificate",
  "ssl_certificate_cache",
  "ssl_certificate_key",
  "ssl_ciphers",
  "ssl_conf_command",
  "ssl_crl",
  "ssl_name",
  "ssl_password_file",
  "ssl_protocols",
  "ssl_server_name",
  "ssl_session_reuse",
  "ssl_trusted_certificate",
  "ssl_verify",
  "ssl_verify_depth",
];

const HTTP_PLACES: readonly Place[] = ["http", "http/server", "http/location"];
const HTTP_PASS_PLACES: readonly Place[] = ["http/location", "http/location/if"];

export const TLS_FAMILIES: readonly TlsFamilyFacts[] = [
  {
    family: "proxy",
    prefix: "proxy_",
    passDirective: "proxy_pass",
    tlsScheme: "https",
    plainScheme: "http",
    upstreams: "http",
    places: HTTP_PLACES,
    passPlaces: [...HTTP_PASS_PLACES, "http/location/limit_except"],
    suffixes: UPSTREAM_TLS_SUFFIXES,
  },
  {
    family: "grpc",
    prefix: "grpc_",
    passDirective: "grpc_pass",
    tlsScheme: "grpcs",
    plainScheme: "grpc",
    upstreams: "http",
    places: HTTP_PLACES,
    passPlaces: HTTP_PASS_PLACES,
    suffixes: UPSTREAM_TLS_SUFFIXES,
  },
  {
    family: "uwsgi",
    prefix: "uwsgi_",
    passDirective: "uwsgi_pass",
    tlsScheme: "suwsgi",
    plainScheme: "uwsgi",
    upstreams: "http",
    places: HTTP_PLACES,
    passPlaces: HTTP_PASS_PLACES,
    suffixes: UPSTREAM_TLS_SUFFIXES,
  },
  {
    family: "stream",
    prefix: "proxy_",
    passDirective: "proxy_pass",
    tlsScheme: undefined,
    plainScheme: undefined,
    upstreams: "stream",
    places: ["stream", "stream/server"],
    passPlaces: ["stream/server"],
    suffixes: ["ssl", "ssl_alpn", ...UPSTREAM_TLS_SUFFIXES],
  },
];
