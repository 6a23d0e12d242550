/** What a server makes of the result of client verification, where it lets unverified clients in. */
import type { VirtualServer } from "./listeners.ts";
import type { Located, Scope } from "./scope.ts";

export type VerifyUse =
  /** `$ssl_client_verify` decides something, or is handed to the upstream. */
  | "checked"
  /** A script or a subrequest may look at it. */
  | "script"
  /** Another `$ssl_client_*` variable is handed on. */
  | "forwarded"
  | "none";

/** The strongest use that a server makes of it. */
export function verifyUseOf(server: VirtualServer): VerifyUse {
  const { scope } = server;
  const deciding = [...entriesOf(scope), ...inheritedBy(scope)].filter(
    (it) => !WRITES_ONLY.has(it.directive.name.text),
  );
  const verify = namesFrom("ssl_client_verify", scope);
  if (deciding.some((it) => mentions(it, verify) || readsInCode(it, verify))) return "checked";
  if (deciding.some(({ directive }) => SCRIPT.test(directive.name.text))) return "script";
  return forwards(server) ? "forwarded" : "none";
}

/** True if the client's certificate itself is handed on, so that somebody else can verify it. */
export function forwards(server: VirtualServer): boolean {
  if (server.family === "mail") return server.isOn("auth_http_pass_client_cert");
  const { scope } = server;
  const identity = new Set(IDENTITY.flatMap((it) => [...namesFrom(it, scope)]));
  return [...entriesOf(scope), ...inheritedBy(scope)].some(
    (it) => !WRITES_ONLY.has(it.directive.name.text) && mentions(it, identity),
  );
}

const IDENTITY = [
  "ssl_client_escaped_cert",
  "ssl_client_raw_cert",
  "ssl_client_cert",
  "ssl_client_fingerprint",
  "ssl_client_s_dn",
  "ssl_client_i_dn",
  "ssl_client_serial",
];

/** Directives that tell people of a value and decide nothing. */
const WRITES_ONLY: ReadonlySet<string> = new Set([
  "access_log",
  "add_header",
  "add_trailer",
  "error_log",
  "log_format",
]);

const SCRIPT = /^(auth_request|js_\w+|perl|perl_set|\w+_by_lua(_\w+)?)$/;

/** Directives of the blocks around a server that count in it unless it has its own. */
const INHERITED = [
  "error_page",
  "fastcgi_param",
  "grpc_set_header",
  "proxy_set_header",
  "scgi_param",
  "uwsgi_param",
  "auth_request",
];

function inheritedBy(server: Scope): readonly Located[] {
  return INHERITED.flatMap((name) => server.parent?.nearest(name)?.directives ?? []);
}

function entriesOf(scope: Scope): readonly Located[] {
  return scope.inward().flatMap((it) => it.entries);
}

/** A variable, and those that `map` and `split_clients` around the server make of it. */
function namesFrom(variable: string, scope: Scope): ReadonlySet<string> {
  const found = new Set([variable]);
  const maps = ["map", "split_clients"].flatMap((it) => scope.everywhere(it));
  for (const _ of found) {
    for (const located of maps) {
      const target = located.directive.args[1]?.text.replace(/^\$/, "");
      if (target !== undefined && usesAny(located.directive.args[0]?.text, found)) {
        found.add(target);
      }
    }
  }
  return found;
}

function mentions({ directive }: Located, names: ReadonlySet<string>): boolean {
  return directive.args.some((it) => usesAny(it.text, names));
}

/** True if code names one of the variables, as `ngx.var.ssl_client_verify` does. */
function readsInCode({ directive, file }: Located, names: ReadonlySet<string>): boolean {
  if (!SCRIPT.test(directive.name.text)) return false;
  const { code, args } = directive;
  const text = code ? file.text.slice(code.start, code.end) : args.map((it) => it.text).join(" ");
  return [...text.matchAll(/\w+/g)].some(([word]) => names.has(word));
}

function usesAny(text: string | undefined, names: ReadonlySet<string>): boolean {
  const used = text?.matchAll(/\$\{?(\w+)/g) ?? [];
  return [...used].some((it) => names.has(it[1] ?? ""));
}
