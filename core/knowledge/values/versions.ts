/** nginx versions that brought values and parameters (CHANGES), where 1.18 did not have them yet. */

/** By directive and value, in lower case. */
export const VALUE_SINCE: ReadonlyMap<string, string> = new Map([
  ["proxy_http_version 2", "1.29.4"],
  ["proxy_protocol v2", "1.31.4"],
]);

/** By directive, family and parameter as it is written, up to its `=`. */
export const PARAMETER_SINCE: ReadonlyMap<string, string> = new Map([
  ["listen http quic", "1.25.0"],
  ["listen http multipath", "1.29.7"],
  ["listen stream multipath", "1.29.7"],
  ["listen mail multipath", "1.29.7"],
  ["listen stream fastopen=", "1.21.0"],
  ["listen stream default_server", "1.25.5"],
  ["listen stream setfib=", "1.25.5"],
  ["listen stream accept_filter=", "1.25.5"],
  ["listen stream deferred", "1.25.5"],
  ["server http resolve", "1.27.3"],
  ["server http service=", "1.27.3"],
  ["server http route=", "1.29.6"],
  ["server http drain", "1.29.6"],
  ["server stream resolve", "1.27.3"],
  ["server stream service=", "1.27.3"],
  ["keepalive http local", "1.29.7"],
]);

/** Parameters that only NGINX Plus has, or had first. */
export const PLUS_PARAMETERS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    server: ["slow_start=", "drain", "route=", "resolve", "service="],
    resolver: ["status_zone="],
    limit_req_zone: ["sync"],
    limit_conn_zone: ["sync"],
    random: ["least_time=", "least_time"],
    proxy_cache_path: ["purger=", "purger_files=", "purger_sleep=", "purger_threshold="],
    fastcgi_cache_path: ["purger=", "purger_files=", "purger_sleep=", "purger_threshold="],
    scgi_cache_path: ["purger=", "purger_files=", "purger_sleep=", "purger_threshold="],
    uwsgi_cache_path: ["purger=", "purger_files=", "purger_sleep=", "purger_threshold="],
  }).map(([directive, names]) => [directive, new Set(names)]),
);
