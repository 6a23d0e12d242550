/** Makes one TLS connection as nginx would. Only for a user who asked: nothing here decides whether it may. */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { versions } from "node:process";
import {
  type ConnectionOptions,
  connect,
  type DetailedPeerCertificate,
  type SecureVersion,
  type TLSSocket,
} from "node:tls";
import type { ProbeOutcome, ProbePlan } from "#core";

const TIME_LIMIT_MS = 10_000;

/** TLS 1.3 refuses a missing client certificate only after the handshake. */
const AFTERMATH_MS = 400;

const TLS13_SUITES = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";

/** Never rejects. `fallbackCa`: checked against where the configuration names no CA. */
export async function probe(plan: ProbePlan, fallbackCa?: string): Promise<ProbeOutcome> {
  const library = `OpenSSL ${versions.openssl}`;
  const ca = plan.trustedCertificate ?? fallbackCa;
  try {
    const authorities = plan.verify
      ? await readFile(ca ?? "", "utf8")
      : await readFile(ca ?? "", "utf8").catch(() => undefined);
    const options = await optionsFor(plan, authorities);
    const seen = (socket: TLSSocket) => outcomeOf(socket, plan, authorities !== undefined);
    return { ...(await handshake(options, seen)), library };
  } catch (error) {
    return { connected: false, failure: failureOf(error), library };
  }
}

async function optionsFor(plan: ProbePlan, ca: string | undefined): Promise<ConnectionOptions> {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFile(path));
  const [crl, cert, key] = await Promise.all([
    plan.verify ? read(plan.crl) : undefined,
    read(plan.certificate),
    read(plan.certificateKey),
  ]);
  const { host, port, socket } = plan;
  return {
    ...(socket === undefined ? { host, port } : { path: socket }),
    ...(ca !== undefined && { ca }),
    ...(crl && { crl }),
    ...(cert && key && { cert, key }),
    servername: plan.serverName ?? "",
    minVersion: versionOf(plan.minProtocol),
    maxVersion: versionOf(plan.maxProtocol),
    ciphers: `${plan.ciphers}:${TLS13_SUITES}`,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  };
}

function versionOf(protocol: string): SecureVersion {
  if (protocol === "TLSv1.1" || protocol === "TLSv1.2" || protocol === "TLSv1.3") return protocol;
  return "TLSv1";
}

/** Settles with what `read` saw in the connection, once the upstream had its time to object. */
function handshake<T>(options: ConnectionOptions, read: (socket: TLSSocket) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const socket = connect(options);
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(TIME_LIMIT_MS, () => fail(timeout()));
    socket.on("error", fail);
    socket.once("secureConnect", () => {
      const outcome = read(socket);
      const wait = setTimeout(() => socket.destroy(), AFTERMATH_MS);
      socket.once("close", () => {
        clearTimeout(wait);
        resolve(outcome);
      });
      socket.resume();
    });
  });
}

function timeout(): Error {
  const error = new Error(`no answer within ${TIME_LIMIT_MS / 1000} s`);
  return Object.assign(error, { code: "ETIMEDOUT" });
}

function outcomeOf(
  socket: TLSSocket,
  plan: ProbePlan,
  checked: boolean,
): Omit<ProbeOutcome, "library"> {
  const own = socket.getPeerCertificate(true);
  const peer = own.raw && new X509Certificate(own.raw);
  const { authorizationError } = socket;
  const chainError = authorizationError ? String(authorizationError) : undefined;
  const protocol = socket.getProtocol();
  return {
    connected: true,
    ...(protocol && { protocol }),
    cipher: socket.getCipher().standardName,
    ...(peer && { certificate: describe(peer) }),
    ...(checked && chainError !== undefined && { chainError }),
    ...(checked && chainError === undefined && { intermediates: intermediates(own) }),
    ...(peer && plan.name !== undefined && { nameMatches: matches(peer, plan.name) }),
    ...(checked && !plan.verify && { checkedAnyway: true }),
  };
}

/** As X509_check_host without flags: the common name counts only if there is no DNS name. */
function matches(peer: X509Certificate, name: string): boolean {
  return name !== "" && peer.checkHost(name, { subject: "default" }) !== undefined;
}

/** Counted in the verified chain, which ends in a root. */
function intermediates(own: DetailedPeerCertificate): number {
  const seen = new Set<string>();
  let at: DetailedPeerCertificate | undefined = own;
  while (at?.fingerprint256 && !seen.has(at.fingerprint256)) {
    seen.add(at.fingerprint256);
    at = at.issuerCertificate;
  }
  return Math.max(0, seen.size - 2);
}

function describe(peer: X509Certificate): NonNullable<ProbeOutcome["certificate"]> {
  const line = (text: string) => text.split("\n").join(", ");
  return {
    subject: line(peer.subject ?? ""),
    issuer: line(peer.issuer ?? ""),
    names: namesIn(peer.subjectAltName ?? ""),
    notAfter: Date.parse(peer.validTo),
  };
}

/** From OpenSSL's text, e.g. `DNS:www.example.com, IP Address:192.0.2.1`. */
function namesIn(text: string): readonly string[] {
  const names = text === "" ? [] : text.split(", ");
  return names.map((it) => it.replace(/^(DNS|IP Address):/, ""));
}

function failureOf(error: unknown): NonNullable<ProbeOutcome["failure"]> {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  return { code: "code" in error ? String(error.code) : "", message: error.message };
}
