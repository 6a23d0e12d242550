/** What replaced directives that nginx has removed. From the warnings that nginx gave while it knew them. */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ["connections", "worker_connections"],
  ["fastcgi_redirect_errors", "fastcgi_intercept_errors"],
  ["imap", "mail"],
  // njs 0.7.0 removed it for modules with a name.
  ["js_include", "js_import"],
  ["limit_zone", "limit_conn_zone"],
  ["open_file_cache_retest", "open_file_cache_valid"],
  ["optimize_server_names", "server_name_in_redirect"],
  ["satisfy_any", "satisfy"],
  ["so_keepalive", "listen ... so_keepalive"],
  ["ssl", "listen ... ssl"],
]);

/** What to write instead of a removed directive. */
export function successorOf(name: string): string | undefined {
  return SUCCESSORS.get(name);
}
