/** The directives of TLS that name a file, and what nginx expects in it. */

export type TlsFileRole =
  | "certificate"
  | "key"
  | "authorities"
  | "crl"
  | "dh-parameters"
  | "ticket-key"
  | "passwords"
  | "ocsp-response"
  | "ech-keys"
  | "host-key";

/** Sides that have `_certificate`, `_certificate_key`, `_trusted_certificate`, `_crl` and `_password_file`. */
const SIDES = ["ssl", "proxy_ssl", "grpc_ssl", "uwsgi_ssl", "zone_sync_ssl"];

const OF_A_SIDE: readonly (readonly [string, TlsFileRole])[] = [
  ["certificate", "certificate"],
  ["certificate_key", "key"],
  ["trusted_certificate", "authorities"],
  ["crl", "crl"],
  ["password_file", "passwords"],
];

/** By directive: http, stream and mail, the server side and upstreams. */
export const TLS_FILES: ReadonlyMap<string, TlsFileRole> = new Map([
  ...SIDES.flatMap((side) => OF_A_SIDE.map(([name, role]) => [`${side}_${name}`, role] as const)),
  ["ssl_client_certificate", "authorities"],
  ["ssl_dhparam", "dh-parameters"],
  ["ssl_session_ticket_key", "ticket-key"],
  ["ssl_stapling_file", "ocsp-response"],
  ["ssl_ech_file", "ech-keys"],
  ["quic_host_key", "host-key"],
  ["js_fetch_trusted_certificate", "authorities"],
]);

export const TLS_FILE_DIRECTIVES: readonly string[] = [...TLS_FILES.keys()];

/** The directives whose files are for what `accepts` says. */
export function fileDirectives(accepts: (role: TlsFileRole) => boolean): readonly string[] {
  return [...TLS_FILES].filter(([, role]) => accepts(role)).map(([name]) => name);
}
