/**
 * Every setting, declared once: this table feeds the parser below, `contributes.configuration` in
 * package.json, `docs/settings.md` and the command line (`npm run generate` writes the first three).
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
  /** The nginx program that is run when the user asks for its verdict. */
  readonly nginxPath: string;
  /** Severity per rule id; "off" silences a rule. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
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
      "The main configuration file, relative to the workspace folder, for example `etc/nginx/nginx.conf`. Empty: the main file that includes the open file is looked for.",
    scope: "resource",
  },
  {
    key: "pathMap",
    name: "pathMap",
    kind: "paths",
    default: {},
    description:
      'Where absolute paths of the configuration lie here, for included files and certificates: folders of the machine that runs nginx, with the folders that stand for them, absolute or relative to the workspace folder. For example `{ "/etc/nginx": "conf" }`. Without it, a main file\'s folder in the workspace stands for `/etc/nginx` (or another folder that nginx is installed with) where an included file is in the one and not in the other.',
    scope: "resource",
  },
  {
    key: "readCertificates",
    name: "certificates.read",
    kind: "boolean",
    default: true,
    description:
      "Read the certificates, keys, revocation lists and other files that the configuration names, to compare them with it and with each other. Key material is never shown, logged or kept. Off in untrusted workspaces.",
    scope: "machine-overridable",
  },
  {
    key: "expiryWarningDays",
    name: "certificates.expiryWarningDays",
    kind: "days",
    default: 30,
    description:
      "How many days before it runs out a certificate is reported: as information, and as a warning in the last 14 of them. Certificates that are valid for 47 days or less are reported in the last third of their time. `0`: only certificates that have run out are reported.",
    scope: "resource",
  },
  {
    key: "missingFiles",
    name: "certificates.missingFiles",
    kind: "boolean",
    default: false,
    description:
      "Report certificates, keys and other files of TLS that are not on this machine. For a machine that runs nginx, or has all its files.",
    scope: "resource",
  },
  {
    key: "formatEnabled",
    name: "format.enabled",
    kind: "boolean",
    default: true,
    description:
      "Format NGINX configuration. Off: leave it to another formatter. With two of them VS Code asks once which is to be the default, and keeps the answer in `editor.defaultFormatter`.",
    scope: "window",
  },
  {
    key: "formatAlign",
    name: "format.align",
    kind: "choice",
    choices: ["keep", "always", "never"],
    default: "keep",
    description:
      "Columns of values, when formatting. `keep`: what stands in one column over several lines stays in one. `always`: the first values of neighbouring directives are put into one. `never`: one blank before each value; the tables of `map`, `geo`, `split_clients`, `charset_map` and `types` keep their columns all the same.",
    scope: "resource",
  },
  {
    key: "inlayHints",
    name: "inlayHints.enabled",
    kind: "choice",
    choices: ["off", "tls", "all"],
    default: "off",
    description:
      "Show values that are in force but not written here. `tls`: what decides about a TLS connection, behind `proxy_pass https://…`, its kin and `listen … ssl`. `all`: also the default ports of listeners and of the servers of an `upstream`. VS Code shows hints only if `editor.inlayHints.enabled` lets it.",
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
      'Severity of single rules, or `"off"`, for example `{ "upstream-tls-no-sni": "off", "weak-protocol": "error" }`.',
    scope: "resource",
  },
];

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  SETTINGS.map((it) => [it.key, it.default]),
) as unknown as Settings;

export interface ParsedSettings {
  readonly settings: Settings;
  /** One sentence for each value that was not usable; its default applies. */
  readonly problems: readonly string[];
}

/** Reads the `nginxTls` section. A bad value is reported and ignored; the rest applies. */
export function parseSettings(section: unknown, ruleIds: ReadonlySet<string>): ParsedSettings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const descriptor of SETTINGS) {
    const value = lookUp(section, descriptor.name);
    if (value === undefined || value === null) {
      values[descriptor.key] = descriptor.default;
      continue;
    }
    const problem = checkValue(descriptor, value);
    if (problem) problems.push(problem);
    values[descriptor.key] = problem ? descriptor.default : value;
    if (descriptor.kind === "rules" && !problem) {
      values[descriptor.key] = knownRules(value, ruleIds, problems);
    }
  }
  return { settings: values as unknown as Settings, problems };
}

const SEVERITIES: ReadonlySet<unknown> = new Set([
  "error",
  "warning",
  "information",
  "hint",
  "off",
]);

function lookUp(section: unknown, name: string): unknown {
  let value = section;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function checkValue(descriptor: SettingDescriptor, value: unknown): string | undefined {
  const name = `nginxTls.${descriptor.name}`;
  switch (descriptor.kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : `"${name}" must be true or false`;
    case "days":
      return Number.isSafeInteger(value) && Number(value) >= 0
        ? undefined
        : `"${name}" must be a number of days`;
    case "string":
      return typeof value === "string" ? undefined : `"${name}" must be a string`;
    case "choice":
      return descriptor.choices?.some((it) => it === value)
        ? undefined
        : `"${name}" must be one of ${descriptor.choices?.map((it) => `"${it}"`).join(", ")}`;
    case "version":
      return typeof value === "string" && /^\d+(\.\d+){1,2}$/.test(value)
        ? undefined
        : `"${name}" must be a version such as "1.28.0"`;
    case "paths":
      return isPathMap(value) ? undefined : `"${name}" must be an object of absolute folders`;
    case "rules":
      return typeof value === "object" && !Array.isArray(value)
        ? undefined
        : `"${name}" must be an object of rule ids`;
  }
}

function isPathMap(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([from, to]) => /^([A-Za-z]:)?\//.test(from) && typeof to === "string" && to !== "",
  );
}

function knownRules(
  value: unknown,
  ruleIds: ReadonlySet<string>,
  problems: string[],
): Settings["rules"] {
  const rules: Record<string, Severity | "off"> = {};
  for (const [id, severity] of Object.entries(value as object)) {
    if (!ruleIds.has(id)) problems.push(`"nginxTls.rules" names an unknown rule "${id}"`);
    else if (!SEVERITIES.has(severity)) {
      problems.push(`"nginxTls.rules" gives "${id}" an unknown severity`);
    } else rules[id] = severity as Severity | "off";
  }
  return rules;
}
