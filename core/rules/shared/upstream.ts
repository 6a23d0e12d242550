/** What the rules about upstream TLS share: how findings are placed, how grave an absence is, what a fix inserts. */

import { isIpLiteral } from "../../config/addresses.ts";
import type { Setting, TlsConnection } from "../../config/connections.ts";
import type { Absence } from "../../config/effective.ts";
import type { Located } from "../../config/scope.ts";
import type { Upstream } from "../../config/upstreams.ts";
import type { FileEdit } from "../../finding.ts";
import { evaluateCiphers } from "../../knowledge/ciphers.ts";
import { docUrl } from "../../knowledge/directives.ts";
import { milder, type Severity } from "../../severity.ts";
import type { Span } from "../../text.ts";
import { insertAfter, replaceArguments, replaceSpan } from "./edits.ts";
import type { RelatedPlace, Report, RuleContext, RuleFix } from "./rule.ts";

/** The URL or address of a pass: where a finding about the hop is drawn. */
export function passSpan(connection: TlsConnection): Span {
  const { directive } = connection.pass;
  return (directive.args[0] ?? directive.name).span;
}

/** The nginx.org page of one of the connection's directives. */
export function docsOf(connection: TlsConnection, suffix: string): string {
  const place = connection.facts.family === "stream" ? "stream/server" : "http/location";
  return docUrl(connection.directiveName(suffix), place);
}

/**
 * The severity of "X is not set": milder in a fragment, whose outer blocks may set it, and information
 * where an unread include may.
 */
export function severityOfAbsence(severity: Severity, how: Absence): Severity {
  if (how === "fragment") return milder(severity);
  return how === "unread-include" && severity !== "hint" ? "information" : severity;
}

/** Why a flag is off: `"proxy_ssl_verify" is off by default`. */
export function whyOff(setting: Setting): string {
  return `"${setting.name}" is ${setting.directives.length > 0 ? "explicitly off" : "off by default"}`;
}

/** How grave it is that a flag is off: an absence, unless it is switched off in plain sight. */
export function severityOfOff(
  severity: Severity,
  setting: Setting,
  connection: TlsConnection,
): Severity {
  return setting.directives.length > 0 ? severity : severityOfAbsence(severity, connection.absence);
}

/**
 * Where a finding about a value is drawn: at its directive if that stands beside the pass, else at the
 * pass, with the directive as the origin.
 */
export function settingPlace(
  connection: TlsConnection,
  setting: Setting,
): Pick<Report, "file" | "span" | "related"> {
  const [directive] = setting.directives;
  if (directive && directive.scope === anchorOf(connection.pass).scope) {
    return { file: directive.file, span: directive.directive.name.span };
  }
  return {
    file: connection.pass.file,
    span: passSpan(connection),
    related: inheritedFrom(setting),
  };
}

/** Where an inherited value comes from; nothing for a default or a value of the block itself. */
export function inheritedFrom(setting: Setting): readonly RelatedPlace[] {
  if (setting.own) return [];
  return setting.directives.map((it) => placeOf(it, `"${setting.name}" is inherited from here`));
}

/** The name of a directive as a related place. */
export function placeOf(located: Located, message: string): RelatedPlace {
  const { directive, file } = located;
  return { file, span: directive.name.span, message };
}

/** One directive to be in force at a connection, e.g. `["ssl_verify", "on"]`. */
export type Wanted = readonly [suffix: string, value: string];

/**
 * Edits that put directives in force at a connection: a directive of the connection's own block is
 * changed, a missing one is inserted after the pass. TLS directives are not allowed in `if` and
 * `limit_except` blocks, so there they go behind that block.
 */
export function enforce(connection: TlsConnection, wanted: readonly Wanted[]): FileEdit[] {
  const edits: FileEdit[] = [];
  const missing: string[] = [];
  const anchor = anchorOf(connection.pass);
  for (const [suffix, value] of wanted) {
    const name = connection.directiveName(suffix);
    const [own] = anchor.scope.named(name);
    if (own) edits.push(replaceArguments(own, value));
    else missing.push(`${name} ${value};`);
  }
  if (missing.length > 0) edits.push(insertAfter(anchor, missing));
  return edits;
}

/** The pass, or the `if` or `limit_except` block around it: what directives of its location stand beside. */
export function anchorOf(pass: Located): Located {
  let anchor = pass;
  while (anchor.scope.opener && /\/(if|limit_except)$/.test(anchor.scope.place)) {
    anchor = anchor.scope.opener;
  }
  return anchor;
}

/** What a connection lacks to be verified and to connect: verification, CA, SNI, and a name to check. */
export function verification(connection: TlsConnection, trustedCertificate: string): Wanted[] {
  const wanted: Wanted[] = [];
  if (!connection.isOn("ssl_verify")) wanted.push(["ssl_verify", "on"]);
  if (!connection.setting("ssl_trusted_certificate").value) {
    wanted.push(["ssl_trusted_certificate", trustedCertificate]);
  }
  if (!connection.isOn("ssl_server_name")) wanted.push(["ssl_server_name", "on"]);
  const name = missingName(connection);
  if (name !== undefined) wanted.push(["ssl_name", name]);
  return wanted;
}

/** Switches verification on, with the CA, the name and the SNI that it takes. */
export function verifyUpstream(connection: TlsConnection, ctx: RuleContext): RuleFix {
  const wanted = verification(connection, ctx.config.settings.trustedCertificate);
  const title = "Verify the upstream's certificate";
  return { title, safety: "unsafe", edits: enforce(connection, wanted) };
}

