/** What the fixed words of TLS directives mean: for hovers, and for what completion offers. */
import { groupNamed, groupSince } from "../knowledge/groups.ts";
import {
  PROTOCOL_DIRECTIVES,
  type Protocol,
  protocolNamed,
  RETIRED_PROTOCOLS,
} from "../knowledge/protocols.ts";
import { code, plain } from "./markdown.ts";

/** What a word means as an argument of a directive, whatever stands before it. */
export function wordMeaning(directive: string, word: string): string | undefined {
  if (PROTOCOL_DIRECTIVES.includes(directive)) return protocolMeaning(word);
  if (directive === "ssl_ecdh_curve") return groupMeaning(word);
  if (directive === "listen") return listenParameterMeaning(word);
  return tlsWordMeaning(directive, word);
}

const PROTOCOLS: Readonly<Record<Protocol, string>> = {
  SSLv2: "SSL 2.0 of 1995. Broken; OpenSSL has had none since 1.1.0.",
  SSLv3: "SSL 3.0 of 1996. Falls to POODLE; usual builds of OpenSSL leave it out.",
  TLSv1: "TLS 1.0 of 1999 (RFC 2246). SHA-1 handshakes; refused by browsers since 2020.",
  "TLSv1.1": "TLS 1.1 of 2006 (RFC 4346). SHA-1 handshakes; refused by browsers since 2020.",
  "TLSv1.2":
    "TLS 1.2 of 2008 (RFC 5246). Safe with forward secrecy and authenticated encryption; its suites are set by the cipher string.",
  "TLSv1.3":
    "TLS 1.3 of 2018 (RFC 8446). Always forward secrecy and authenticated encryption; one round trip. No cipher string affects its suites.",
};

export function protocolMeaning(text: string): string | undefined {
  const name = protocolNamed(text);
  if (name === undefined) return undefined;
  const retired = RETIRED_PROTOCOLS.get(name);
  const end = retired === undefined ? "" : ` ⚠ Retired by ${retired}.`;
  return `${code(name)}: ${PROTOCOLS[name]}${end}`;
}

const GROUPS: Readonly<Record<string, string>> = {
  auto: "OpenSSL's own list of groups.",
  X25519: "Curve25519 (RFC 7748), about 128 bits. What most clients prefer.",
  X448: "Curve448 (RFC 7748), about 224 bits. Few clients have it.",
  prime256v1: "NIST P-256, about 128 bits. Every client has it.",
  secp384r1: "NIST P-384, about 192 bits.",
  secp521r1: "NIST P-521, about 256 bits. Some clients lack it.",
  secp224r1: "NIST P-224, about 112 bits.",
  prime192v1: "NIST P-192, about 96 bits: too small.",
  secp256k1: "The curve of Bitcoin. No browser has it.",
  X25519MLKEM768: "X25519 together with ML-KEM-768: also safe from quantum computers.",
  SecP256r1MLKEM768: "P-256 together with ML-KEM-768: also safe from quantum computers.",
  SecP384r1MLKEM1024: "P-384 together with ML-KEM-1024: also safe from quantum computers.",
};

/** A group for key exchange, under any of its names. */
export function groupMeaning(text: string): string | undefined {
  const name = groupNamed(text);
  const about = GROUPS[name] ?? finiteField(name);
  if (about === undefined) return undefined;
  const since = groupSince(name);
  const other = name === text ? "" : ` (${code(name)})`;
  return `${code(text)}${other}: ${about}${since === undefined ? "" : ` Needs OpenSSL ${since}.`}`;
}

function finiteField(name: string): string | undefined {
  const bits = /^ffdhe(\d+)$/.exec(name)?.[1];
  return bits && `Finite-field Diffie-Hellman of ${bits} bits (RFC 7919).`;
}

type Words = Readonly<Record<string, string>>;

