/** The families that the index of the rules is sorted by. */
import type { Rule } from "#core";

export interface RuleFamily {
  readonly title: string;
  /** What its rules have in common, as one sentence. */
  readonly about: string;
  readonly pattern: RegExp;
}

/** A rule belongs to the first that fits its id. */
export const FAMILIES: readonly RuleFamily[] = [
  {
    title: "Upstream TLS",
    about:
      "Connections from nginx to upstreams: `proxy_ssl_*`, `grpc_ssl_*`, `uwsgi_ssl_*`, stream.",
    pattern: /^(upstream-(?!resolve)|grpc-|stream-proxy-ssl|stream-terminate|hostname-)/,
  },
  {
    title: "Protocols and ciphers",
    about: "TLS versions, cipher strings, groups and commands for OpenSSL, on both sides.",
    pattern:
      /^(weak-|cipher-|tls13-|tls-protocols-|tls-ecdh|dhe-|dhparam-|tls-dhparam|prefer-|ssl-buffer|conf-command-|invalid-protocol)/,
  },
  {
    title: "Listeners and HTTP versions",
    about: "What a socket speaks, which server answers on it, HTTP/2, HTTP/3 and HSTS.",
    pattern:
      /^(listen-|http2-|http3-|hsts-|default-server|plaintext-and|reject-handshake|server-(tls-(no|vhost)|cert|without)|ssl-directive|conflicting-|protocol-options|invalid-listen|stream-|tls-default-server)/,
  },
  {
    title: "Client certificates",
    about: "`ssl_verify_client`, the CAs behind it, revocation.",
    pattern: /^(client-|ocsp-)/,
  },
  {
    title: "Sessions, stapling and early data",
    about: "Resumption, tickets, OCSP stapling, 0-RTT.",
    pattern: /^(session-|stapling-|early-data)/,
  },
  {
    title: "Certificates, keys and files",
    about: "Pairs of certificate and key, and what the files on disk hold.",
    pattern: /^(tls-|server-tls-|password-file)/,
  },
  { title: "njs", about: "How scripts fetch over TLS.", pattern: /^js-/ },
  {
    title: "NGINXaaS",
    about: "Limits of F5 NGINXaaS; only with `nginxTls.platform` at one of its clouds.",
    pattern: /^nginxaas-/,
  },
  { title: "Mail", about: "TLS of the mail proxy.", pattern: /^mail-/ },
  {
    title: "Names, versions and platforms",
    about:
      "Directives, variables, zones and upstreams that nothing defines, or this nginx has not.",
    pattern: /^(unknown-|undefined-|directive-(too-new|removed)|plus-|target-version|unsupported-)/,
  },
  {
    title: "Syntax",
    about: "What nginx's lexer refuses.",
    pattern:
      /^(block-|byte-order|directive-not-terminated|string-|unexpected-token|parameter-too-long)/,
  },
  {
    title: "Structure and values",
    about: "Where directives stand, how often, with which values; included files.",
    pattern:
      /^(invalid-(?!comment)|duplicate-|directive-not-allowed|wrong-argument|missing-events|empty-upstream|upstream-resolve|include-|proxy-redirect|redundant-)/,
  },
  {
    title: "Comments for nginx-tls",
    about: "Comments that silence findings, or say what a file is.",
    pattern: /^(suppression-|invalid-comment)/,
  },
];

/** Every rule belongs somewhere. */
export function familyOf({ id }: Pick<Rule, "id">): RuleFamily {
  const family = FAMILIES.find((it) => it.pattern.test(id));
  if (!family) throw new Error(`"${id}" belongs to no family of rules (rule-families.ts)`);
  return family;
}

/** The anchor that the title has on the index page. */
export function anchorOf({ title }: RuleFamily): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}