/** Switches SNI on. */
export function sendServerName(connection: TlsConnection): RuleFix {
  const edits = enforce(connection, [["ssl_server_name", "on"]]);
  return { title: "Send the server name (SNI)", safety: "unsafe", edits };
}

/**
 * Edits that make a plaintext pass one with TLS, and give it what nginx wants for the TLS settings that then count;
 * undefined where nginx would not start with those.
 */
export function withTls(
  connection: TlsConnection,
  trustedCertificate: string,
): FileEdit[] | undefined {
  const { facts, pass, target } = connection;
  const [word] = pass.directive.args;
  if (!word || facts.tlsScheme === undefined || cannotStart(connection)) return undefined;
  const start = word.span.start + word.quote.length;
  const end = start + (target.scheme === undefined ? 0 : `${target.scheme}://`.length);
  const scheme = replaceSpan(pass.file, { start, end }, `${facts.tlsScheme}://`);
  return [scheme, ...enforce(connection, startable(connection, trustedCertificate))];
}

/** True if nginx refuses the hop as soon as it is TLS: a certificate without key, or ciphers of which none is left. */
export function cannotStart(connection: TlsConnection): boolean {
  const certificate = connection.setting("ssl_certificate").value;
  if (certificate && !connection.setting("ssl_certificate_key").value) return true;
  const ciphers = connection.setting("ssl_ciphers").value ?? "";
  return evaluateCiphers(ciphers).selected.length === 0;
}

/** What a hop that verifies needs before TLS is switched on there: verification without a CA stops nginx. */
export function startable(connection: TlsConnection, trustedCertificate: string): Wanted[] {
  return connection.isOn("ssl_verify") ? verification(connection, trustedCertificate) : [];
}

/** Stands for a name that only the certificate tells. */
export const NAME_PLACEHOLDER = "name-in-certificate.example.com";

/** The `ssl_name` a connection needs so that its certificate can match; undefined if it needs none. */
export function missingName(connection: TlsConnection): string | undefined {
  const written = connection.setting("ssl_name").value;
  if (written !== undefined && written !== "") return undefined;
  const { address, group } = connection.target;
  const [name] = certificateNames(connection);
  const isGood = group ? isNamedLikeServer(group) : name === address?.host;
  return written === undefined && isGood ? undefined : name;
}

/** True if the group has the name of one of its servers, or may have: some can't be seen. */
export function isNamedLikeServer(group: Upstream): boolean {
  const name = group.name.toLowerCase();
  return !group.complete || group.servers.some((it) => it.address?.host.toLowerCase() === name);
}

/**
 * Names that the upstream's certificate may hold, the likeliest first: DNS names of a group's servers,
 * the group's name if it is a DNS name, the host of the pass. A placeholder where there is no DNS name;
 * empty where a variable holds the host.
 */
export function certificateNames(connection: TlsConnection): readonly string[] {
  const { address, group } = connection.target;
  if (!address) return [];
  const host = group ? (group.name.includes(".") ? group.name : "") : address.host;
  const names = [...serverHosts(connection), host].filter((it) => it !== "" && !isIpLiteral(it));
  const found = new Map<string, string>();
  for (const name of names.map(withoutDot)) {
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  }
  return found.size > 0 ? [...found.values()] : [NAME_PLACEHOLDER];
}

/** A host name without the dot that ends a fully qualified one. */
export function withoutDot(name: string): string {
  return name.replace(/\.+$/, "");
}

/** Host parts of the group's servers, without repetitions; Unix sockets left out. */
function serverHosts(connection: TlsConnection): readonly string[] {
  const servers = connection.target.group?.servers ?? [];
  return [...new Set(servers.map((it) => it.address?.host ?? "").filter((it) => it !== ""))];
}

/** The comment behind a directive on its last line, without `#`; "" if there is none. */
function trailingComment(located: Located): string {
  const { directive, file } = located;
  const rest = file.text.slice(directive.span.end).split("\n", 1)[0] ?? "";
  return /^[ \t]*#(.*)$/.exec(rest.trimEnd())?.[1] ?? "";
}

/**
 * The value of a setting that the location of the pass or its server sets, and so means for it; undefined
 * where it is unset, empty, or set for all servers at once.
 */
export function settingNearby(connection: TlsConnection, suffix: string): Setting | undefined {
  const setting = connection.setting(suffix);
  const [directive] = setting.directives;
  if (!directive || !setting.value) return undefined;
  return /^(http|stream)$/.test(directive.scope.place) ? undefined : setting;
}

/** True if the comment behind a directive says that its value is meant. */
export function isMeant(located: Located): boolean {
  return /\b(nolint|insecure)\b/i.test(trailingComment(located));
}

/** True if the comment behind `*_ssl_verify off` says that this is meant. */
export function isMeantInsecure(connection: TlsConnection): boolean {
  return connection.setting("ssl_verify").directives.some(isMeant);
}

/** True if the peer is a DNS name of several labels, by which hosting services choose the site, and no SNI is sent. */
export function lacksServerName(connection: TlsConnection): boolean {
  const name = connection.peerName;
  return (
    connection.isOff("ssl_server_name") &&
    name?.includes(".") === true &&
    !name.includes("/") &&
    !isIpLiteral(name)
  );
}

/** True if a run-time value decides which certificate nginx presents; a key without one is not used. */
export function presentsVariableCertificate(connection: TlsConnection): boolean {
  const certificate = connection.setting("ssl_certificate").value;
  const key = connection.setting("ssl_certificate_key").value;
  return Boolean(certificate) && `${certificate}${key ?? ""}`.includes("$");
}