const SESSION_CACHE: Words = {
  off: "Sessions are never resumed, and clients are told so.",
  none: "Sessions may be resumed by tickets only: clients are told yes, but nothing is stored.",
  builtin:
    "OpenSSL's own cache in each worker process; a client that meets another worker starts anew.",
  "builtin:": "OpenSSL's own cache in each worker process, for so many sessions.",
  "shared:":
    "A cache that all worker processes share; one megabyte holds about 4000 sessions. Servers that name the same zone share it.",
};

/** By the end of a directive's name, so that all families have the same. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, Words])[] = [
  [
    /^ssl_verify_client$/,
    {
      on: "A client must show a certificate that a CA of `ssl_client_certificate` vouches for; without one the request is answered with 400 (496, or 495 for one that fails).",
      off: "Clients are not asked for certificates.",
      optional:
        "Clients are asked for a certificate. One that fails is refused, but a client may show none: check `$ssl_client_verify`.",
      optional_no_ca:
        "Clients are asked for a certificate, and nobody checks who issued it. Somebody else must verify it.",
    },
  ],
  [/^ssl_session_cache$/, SESSION_CACHE],
  [
    /_ssl_verify$|^js_fetch_verify$/,
    {
      on: "The other side must show a certificate that a trusted CA vouches for, with the name that nginx expects.",
      off: "Any certificate is taken: encrypted, but perhaps to somebody else.",
    },
  ],
  [
    /_ssl_server_name$/,
    {
      on: "The name is sent when the connection starts (SNI), so that the upstream can choose its certificate.",
      off: "No name is sent (SNI): an upstream with several sites shows its default certificate.",
    },
  ],
  [
    /_ssl_session_reuse$/,
    {
      on: "A new connection resumes an earlier session and skips the key exchange. The certificate is not checked again then.",
      off: "Every connection makes a full handshake.",
    },
  ],
  [
    /^proxy_ssl$/,
    {
      on: "Connections to the proxied server are TLS.",
      off: "Connections to the proxied server are plain.",
    },
  ],
  [
    /^ssl_session_tickets$/,
    {
      on: "Clients keep their sessions themselves, encrypted with a key of nginx's.",
      off: "No tickets: sessions are resumed from the cache, if there is one.",
    },
  ],
  [
    /^ssl_prefer_server_ciphers$/,
    { on: "The order of `ssl_ciphers` counts.", off: "The order that the client prefers counts." },
  ],
  [
    /^ssl_reject_handshake$/,
    {
      on: "Handshakes for this server are refused; it needs no certificate.",
      off: "Handshakes are answered with the server's certificate.",
    },
  ],
  [
    /^ssl_early_data$/,
    {
      on: "Requests may come with the first packet of TLS 1.3. They can be replayed by others.",
      off: "No request before the handshake is over.",
    },
  ],
  [
    /^ssl_stapling$/,
    {
      on: "nginx fetches the OCSP answer and shows it with the certificate.",
      off: "No OCSP answer is shown.",
    },
  ],
  [
    /^ssl_ocsp$/,
    {
      on: "The whole chain of a client's certificate is checked by OCSP.",
      leaf: "The client's own certificate is checked by OCSP.",
      off: "No OCSP for client certificates.",
    },
  ],
  [
    /^ssl_preread$/,
    {
      on: "Reads the name and protocols from the client's first message, without decrypting anything.",
      off: "Nothing is read; `$ssl_preread_*` are empty.",
    },
  ],
  [
    /^starttls$/,
    {
      on: "Clients may switch to TLS.",
      only: "Clients must switch to TLS before they log in.",
      off: "No STARTTLS.",
    },
  ],
  [
    /^http2$/,
    { on: "HTTP/2 is offered by ALPN.", off: "No HTTP/2, unless a `listen` has `http2`." },
  ],
  [/^http3$/, { on: "HTTP/3 is served on `listen … quic`.", off: "No HTTP/3." }],
];

/** What a fixed word of a TLS directive means there. nginx compares such words without regard to case. */
function tlsWordMeaning(directive: string, text: string): string | undefined {
  const words = WORDS.find(([pattern]) => pattern.test(directive))?.[1];
  if (!words) return undefined;
  const word = text.toLowerCase();
  const prefix = Object.keys(words).find((it) => it.endsWith(":") && word.startsWith(it));
  const about = Object.hasOwn(words, word) ? words[word] : prefix && words[prefix];
  return about && `${code(text)}: ${about}`;
}

