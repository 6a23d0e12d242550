/**
 * Every setting, declared once: this table feeds the parser in `setting-values.ts`, `contributes.configuration`
 * in package.json, `docs/settings.md`, the schema of `nginx-tls.json` and the command line (`npm run generate`
 * writes what lies between).
 */
import type { Severity } from "./severity.ts";

export { versionAtLeast } from "./version.ts";

export interface Settings {
  /** nginx version whose defaults and directives apply, e.g. `1.28.0`. */
  readonly nginxVersion: string;
  /** OpenSSL version nginx is built with, e.g. `3.0`. */
  readonly opensslVersion: string;
  /** What reads the configuration. */
  readonly platform: Platform;
  /** By whose word settings count as weak. */
  readonly policy: PolicyId;
  /** CA bundle that fixes insert where none is configured. */
  readonly trustedCertificate: string;
  /** Main file of the configuration, relative to the workspace folder; empty to find it. */
  readonly mainFile: string;
  /** Folders of the machine that runs nginx, and the folders that stand for them here. */
  readonly pathMap: Readonly<Record<string, string>>;
  /** Whether certificates, keys and the other files of TLS are read. */
  readonly readCertificates: boolean;
  /** From how many days before a certificate runs out it is reported; 0: never. */
  readonly expiryWarningDays: number;
  /** Whether files of TLS that are not on this machine are reported. */
  readonly missingFiles: boolean;
  /** Whether the server formats; off leaves it to another formatter. */
  readonly formatEnabled: boolean;
  /** Whether values of neighbouring directives stand in one column. */
  readonly formatAlign: "keep" | "always" | "never";
  /** Which values that are not written are shown in the text. */
  readonly inlayHints: "off" | "tls" | "all";
  /** Whether a line over each hop and server says what protects its connections. */
  readonly codeLens: boolean;
  /** The nginx program that is run when the user asks for its verdict. */
  readonly nginxPath: string;
  /** Severity per rule id; "off" silences a rule. Families are resolved to ids when settings are read. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Whether a comment that silences findings must say why. */
  readonly requireReason: boolean;
}

/** The programs that read nginx configurations; "nginx-core" is nginx with no module of somebody else. */
export const PLATFORMS = [
  "nginx",
  "nginx-core",
  "nginx-plus",
  "nginxaas-azure",
  "nginxaas-aws",
  "nginxaas-google",
  "openresty",
  "angie",
  "any",
] as const;

export type Platform = (typeof PLATFORMS)[number];

/** The policies of `core/knowledge/policies`. */
export const POLICY_IDS = [
  "mozilla-intermediate",
  "mozilla-modern",
  "cis",
  "nginx-default",
] as const;

export type PolicyId = (typeof POLICY_IDS)[number];

type Kind = "string" | "version" | "boolean" | "days" | "choice" | "paths" | "rules";

export interface SettingDescriptor<K extends keyof Settings = keyof Settings> {
  readonly key: K;
  /** Name below `nginxTls.`. */
  readonly name: string;
  readonly kind: Kind;
  /** The values of a choice. */
  readonly choices?: readonly string[];
  readonly default: Settings[K];
  /** Markdown, with an example. */
  readonly description: string;
  /**
   * VS Code scope; machine-overridable settings are ignored from an untrusted workspace. What is of the
   * "machine" comes from the user alone: neither a workspace nor a project file may set it.
   */
  readonly scope: "resource" | "window" | "machine" | "machine-overridable";
}

