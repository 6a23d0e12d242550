/** For which directives there is likely something to offer as the first value. */
import { CIPHER_DIRECTIVES } from "../../knowledge/cipher-words.ts";
import type { DirectiveRow } from "../../knowledge/directives.ts";
import { syntaxOf } from "../../knowledge/syntax.ts";
import { optionsAt } from "../../knowledge/syntax-form.ts";
import { TLS_FILES } from "../../knowledge/tls-files.ts";

/** By custom, or from what the configuration defines. */
const KNOWN = new RegExp(
  `^(${[
    "\\w+_pass",
    "\\w+_(hide|pass|set)_header",
    "\\w*_types",
    "\\w*_?ssl_conf_command",
    "add_header|add_trailer|default_type",
    "include|alias|js_import|js_path|load_module|auth_basic_user_file",
    "listen|return|error_page|try_files|if|location|server_name|resolver|user|use|allow|deny",
    "limit_except|limit_conn|\\w+_cache|auth_request|ssl_ecdh_curve|charset|expires|index",
    "auth_oidc|acme_certificate",
    "map|split_clients|limit_(req|conn)_zone|hash|access_log|error_log|ssl_session_cache",
    "(fastcgi|uwsgi|scgi)_param",
  ].join("|")})$`,
);

export function hasValues(row: DirectiveRow): boolean {
  const { name, values } = row;
  if (TLS_FILES.has(name) || CIPHER_DIRECTIVES.includes(name) || KNOWN.test(name)) return true;
  if (values !== undefined) return true;
  return optionsAt(syntaxOf(row)?.forms ?? [], []).some((it) => it.kind !== "value");
}
