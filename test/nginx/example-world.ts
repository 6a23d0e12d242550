/** Gives nginx the examples of rules to judge: puts real files where they name some, and blocks around fragments. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import type { Config, Example, FileFacts, PemBlock, PemFile } from "#core";
import { TLS_FILES, type TlsFileRole } from "../../core/knowledge/tls-files.ts";
import { FIXTURE_FOLDER } from "../harness/fixture.ts";
import type { Files } from "./harness.ts";
import type { Texts } from "./rule-examples.ts";

/** Pairs that stand for those of examples, in the order in which the examples name them. */
const PAIRS = { RSA: ["srv", "rl", "other", "backend1"], EC: ["ec", "ec2"] } as const;

const BY_ROLE: Readonly<Record<TlsFileRole, string>> = {
  certificate: "srv.crt",
  key: "srv.key",
  authorities: "root.crt",
  crl: "root.crl",
  "dh-parameters": "dh2048",
  "ticket-key": "t80",
  passwords: "pw.txt",
  "ocsp-response": "empty",
  "ech-keys": "empty",
  "host-key": "t80",
};

/** Absolute names of an operating system's folders, where a directive has them as an argument. */
const ABSOLUTE = /(?<!load_module\s+"?)(?<=[\s"'])\/(?=(etc|var|usr|srv|opt|run|data|home)\/)/g;

const PAIR = "ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key;";

/** nginx asks for it before it looks at certificates. */
const AUTH = "auth_http 127.0.0.1:9;";

/** The folder that a log is written to, which nginx does not make. */
const LOG = /(?<=\s)(?:access|error)_log\s+([\w./-]+)\/[\w.-]+/g;

/**
 * What nginx is to read for `texts`, which are an example's or what a fix made of it. Undefined if a file holds what
 * can't be made here, such as a key of a rare kind. "given": an example that names no certificate gets one.
 */
export async function worldOf(
  example: Example,
  texts: Texts,
  config: Config,
  pair: "own" | "given",
): Promise<Files | undefined> {
  const files: Record<string, string | Uint8Array> = {};
  const isNamed = Object.values(texts).some((it) => /\bssl_certificate\s/.test(it));
  const lacksPair = pair === "given" && !isNamed;
  for (const [index, [path, original]] of Object.entries(texts).entries()) {
    const text = lacksPair ? original.replace(/^(http|stream) \{/m, `$& ${PAIR}`) : original;
    const moved = text.replaceAll(ABSOLUTE, "");
    const name = path.slice(FIXTURE_FOLDER.length + 1);
    for (const [, folder] of moved.matchAll(LOG)) files[`${folder}/.keep`] = "";
    files[name] = index === 0 ? withAuth(wrapped(moved, config.root.place)) : moved;
  }
  const pairs = new Map<string, string>();
  for (const [name, role] of rolesIn(config)) {
    const content = await contentOf(example.files?.[name], role, pairs);
    if (content === undefined) return undefined;
    const path = name.replace(/^\//, "");
    if (content !== MISSING && path !== "") files[path] ??= content;
  }
  return files;
}

function withAuth(text: string): string {
  return /\bauth_http\s/.test(text) ? text : text.replace(/^(.*\bmail \{)/m, `$1 ${AUTH}`);
}

/** The files that the directives of TLS name, and what is expected in them. */
function rolesIn({ root }: Config): ReadonlyMap<string, TlsFileRole> {
  const found = [...TLS_FILES].flatMap(([name, role]) =>
    root.everywhere(name).map(({ directive }) => [directive.args[0]?.text ?? "", role] as const),
  );
  return new Map(found.filter(([name]) => /^[\w./ -]+$/.test(name) && !name.startsWith("/dev/")));
}

const MISSING = Symbol("missing");

type Content = string | Uint8Array | typeof MISSING;

/** `pairs` are those that stand for the keys of the example so far. */
async function contentOf(
  known: PemFile | FileFacts | undefined,
  role: TlsFileRole,
  pairs: Map<string, string>,
): Promise<Content | undefined> {
  if (!known) return made(BY_ROLE[role]);
  if (!("blocks" in known)) {
    if (known.status !== "read") return known.status === "missing" ? MISSING : undefined;
    if (known.pem.blocks.length === 0) {
      return role === "ticket-key" ? new Uint8Array(known.size) : made(BY_ROLE[role]);
    }
    return contentOf(known.pem, role, pairs);
  }
  const parts: string[] = [];
  for (const block of known.blocks) {
    const name = fileFor(block, pairs);
    if (name === undefined) return undefined;
    parts.push((await made(name)).toString());
  }
  return parts.length > 0 ? parts.join("") : "garbage\n";
}

function fileFor(block: PemBlock, pairs: Map<string, string>): string | undefined {
  if (block.kind === "crl") return "root.crl";
  if (block.kind === "dh-parameters") return block.bits < 2048 ? "dh1024" : "dh2048";
  if (block.kind === "other" && block.label === "CERTIFICATE REQUEST") return "root.csr";
  if (block.kind === "other" || block.kind === "broken") return undefined;
  if (block.kind === "private-key" && block.encrypted) return "srv.enc.key";
  const extension = block.kind === "certificate" ? "crt" : "key";
  if (block.kind === "certificate" && block.x509) {
    const { constraints, key, signature, issuer, subject } = block.x509;
    if (/^(sha1|md5)$/.test(signature.hash ?? "")) return "sha1.crt";
    if ((key.bits ?? 2048) < 2048 && key.type === "RSA") return "w1024.crt";
    if (constraints?.isCa) return issuer.key === subject.key ? "root.crt" : "int.crt";
  }
  const name = pairFor(block.keyType, block.publicKeyId ?? "", pairs);
  return name && `${name}.${extension}`;
}

function pairFor(type: string, id: string, pairs: Map<string, string>): string | undefined {
  const known = pairs.get(`${type} ${id}`);
  if (known !== undefined) return known;
  if (type !== "RSA" && type !== "EC") return undefined;
  const taken = new Set(pairs.values());
  const free = PAIRS[type].find((it) => !taken.has(it));
  if (free !== undefined) pairs.set(`${type} ${id}`, free);
  return free;
}

function made(name: string): Promise<Buffer> {
  return readFile(join(inject("certificates"), name));
}

const LOADS = /^(\s*load_module [^;]*;)*/;

/** A whole configuration from the inside of a block, as far as the block can be told. */
function wrapped(text: string, place: string): string {
  const [family = "", ...inner] = place.split("/");
  const loads = LOADS.exec(text)?.[0] ?? "";
  const rest = text.slice(loads.length);
  const events = /^\s*events\b/m.test(rest) ? "" : "events {} ";
  if (place === "main") return `${loads} ${events}${rest}`;
  const names: Readonly<Record<string, string>> = {
    upstream: "upstream u",
    location: "location /",
    if: "if ($host)",
  };
  const blocks = [family, ...inner].map((it) => names[it] ?? it);
  const listen = blocks.includes("server") && family !== "http" ? " listen 1;" : "";
  return `${events}${blocks.join(" { ")} {${listen}\n${rest}\n${blocks.map(() => "}").join(" ")}\n`;
}
