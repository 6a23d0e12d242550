/** The configuration of one verified TLS connection to an upstream, as text. No VS Code here. */

export type UpstreamProtocol = "http" | "grpc" | "uwsgi" | "stream";

export interface UpstreamTls {
  readonly protocol: UpstreamProtocol;
  /** `host`, `host:port`, or the name of an `upstream` group. */
  readonly target: string;
  readonly isGroup: boolean;
  /** The name the upstream's certificate must have; also sent as SNI. */
  readonly name: string;
  /** CA bundle that the upstream's certificate must lead to. */
  readonly trustedCertificate: string;
  /** For mutual TLS. */
  readonly client?: { readonly certificate: string; readonly key: string };
  readonly sessionReuse: boolean;
}

interface Dialect {
  readonly passDirective: string;
  readonly scheme: string;
  readonly prefix: string;
  readonly needsPort: boolean;
}

const DIALECTS: Readonly<Record<UpstreamProtocol, Dialect>> = {
  http: { passDirective: "proxy_pass", scheme: "https://", prefix: "proxy_ssl", needsPort: false },
  grpc: { passDirective: "grpc_pass", scheme: "grpcs://", prefix: "grpc_ssl", needsPort: false },
  uwsgi: { passDirective: "uwsgi_pass", scheme: "suwsgi://", prefix: "uwsgi_ssl", needsPort: true },
  stream: { passDirective: "proxy_pass", scheme: "", prefix: "proxy_ssl", needsPort: true },
};

/** The directives, one a line, values aligned, without indentation. */
export function upstreamTlsLines(answers: UpstreamTls): readonly string[] {
  const { passDirective, scheme, prefix } = DIALECTS[answers.protocol];
  const rows: [string, string][] = [];
  if (answers.protocol === "uwsgi") rows.push(["include", "uwsgi_params"]);
  rows.push([passDirective, scheme + answers.target]);
  if (answers.protocol === "stream") rows.push([prefix, "on"]);
  rows.push([`${prefix}_server_name`, "on"]);
  if (answers.isGroup || answers.name !== hostOf(answers.target)) {
    rows.push([`${prefix}_name`, answers.name]);
  }
  rows.push([`${prefix}_verify`, "on"], [`${prefix}_verify_depth`, "2"]);
  rows.push([`${prefix}_trusted_certificate`, answers.trustedCertificate]);
  rows.push([`${prefix}_protocols`, "TLSv1.2 TLSv1.3"]);
  if (answers.client) {
    rows.push([`${prefix}_certificate`, answers.client.certificate]);
    rows.push([`${prefix}_certificate_key`, answers.client.key]);
  }
  if (!answers.sessionReuse) rows.push([`${prefix}_session_reuse`, "off"]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 1;
  return rows.map(([name, value]) => {
    const text = name === `${prefix}_protocols` ? value : quoteWord(value);
    return `${name.padEnd(width)}${text};`;
  });
}

/** `value` as one word of nginx configuration. */
export function quoteWord(value: string): string {
  if (value !== "" && !/[\s;{}"'#\\]/.test(value)) return value;
  return `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** The host in `host` or `host:port`; an IPv6 address keeps its brackets. */
export function hostOf(target: string): string {
  return target.replace(/:\d+$/, "");
}

export function isIpAddress(host: string): boolean {
  return /^\[.*\]$/.test(host) || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** What is wrong with an upstream's address, as a sentence; undefined if it is usable. */
export function checkTarget(protocol: UpstreamProtocol, target: string): string | undefined {
  const match = /^(\[[\da-fA-F:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/.exec(target);
  if (!match) return "Give a host, or a host and a port: backend.example.com:8443";
  if (match[2] === undefined) {
    return DIALECTS[protocol].needsPort
      ? "Give the port as well: backend.example.com:8443"
      : undefined;
  }
  const port = Number(match[2]);
  return port >= 1 && port <= 65535 ? undefined : "A port is a number from 1 to 65535";
}

/** What is wrong with the name a certificate is checked for; undefined if it is usable. */
export function checkName(name: string): string | undefined {
  if (isIpAddress(name)) return "NGINX checks host names only, not IP addresses";
  return /^[\w-]+(\.[\w-]+)*$/.test(name) ? undefined : "Give a host name: backend.example.com";
}

/** Names of the `upstream` groups that a configuration text declares, in order. */
export function upstreamNames(text: string): readonly string[] {
  const names: string[] = [];
  const declaration = /(?:^|[;{}])\s*upstream\s+(?:"([^"]+)"|'([^']+)'|([^\s;{}"']+))\s*\{/gm;
  for (const match of text.replaceAll(/(^|\s)#.*$/gm, "$1").matchAll(declaration)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}

export interface Insertion {
  /** Whether `text` takes the place of a blank line or follows the line of the cursor. */
  readonly place: "replace-line" | "after-line";
  readonly text: string;
}

/**
 * Where `lines` go when the cursor is on line `at` of `document`, and with what indentation. After a line
 * the editor repeats that line's own indentation, so `text` holds only what is deeper (as tabs).
 */
export function insertionAt(
  document: readonly string[],
  at: number,
  lines: readonly string[],
): Insertion {
  const current = document[at] ?? "";
  if (current.trim() !== "") {
    const deeper = opensBlock(current) ? "\t" : "";
    return { place: "after-line", text: lines.map((it) => `\n${deeper}${it}`).join("") };
  }
  const above = document.slice(0, at).findLast((it) => it.trim() !== "") ?? "";
  const inherited = /^\s*/.exec(above)?.[0] ?? "";
  const indentation = inherited + (opensBlock(above) ? "\t" : "");
  return { place: "replace-line", text: lines.map((it) => indentation + it).join("\n") };
}

function opensBlock(line: string): boolean {
  return /\{\s*(#.*)?$/.test(line);
}
