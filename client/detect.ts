/**
 * Tells NGINX configuration by its text. Conservative: many programs have a `*.conf` with blocks and
 * semicolons, and a file claimed wrongly is worse than one not recognised. No VS Code here.
 */

const FILE_NAME =
  /(?:\.conf(?:\.(?:default|template|tmpl|tpl|example|sample|dist|in|j2|erb))?|\.vhost|\.inc)$/i;
const SITE_FOLDER = /\/(?:sites-available|sites-enabled|vhosts\.d)\/[^/]+$/;

/** Whether the content of a file of this name is worth a look. */
export function mayBeNginx(path: string): boolean {
  return FILE_NAME.test(path) || SITE_FOLDER.test(path);
}

/** Names that hardly any other program has, in the company of a `;` or `{` at the end of the statement. */
const DISTINCTIVE = new RegExp(
  `^(?:${[
    "(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_(?:pass|param|set_header|cache|buffer\\w*|\\w+_timeout|redirect|http_version|hide_header|pass_header|index|split_path_info|ssl_\\w+|store|intercept_errors|temp_\\w+|cache_\\w+|ignore_\\w+|bind|next_upstream\\w*)",
    "worker_(?:processes|connections|rlimit_nofile|cpu_affinity)",
    "server_names?(?:_hash_\\w+|_in_redirect)?",
    "ssl_(?:certificate|certificate_key|protocols|ciphers|prefer_server_ciphers|session_\\w+|dhparam|stapling\\w*|verify_client|client_certificate|trusted_certificate|preread|reject_handshake|ecdh_curve|conf_command|password_file|crl|verify_depth|buffer_size|early_data)",
    "client_(?:max_body_size|body_\\w+|header_\\w+)",
    "gzip_\\w+|try_files|auth_(?:basic\\w*|request\\w*)|add_(?:header|trailer)|limit_(?:req|conn|rate|except)\\w*",
    "(?:access|error)_log|error_page|log_format|default_type|sendfile|tcp_no(?:push|delay)|types_hash_\\w+",
    "keepalive_(?:timeout|requests)|large_client_header_buffers|server_tokens|open_file_cache\\w*",
    "real_ip_\\w+|set_real_ip_from|split_clients|map_hash_\\w+|sub_filter\\w*|resolver_timeout|stub_status",
    "(?:[a-z]+_)+by_lua(?:_block|_file)?|lua_(?:package_\\w*path|shared_dict|code_cache)|js_(?:import|content|set|fetch_\\w+)",
    "location|upstream|rewrite|autoindex|port_in_redirect|expires|internal|load_module|http[23](?:_\\w+)?|mirror|zone_sync\\w*",
  ].join("|")})$`,
);

/** Names that NGINX shares with others: they count as understood, not as proof. */
const SHARED = new Set(
  `http server events stream mail include listen root index user pid set if return allow deny alias resolver types
  map geo daemon env gzip satisfy break charset use multi_accept accept_mutex etag internal perl_modules image_filter
  thread_pool least_conn ip_hash hash random keepalive zone timeout starttls protocol pcre_jit master_process
  working_directory lock_file google_perftools_profiles status_zone health_check match require send expect state
  ssl aio directio output_buffers postpone_output send_timeout reset_timedout_connection merge_slashes
  variables_hash_max_size variables_hash_bucket_size valid_referers userid add_before_body add_after_body
  absolute_redirect msie_padding connection_pool_size request_pool_size ssi ssi_types slice dav_methods mp4 flv
  empty_gif secure_link secure_link_md5 xslt_stylesheet api statistics default hostnames volatile ranges preread_timeout
  debug_connection debug_points worker_shutdown_timeout worker_priority timer_resolution ignore_invalid_headers
  underscores_in_headers recursive_error_pages chunked_transfer_encoding etag disable_symlinks smtp_auth imap_auth
  pop3_auth js_var js_access js_filter js_preread js_path js_body_filter js_header_filter quic_retry quic_gso
  modsecurity modsecurity_rules_file brotli brotli_comp_level brotli_types more_set_headers more_clear_headers
  set_by_lua perl otel_trace status auth_http auth_http_header upstream_conf acme_issuer acme_certificate access
  echo sticky queue ntlm app_protect_enable vhost_traffic_status_zone vhost_traffic_status_display`.split(
    /\s+/,
  ),
);

