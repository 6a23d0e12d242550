/** What the rules about listeners and virtual servers share. */
import { effective } from "../../config/effective.ts";
import type { Listen, VirtualServer } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { FileEdit } from "../../finding.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text.ts";
import { appendArgument, insertAfter, replaceArguments, textOf } from "./edits.ts";
import { pathSpan } from "./identity.ts";
import type { RelatedPlace, Report } from "./rule.ts";

type Place = Pick<Report, "file" | "span">;

/** The `server` word; for the inside of a server on its own, the first thing in it. */
export function serverPlace({ scope }: VirtualServer): Place | undefined {
  const located = scope.opener ?? scope.entries[0];
  return located && { file: located.file, span: located.directive.name.span };
}

/** The address of a `listen`; the `server` word where the server has none. */
export function listenPlace({ located, server }: Listen): Place | undefined {
  return located ? { file: located.file, span: pathSpan(located) } : serverPlace(server);
}

/** A parameter of a `listen`, e.g. `ssl`. */
export function parameterOf({ located }: Listen, name: string): Word | undefined {
  return located?.directive.args.slice(1).find((it) => it.text === name);
}

/** The `server` word as a related place, for a finding about a value that the server inherits. */
export function usedByServer(server: VirtualServer, located: Located): readonly RelatedPlace[] {
  const { opener } = server.scope;
  if (!opener || located.scope === server.scope) return [];
  const span: Span = opener.directive.name.span;
  return [{ file: opener.file, span, message: "in force for this server" }];
}

/** The first name of a server that is a plain host name; undefined if it has none. */
function hostNameOf(server: VirtualServer): string | undefined {
  return server.names.find((it) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(it));
}

/** Where new directives of a server go: behind the last of these that it has, or its first directive. */
export function serverAnchor({ scope, listens }: VirtualServer): Located | undefined {
  const listen = listens.findLast((it) => it.located)?.located;
  return listen ?? scope.named("server_name").at(-1) ?? scope.entries[0];
}

/** A certificate and key as they would be named for a server: a guess. */
export function guessedPair(server: VirtualServer): readonly string[] {
  const name = hostNameOf(server) ?? "server";
  return [
    `ssl_certificate /etc/ssl/certs/${name}.crt;`,
    `ssl_certificate_key /etc/ssl/private/${name}.key;`,
  ];
}

/** Adds `ssl` to a `listen`, and a certificate behind it if the server has none. */
export function addSsl(listen: Listen): FileEdit[] {
  const { located, server } = listen;
  if (!located) return [];
  const lacksPair = !server.hasCertificate && !server.rejectsHandshake;
  const edits = [appendArgument(located, "ssl")];
  const anchor = serverAnchor(server);
  if (lacksPair && anchor) edits.push(insertAfter(anchor, guessedPair(server)));
  return edits;
}

/** Puts a directive in force in a server: its own is changed, a missing one goes behind `anchor`. */
export function enforceAt(anchor: Located, scope: Scope, name: string, value: string): FileEdit {
  const [own] = scope.named(name);
  return own ? replaceArguments(own, value) : insertAfter(anchor, [`${name} ${value};`]);
}

/** True if every request is answered by a `return` of the server itself. */
export function onlyReturns({ scope }: VirtualServer): boolean {
  return scope.named("return").length > 0;
}

const SCHEME = /\$\{?(scheme|https|server_port|ssl_\w+|http_x_forwarded_proto)\b/;

/** True if the server tells requests over TLS from plain ones, or sends all to `https`. */
export function mindsScheme({ scope }: VirtualServer): boolean {
  return scope
    .inward()
    .some(
      (it) =>
        it
          .named("if")
          .some(({ directive }) => directive.args.some((arg) => SCHEME.test(arg.text))) ||
        ["return", "rewrite"].some((name) =>
          it
            .named(name)
            .some(({ directive }) => directive.args.some((arg) => /https:\/\//.test(arg.text))),
        ),
    );
}

/** True if the server's sessions go to a cache that all worker processes share. */
export function cachesSessions(server: VirtualServer): boolean {
  const words = server.settings("ssl_session_cache").flatMap((it) => it.directive.args);
  return (
    words.some((it) => it.text.startsWith("shared:")) && !words.some((it) => it.text === "off")
  );
}

/** True if OCSP stapling is on in a server. */
export function isStapled(server: VirtualServer): boolean {
  return server.isOn("ssl_stapling");
}

const HSTS = "strict-transport-security";

export function isHsts({ directive }: Located): boolean {
  return directive.args[0]?.text.toLowerCase() === HSTS;
}

/** True if a `more_set_headers` in or around a server sets a header, named in lower case. */
export function setsHeader(scope: Scope, header: string): boolean {
  return scope.everywhere("more_set_headers").some(({ scope: at, directive }) => {
    const isNear = scope.inward().includes(at) || [...scope.outward()].includes(at);
    return isNear && directive.args.some((it) => it.text.toLowerCase().startsWith(header));
  });
}

/** The `add_header` directives in force in a block: a level with its own drops those of the levels around it. */
export function headersAt(scope: Scope): readonly Located[] {
  const nearest = effective("add_header", scope)?.directives ?? [];
  if (!mergesHeaders(scope)) return nearest;
  return [...scope.outward()].flatMap((it) => it.named("add_header"));
}

/** `add_header_inherit merge`, of nginx 1.29.3. */
export function mergesHeaders(scope: Scope): boolean {
  return effective("add_header_inherit", scope)?.directives[0].directive.args[0]?.text === "merge";
}

/** Adds a response header, and repeats the inherited ones that this would drop. */
export function addHeader(scope: Scope, anchor: Located, text: string): FileEdit {
  return mergesHeaders(scope)
    ? insertAfter(scope.named("add_header").at(-1) ?? anchor, [text])
    : addToLevel("add_header", scope, anchor, text);
}

/**
 * Adds a directive of a kind that a level inherits only if it has none of its own: behind those of the level,
 * else with a copy of the inherited ones.
 */
export function addToLevel(name: string, scope: Scope, anchor: Located, text: string): FileEdit {
  const own = scope.named(name).at(-1);
  const dropped = own ? [] : (effective(name, scope)?.directives ?? []);
  return insertAfter(own ?? anchor, [...dropped.map(textOf), text]);
}
