/** The places where nginx verifies certificates of others, with the files that it trusts there. */
import { isCa, isSelfIssued, mayHaveIssued } from "../../certificates/chain.ts";
import type { PemCrl } from "../../certificates/pem.ts";
import type { X509 } from "../../certificates/x509.ts";
import type { Config } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import { effective } from "../../config/effective.ts";
import { listenersOf, type VirtualServer } from "../../config/listeners.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { viewOf } from "../../config/sight.ts";
import { pathSpan } from "./identity.ts";
import type { RelatedPlace, RuleContext } from "./rule.ts";

/** An upstream hop with `*_ssl_verify on`, or a server that verifies clients. */
export interface Verifier {
  readonly side: "upstream" | "server";
  /** The directives whose files it trusts; never empty. */
  readonly authorities: readonly [Located, ...Located[]];
  readonly crl: Located | undefined;
  readonly depth: Located | undefined;
  /** `proxy_ssl_verify_depth` or the like. */
  readonly depthName: string;
  /** The pass, or the `server` word. */
  readonly user: Located | undefined;
}

/** All of them but those whose trust `*_conf_command` sets up in another way. */
export const verifiersOf: (config: Config) => readonly Verifier[] = viewOf((config) => [
  ...config.connections.flatMap(ofConnection),
  ...listenersOf(config).servers.flatMap(ofServer),
]);

function ofConnection(connection: TlsConnection): readonly Verifier[] {
  if (connection.tls === "no" || !connection.isOn("ssl_verify")) return [];
  const of = (suffix: string) => connection.setting(suffix).directives[0];
  const authority = of("ssl_trusted_certificate");
  const commands = connection.setting("ssl_conf_command").directives;
  if (!authority || setsTrust(commands)) return [];
  return [
    {
      side: "upstream",
      authorities: [authority],
      crl: of("ssl_crl"),
      depth: of("ssl_verify_depth"),
      depthName: connection.directiveName("ssl_verify_depth"),
      user: connection.pass,
    },
  ];
}

function ofServer(server: VirtualServer): readonly Verifier[] {
  if (server.tls === "no" || !/^(on|optional)$/.test(server.verifyClient)) return [];
  const of = (name: string) => server.settings(name)[0];
  const client = of("ssl_client_certificate");
  const trusted = of("ssl_trusted_certificate");
  const [first, second] = client ? [client, trusted] : [trusted];
  if (!first || setsTrust(server.settings("ssl_conf_command"))) return [];
  return [
    {
      side: "server",
      authorities: second ? [first, second] : [first],
      crl: of("ssl_crl"),
      depth: of("ssl_verify_depth"),
      depthName: "ssl_verify_depth",
      user: server.scope.opener,
    },
  ];
}

/** OpenSSL has commands for the files that it verifies with (SSL_CONF_cmd). */
function setsTrust(commands: readonly Located[]): boolean {
  return commands.some((it) => /^-?(verify|chain)ca/i.test(it.directive.args[0]?.text ?? ""));
}

/** A certificate in a file that is trusted. */
export interface Trusted {
  readonly certificate: X509;
  readonly located: Located;
}

/**
 * What a verifier trusts; undefined unless all of it could be read. A certificate that was marked as trusted
 * (`openssl x509 -addtrust`) can end a chain wherever it stands, so that nothing is said with one.
 */
export function trustedBy(
  { authorities }: Verifier,
  ctx: RuleContext,
): readonly Trusted[] | undefined {
  const found: Trusted[] = [];
  for (const located of authorities) {
    const file = ctx.pem(located);
    if (!file) return undefined;
    for (const block of file.blocks) {
      if (block.kind === "broken") return undefined;
      if (block.kind !== "certificate") continue;
      if (!block.x509 || block.hasTrustSettings) return undefined;
      found.push({ certificate: block.x509, located });
    }
  }
  return found.length > 0 ? found : undefined;
}

/** True if OpenSSL lets a certificate sign others (X509_check_ca). */
export function maySign(certificate: X509): boolean {
  if (certificate.constraints) return isCa(certificate);
  return isCa(certificate) || certificate.keyUsage?.includes("keyCertSign") === true;
}

/** The lists in the file of `crl`, and those that stand among the authorities, which OpenSSL takes, too. */
export function listsOf({ authorities, crl }: Verifier, ctx: RuleContext): readonly PemCrl[] {
  return [...(crl ? [crl] : []), ...authorities].flatMap((it) =>
    (ctx.pem(it)?.blocks ?? []).filter((block) => block.kind === "crl"),
  );
}

/**
 * How many intermediate CAs stand below a root up to `certificate`, itself counted; undefined without a root. Of several
 * ways, and of several certificates of one CA, the shortest counts.
 */
export function intermediatesTo(certificate: X509, all: readonly X509[]): number | undefined {
  let reached = all.filter((it) => it.subject.key === certificate.subject.key);
  const seen = new Set(reached);
  for (let count = 0; reached.length > 0; count++) {
    if (reached.some(isSelfIssued)) return count;
    reached = all.filter(
      (it) => !seen.has(it) && reached.some((below) => mayHaveIssued(it, below)),
    );
    for (const it of reached) seen.add(it);
  }
  return undefined;
}

/** The pass or server that verifies with an inherited directive; nothing for one of its own block. */
export function verifiedFor({ user, side }: Verifier, located: Located): readonly RelatedPlace[] {
  if (!user) return [];
  const own: Scope | undefined = side === "server" ? user.block : user.scope;
  if (located.scope === own) return [];
  const { directive, file } = user;
  const span = side === "upstream" ? pathSpan(user) : directive.name.span;
  return [{ file, span, message: `verifies with it: this ${directive.name.text}` }];
}

/** The security level in the cipher string in force at a directive's block; undefined if it sets none. */
export function levelAt(scope: Scope, name: string): number | undefined {
  const text = effective(name, scope)?.directives[0].directive.args[0]?.text ?? "";
  const level = /@SECLEVEL=(\d)/.exec(text)?.[1];
  return level === undefined ? undefined : Number(level);
}