interface Statement {
  readonly words: readonly string[];
  /** "" where neither `;` nor `{` ends it. */
  readonly end: ";" | "{" | "";
  /** Name of the block around it, "" at the top. */
  readonly block: string;
}

/** True if most statements are NGINX directives and at least one of them could hardly be anything else. */
export function looksLikeNginx(text: string): boolean {
  if (isForeignLayout(text)) return false;
  let known = 0;
  let unknown = 0;
  let proofs = 0;
  for (const statement of statements(text)) {
    if (isForeign(statement)) return false;
    if (DATA_BLOCKS.has(statement.block)) continue;
    const proof = proves(statement);
    if (proof) proofs++;
    if (proof || isKnown(statement.words[0] ?? "")) known++;
    else unknown++;
  }
  return proofs > 0 && known >= 3 * unknown;
}

function isKnown(name: string): boolean {
  return SHARED.has(name) || DISTINCTIVE.test(name);
}

function isForeignLayout(text: string): boolean {
  return /^[ \t]*\[[^\]\n$^|*+]*\][ \t]*(?:[#;].*)?\r?$/m.test(text);
}

/** Assignments, labels and stray semicolons: NGINX has none of them. */
function isForeign({ words, end, block }: Statement): boolean {
  if (DATA_BLOCKS.has(block)) return false;
  const [first = "", second = ""] = words;
  if (first === "") return end === ";";
  if (first === "location") return false;
  return /^(?:=|=>|:=|\+=|:)$/.test(second) || /^[\w.-]+(?:[:=]|=.*)$/.test(first);
}

function proves({ words, end }: Statement): boolean {
  const [first = "", ...rest] = words;
  if (end === "") return false;
  if (first === "map") return rest.length === 2 && end === "{" && (rest[1] ?? "").startsWith("$");
  if (first === "return") return end === ";" && /^\d{3}$/.test(rest[0] ?? "");
  if (first === "listen") return end === ";" && /^(?:.+:)?\d+$/.test(rest[0] ?? "");
  return rest.length > 0 && DISTINCTIVE.test(first) && (end === "{") === BLOCKS.test(first);
}

const BLOCKS = /^(?:location|upstream|split_clients|limit_except|.*_by_lua_block)$/;
/** Blocks that hold values, not directives. */
const DATA_BLOCKS: ReadonlySet<string> = new Set(
  "map geo types split_clients charset_map match hostnames".split(" "),
);

const TOKEN =
  /\s+|#.*|[;{}]|"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|(?:\\[\s\S]|\$\{|[^\s;{}\\])+|\\/g;

/** The statements of a text, read as NGINX would; Lua bodies are left out. */
function* statements(text: string): Generator<Statement> {
  const blocks: string[] = [];
  let words: string[] = [];
  const source = withoutTemplates(text);
  for (const [token] of source.matchAll(TOKEN)) {
    const block = blocks.at(-1) ?? "";
    if (block.endsWith("_by_lua_block")) {
      if (token === "{") blocks.push(block);
      if (token === "}") blocks.pop();
    } else if (/^[\s#]/.test(token)) {
      // Nothing to read.
    } else if (token === ";" || token === "{") {
      yield { words, end: token, block };
      if (token === "{") blocks.push(words[0] ?? "");
      words = [];
    } else if (token === "}") {
      if (words.length > 0) yield { words, end: "", block };
      words = [];
      blocks.pop();
    } else words.push(token);
  }
  if (words.length > 0) yield { words, end: "", block: "" };
}

/** The marks of Jinja, ERB and Go templates taken out: they say nothing about the language around them. */
function withoutTemplates(text: string): string {
  return text.replaceAll(/\{%[\s\S]*?%\}|<%[\s\S]*?%>/g, "").replaceAll(/\{\{[\s\S]*?\}\}/g, "x");
}
