/** For each rule about trusted CAs and revocation lists: the failure that it predicts, and gone with the right files. */
import { afterEach, describe, test } from "vitest";
import { freePort } from "./live.ts";
import { expectTruth, httpsGet } from "./truth.ts";
import { ask, backend, certificate, file, http, proxy, stopPeers } from "./truth-peers.ts";

afterEach(stopPeers);

const CHAIN = ["-cert_chain", "int.crt"];

interface Hop {
  readonly rule: string;
  /** What the upstream presents, and what else `openssl s_server` is told. */
  readonly peer: readonly [string, ...string[]];
  /** CA file and more directives. */
  readonly bad: string;
  /** Default: what the rule's fix makes. */
  readonly good?: string;
  /** OpenSSL's number of the error, as nginx logs it. */
  readonly error: number;
}

const HOPS: readonly (readonly [string, Hop])[] = [
  [
    "upstream-tls-depth: a second intermediate is one too many",
    {
      rule: "upstream-tls-depth",
      peer: ["deep", "-cert_chain", "chain2.crt"],
      bad: "all.crt;",
      error: 2,
    },
  ],
  [
    "tls-trusted-intermediate-only: no chain may end at an intermediate",
    {
      rule: "tls-trusted-intermediate-only",
      peer: ["srv", ...CHAIN],
      bad: "int.crt;",
      good: "bundle.crt;",
      error: 2,
    },
  ],
  [
    "tls-trusted-leaf: not even the certificate itself is accepted",
    { rule: "tls-trusted-leaf", peer: ["rl"], bad: "rl.crt;", good: "root.crt;", error: 21 },
  ],
  [
    "tls-trusted-expired: nothing that an expired root signed is accepted",
    {
      rule: "tls-trusted-expired",
      peer: ["oldroot-leaf"],
      bad: "oldroot.crt;",
      good: "oldroot.crt; proxy_ssl_verify off;",
      error: 10,
    },
  ],
  [
    "tls-trusted-weak: a root of 1024 bits is refused",
    {
      rule: "tls-trusted-weak",
      peer: ["weakroot-leaf"],
      bad: "weakroot.crt;",
      good: "weakroot.crt; proxy_ssl_ciphers DEFAULT:@SECLEVEL=1;",
      error: 67,
    },
  ],
  [
    "tls-crl-expired: a list of last year refuses everybody",
    {
      rule: "tls-crl-expired",
      peer: ["rl"],
      bad: "root.crt; proxy_ssl_crl certs/old.crl;",
      good: "root.crt; proxy_ssl_crl certs/root.crl;",
      error: 12,
    },
  ],
  [
    "tls-crl-incomplete: a list of the root alone is not enough",
    {
      rule: "tls-crl-incomplete",
      peer: ["srv", ...CHAIN],
      bad: "bundle.crt; proxy_ssl_crl certs/root.crl;",
      good: "bundle.crt; proxy_ssl_crl certs/both.crl;",
      error: 3,
    },
  ],
  [
    "tls-crl-not-crl: nginx before 1.27.2 accepts certificates, and refuses everybody",
    {
      rule: "tls-crl-not-crl",
      peer: ["rl"],
      bad: "root.crt; proxy_ssl_crl certs/root.crt;",
      good: "root.crt; proxy_ssl_crl certs/root.crl;",
      error: 3,
    },
  ],
];

describe("upstreams", () => {
  test.each(HOPS)("%s", async (_, { rule, peer, bad, good, error }) => {
    const [name, ...options] = peer;
    const [upstream, port] = [await backend(name, ...options), await freePort()];
    const text = (ca: string) => {
      const verify = ca.includes("proxy_ssl_verify ") ? "" : "proxy_ssl_verify on;";
      return proxy(
        port,
        `proxy_pass https://backend.example.com:${upstream};
            proxy_ssl_server_name on;
            ${verify}
            proxy_ssl_trusted_certificate certs/${ca}`,
      );
    };
    await expectTruth({
      rule,
      bad: text(bad),
      ...(good !== undefined && { good: text(good) }),
      observe: ask(port),
      failure: new RegExp(`^502 upstream SSL certificate verify error: \\(${error}:`),
      health: /^200 /,
    });
  });
});

/** A server that tells a client how its certificate was verified. */
async function client(
  rule: string,
  presented: string,
  bad: string,
  failure: RegExp,
  good?: string,
): Promise<void> {
  const port = await freePort();
  const text = (directives: string) =>
    http(`    server {
        listen 127.0.0.1:${port} ssl;
        ${certificate("rl")}
        ssl_verify_client on;
        ${directives}
        error_page 495 =495 @failed;
        location @failed { return 495 $ssl_client_verify; }
        location / { return 200 $ssl_client_verify; }
    }`);
  const cert = await file(`${presented}.crt`);
  const key = await file(`${presented.replace(".chain", "")}.key`);
  await expectTruth({
    rule,
    bad: text(bad),
    ...(good !== undefined && { good: text(good) }),
    observe: () => httpsGet({ port, cert, key }),
    failure,
    health: /^200 SUCCESS/,
  });
}

describe("clients", () => {
  test("client-depth: a second intermediate is one too many", () =>
    client(
      "client-depth",
      "deep.chain",
      "ssl_client_certificate certs/all.crt;",
      /FAILED:unable to get issuer certificate/,
    ));

  test("tls-trusted-intermediate-only: nobody gets in", () =>
    client(
      "tls-trusted-intermediate-only",
      "srv.chain",
      "ssl_client_certificate certs/int.crt;",
      /FAILED:unable to get issuer certificate/,
      "ssl_client_certificate certs/int.crt; ssl_trusted_certificate certs/root.crt;",
    ));

  test("tls-crl-expired: nobody gets in", () =>
    client(
      "tls-crl-expired",
      "cli",
      "ssl_client_certificate certs/root.crt; ssl_crl certs/old.crl;",
      /FAILED:CRL has expired/,
      "ssl_client_certificate certs/root.crt; ssl_crl certs/root.crl;",
    ));

  test("tls-crl-incomplete: who comes from a CA without a list does not get in", () =>
    client(
      "tls-crl-incomplete",
      "srv.chain",
      "ssl_client_certificate certs/bundle.crt; ssl_crl certs/root.crl;",
      /FAILED:unable to get certificate CRL/,
      "ssl_client_certificate certs/bundle.crt; ssl_crl certs/both.crl;",
    ));
});