export const SETTINGS: readonly SettingDescriptor[] = [
  {
    key: "nginxVersion",
    name: "nginxVersion",
    kind: "version",
    default: "1.30.0",
    description:
      "The nginx version that will read the configuration. It decides defaults and what is deprecated: before `1.27.3`, for example, TLS 1.0 is on by default.",
    scope: "resource",
  },
  {
    key: "opensslVersion",
    name: "opensslVersion",
    kind: "version",
    default: "3.0",
    description: "The OpenSSL version nginx is built with, for example `3.0` or `3.5`.",
    scope: "resource",
  },
  {
    key: "platform",
    name: "platform",
    kind: "choice",
    choices: PLATFORMS,
    default: "nginx",
    description:
      "What reads the configuration. `nginx`: nginx open source, perhaps with modules of others; directives of NGINX Plus are pointed out. `nginx-core`: nginx open source with its own modules and those that `load_module` names; any other directive is an error, as for `nginx -t`. `nginx-plus`, `openresty`, `angie`: these know directives of their own. `nginxaas-azure`, `nginxaas-aws`, `nginxaas-google`: NGINX Plus as a service, whose limits are checked too. `any`: no known directive is reported.",
    scope: "resource",
  },
  {
    key: "policy",
    name: "policy",
    kind: "choice",
    choices: POLICY_IDS,
    default: "mozilla-intermediate",
    description:
      "By whose word protocols, ciphers, curves, HSTS and sessions count as weak; each such finding names it. `mozilla-intermediate` and `mozilla-modern`: Mozilla Server Side TLS 6.0; the second asks servers for TLS 1.3 alone. `cis`: CIS NGINX Benchmark 2.1.0, where later editions do not contradict it. `nginx-default`: what nginx does by itself is fine.",
    scope: "resource",
  },
  {
    key: "trustedCertificate",
    name: "trustedCertificate",
    kind: "string",
    default: "/etc/ssl/certs/ca-certificates.crt",
    description:
      "The CA bundle that quick fixes and snippets name in `proxy_ssl_trusted_certificate`. Debian and Ubuntu: `/etc/ssl/certs/ca-certificates.crt`; RHEL: `/etc/pki/tls/certs/ca-bundle.crt`; Alpine: `/etc/ssl/cert.pem`.",
    scope: "resource",
  },
  {
    key: "mainFile",
    name: "mainFile",
    kind: "string",
    default: "",
    description:
      "The main configuration file, relative to the workspace folder or to that of the `nginx-tls.json` that names it, for example `etc/nginx/nginx.conf`. Empty: the main file that includes the open file is looked for.",
    scope: "resource",
  },
  {
    key: "pathMap",
    name: "pathMap",
    kind: "paths",
    default: {},
    description:
      'Where absolute paths of the configuration lie here, for included files and certificates: folders of the machine that runs nginx, with the folders that stand for them, absolute, or relative to the workspace folder or to that of the `nginx-tls.json` that names them. For example `{ "/etc/nginx": "conf" }`. Without it, a main file\'s folder in the workspace stands for `/etc/nginx` (or another folder that nginx is installed with) where an included file is in the one and not in the other.',
    scope: "resource",
  },
  {
    key: "readCertificates",
    name: "certificates.read",
    kind: "boolean",
    default: true,
    description:
      "Read the certificates, keys, revocation lists and other files that the configuration names, to compare them with it and with each other: whether `ssl_certificate_key` belongs to `ssl_certificate`, for example. Key material is never shown, logged or kept. Off in untrusted workspaces.",
    scope: "machine-overridable",
  },
  {
    key: "expiryWarningDays",
    name: "certificates.expiryWarningDays",
    kind: "days",
    default: 30,
    description:
      "How many days before it runs out a certificate is reported: as information, and as a warning in the last 14 of them. Certificates that are valid for 47 days or less are reported in the last third of their time. For example `60` where renewals take weeks; `0`: only certificates that have run out are reported.",
    scope: "resource",
  },
  {
    key: "missingFiles",
    name: "certificates.missingFiles",
    kind: "boolean",
    default: false,
    description:
      "Report certificates, keys and other files of TLS that are not on this machine, for example in `ssl_certificate tls/site.crt`. For a machine that runs nginx, or has all its files.",
    scope: "resource",
  },
  {
    key: "formatEnabled",
    name: "format.enabled",
    kind: "boolean",
    default: true,
    description:
      "Format NGINX configuration. `false`: leave it to another formatter, for example that of another extension for NGINX. With two of them VS Code asks once which is to be the default, and keeps the answer in `editor.defaultFormatter`.",
    scope: "window",
  },
  {
    key: "formatAlign",
    name: "format.align",
    kind: "choice",
    choices: ["keep", "always", "never"],
    default: "keep",
    description:
      "Columns of values, when formatting. `keep`: what stands in one column over several lines stays in one. `always`: the first values of neighbouring directives are put into one, for example those of `listen      443 ssl;` and `server_name a.example.com;`. `never`: one blank before each value; the tables of `map`, `geo`, `split_clients`, `charset_map` and `types` keep their columns all the same.",
    scope: "resource",
  },
  {
    key: "inlayHints",
    name: "inlayHints.enabled",
    kind: "choice",
    choices: ["off", "tls", "all"],
    default: "off",
    description:
      "Show values that are in force but not written here. `off`: none. `tls`: what decides about a TLS connection, behind `proxy_pass https://…`, its kin and `listen … ssl`. For example `verify on, CA ca.pem (from http), SNI off`. `all`: also the default ports of listeners and of the servers of an `upstream`. VS Code shows hints only if `editor.inlayHints.enabled` lets it.",
    scope: "resource",
  },
  {
    key: "codeLens",
    name: "codeLens.enabled",
    kind: "boolean",
    default: true,
    description:
      "Show one line over each `proxy_pass` and its kin, and over each `server`, that says how its connections are protected, for example `TLS to backend: verified (ca.crt), SNI api.example.com`. A click shows it in the TLS map.",
    scope: "resource",
  },
  {
    key: "nginxPath",
    name: "nginx.path",
    kind: "string",
    default: "nginx",
    description:
      "The nginx program that *NGINX TLS: Test Configuration with nginx* runs, for example `/usr/sbin/nginx`. It runs only when asked for, and only in a trusted workspace; no workspace can set it.",
    scope: "machine",
  },
  {
    key: "rules",
    name: "rules",
    kind: "rules",
    default: {},
    description:
      'Severity of rules, or `"off"`, by id or by family with a `*` at the end, for example `{ "upstream-tls-no-sni": "off", "hsts-*": "information", "weak-protocol": "error" }`. An id counts more than a family, and a longer family more than a shorter one.',
    scope: "resource",
  },
  {
    key: "requireReason",
    name: "suppression.requireReason",
    kind: "boolean",
    default: false,
    description:
      "Report a comment that silences findings and does not say why, as in `# nginx-tls-disable-next-line weak-protocol -- kiosks until March`.",
    scope: "resource",
  },
];

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  SETTINGS.map((it) => [it.key, it.default]),
) as unknown as Settings;

/** Values by the full names that users write. */
export function namedSettings(settings: Partial<Settings>): ReadonlyMap<string, unknown> {
  const set = SETTINGS.filter((it) => settings[it.key] !== undefined);
  return new Map(set.map((it) => [`nginxTls.${it.name}`, settings[it.key]]));
}