const CONF_COMMANDS: Words = {
  ciphersuites: "The TLS 1.3 suites, in order.",
  minprotocol: "The oldest version; counts beside the protocol list.",
  maxprotocol: "The newest version; counts beside the protocol list.",
  options: "Options of OpenSSL, such as `PrioritizeChaCha`; a `-` in front switches one off.",
  groups: "Groups for the key exchange; replaces `ssl_ecdh_curve`.",
  curves: "Groups for the key exchange; replaces `ssl_ecdh_curve`.",
  signaturealgorithms: "Signature algorithms that are offered or taken.",
  clientsignaturealgorithms: "Signature algorithms that clients may use for their certificates.",
  cipherstring: "The suites of TLS 1.2 and older; replaces the cipher string of nginx.",
  verifycafile: "A file of CA certificates.",
};

/** SSL_CONF_cmd(3). */
export function confCommandMeaning(text: string): string | undefined {
  const about = CONF_COMMANDS[text.toLowerCase()];
  return about && `${code(text)}: ${about}`;
}

const LISTEN: Words = {
  ssl: "Clients speak TLS on this address. Counts for every server on it.",
  http2:
    "HTTP/2 on this address, for every server on it. Since nginx 1.25.1 `http2 on` does it for one server.",
  quic: "HTTP/3 over QUIC on this UDP port.",
  default_server:
    "This server answers requests on the address whose name no other server has, and clients without SNI.",
  default: "The old name of `default_server`.",
  proxy_protocol:
    "Clients, such as a load balancer, send the PROXY protocol's header first. Counts for every server on this address.",
  udp: "Datagrams instead of TCP connections.",
  reuseport: "A socket of its own for each worker process (`SO_REUSEPORT`).",
  deferred: "Wakes nginx when data comes (`TCP_DEFER_ACCEPT`).",
  bind: "Binds this address on its own.",
  multipath: "Takes Multipath TCP connections.",
  "backlog=": "How many connections may wait to be accepted.",
  "rcvbuf=": "Size of the receive buffer (`SO_RCVBUF`).",
  "sndbuf=": "Size of the send buffer (`SO_SNDBUF`).",
  "fastopen=": "TCP Fast Open, with at most so many connections that are not yet complete.",
  "setfib=": "The routing table (FreeBSD).",
  "accept_filter=": "A filter of the kernel (FreeBSD, NetBSD).",
  "ipv6only=": "`on`: the IPv6 socket takes IPv6 alone; `off`: IPv4 too.",
  "so_keepalive=": "TCP keepalive: `on`, `off` or idle:interval:count.",
};

/** A parameter of `listen`, not its address. */
function listenParameterMeaning(text: string): string | undefined {
  const name = text.replace(/=.*/, "=");
  const about = LISTEN[name];
  return about && `${code(text)}: ${about}`;
}

/** The address of a `listen`. */
export function listenAddressMeaning(text: string): string {
  if (/^unix:/i.test(text)) return `${code(text)}: a Unix socket`;
  const port = /(?:^|:)(\d+(?:-\d+)?)$/.exec(text)?.[1];
  const host = text.slice(0, text.length - (port?.length ?? 0)).replace(/:$/, "");
  const where = host === "" || host === "*" || host === "0.0.0.0" ? "every IPv4 address" : host;
  const all = where === "[::]" ? "every IPv6 address" : plain(where);
  return `${code(text)}: port ${port ?? "80"} of ${all}`;
}
