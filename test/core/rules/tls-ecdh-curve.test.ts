import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-ecdh-curve");

test("what OpenSSL refuses, where nginx asks it", () =>
  check(conf`
    http {
        ssl_ecdh_curve X25519:auto;
    #                  ~~~~~~~~~~~ warning: "auto" can only stand alone: OpenSSL has no group of this name
        server { listen 443 ssl; ssl_certificate a.crt; ssl_ecdh_curve "X25519:prime256v1:P-256"; }
    #                                                                  ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "prime256v1" stands twice, which OpenSSL 3.0 refuses
        server { listen 444 ssl; ssl_certificate a.crt; ssl_ecdh_curve X25519MLKEM768:X25519; }
    #                                                                  ~~~~~~~~~~~~~~~~~~~~~ information: "X25519MLKEM768" exists since OpenSSL 3.5: 3.0 refuses the list
        server { listen 445; }
    }
  `));

test("other separators, and one too many", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server { listen 443 ssl; ssl_ecdh_curve X25519,P-256; }
    #                                           ~~~~~~~~~~~~ error: OpenSSL refuses the list: one ":" goes between two groups, and nothing else
        server { listen 444 ssl; ssl_ecdh_curve "X25519 P-256"; }
    #                                           ~~~~~~~~~~~~~~ error: OpenSSL refuses the list: one ":" goes between two groups, and nothing else
        server { listen 445 ssl; ssl_ecdh_curve X25519:prime256v1:; }
    #                                           ~~~~~~~~~~~~~~~~~~ error: OpenSSL refuses the list: one ":" goes between two groups, and nothing else
    }
  `));

test("newer OpenSSL takes more", () =>
  check(
    conf`
      http {
          ssl_ecdh_curve X25519MLKEM768:X25519;
          server { listen 443 ssl; ssl_ecdh_curve X25519:x25519; }
          server { listen 444 ssl; ssl_ecdh_curve ?X25519MLKEM768/X25519; }
      }
    `,
    { opensslVersion: "3.5" },
  ));

test("good lists, and those that can't be read", () =>
  check(conf`
    http {
        ssl_ecdh_curve auto;
        server { listen 443 ssl; ssl_ecdh_curve X25519:prime256v1:secp384r1; }
        server { listen 444 ssl; ssl_ecdh_curve secp384r1:P-256; }
        server { listen 445 ssl; ssl_ecdh_curve @CURVES@; }
    }
  `));

test("curves that clients don't begin with, and those that many don't have", () =>
  check(conf`
    http {
        ssl_ecdh_curve secp384r1:secp521r1;
    #                  ~~~~~~~~~~~~~~~~~~~ information: most clients need a second round trip without X25519 and prime256v1 (policy mozilla-intermediate 6.0)
        server { listen 443 ssl; ssl_ecdh_curve X448:secp521r1; }
    #                                           ~~~~~~~~~~~~~~ information: many clients have none of these groups: add X25519 and prime256v1 (policy mozilla-intermediate 6.0)
    }
  `));

test("a single curve that few clients offer, in its quotes", () =>
  checkFix(
    `http { ssl_ecdh_curve $0"secp521r1"; }`,
    `http { ssl_ecdh_curve "X25519:prime256v1:secp521r1"; }`,
  ));

test("names that OpenSSL has not, unless a provider may have them", async () => {
  await check(conf`
    http {
        ssl_ecdh_curve X25519:secp348r1;
    #                  ~~~~~~~~~~~~~~~~ warning: OpenSSL has no group "secp348r1" of its own: nginx does not start without a provider that has it
        server { listen 443 ssl; ssl_ecdh_curve X25519:p256_kyber768; }
        server { listen 443 ssl; ssl_ecdh_curve X25519:sect283k1:brainpoolP384r1; }
    }
  `);
  await checkFix("ssl_ecdh_curve $0X25519:secp348r1;", "ssl_ecdh_curve X25519:secp384r1;");
});
