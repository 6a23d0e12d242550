import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("cipher-unknown-token");

test("slips, also in exclusions, with what was meant", async () => {
  await check(conf`
    http {
        ssl_ciphers ECDHE-RSA-AES128-GCM-SHA265:HIGH:!aNUL:!MD5;
    #               ~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: OpenSSL ignores "ECDHE-RSA-AES128-GCM-SHA265"; did you mean "ECDHE-RSA-AES128-GCM-SHA256"?
    #                                                ~~~~~ information: OpenSSL ignores "aNUL"; did you mean "aNULL"?
        proxy_ssl_ciphers "HIGH frobnicate";
    #                           ~~~~~~~~~~ information: OpenSSL 3.0 does not know "frobnicate" and ignores it
    }
  `);
});

test("IANA names, until OpenSSL 3.2", async () => {
  const text = "http { ssl_ciphers HIGH:TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; }\n";
  await check(
    `${text}#                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: OpenSSL before 3.2 knows this suite as "ECDHE-RSA-AES128-GCM-SHA256" only\n`,
  );
  await check(text, { opensslVersion: "3.2" });
});

test("TLS 1.3 names, each where they would be set", async () => {
  await check(conf`
    http {
        grpc_ssl_ciphers TLS13-AES-128-GCM-SHA256:HIGH;
    #                    ~~~~~~~~~~~~~~~~~~~~~~~~ information: TLS 1.3 suites are not set here, but with "grpc_ssl_conf_command Ciphersuites"
        js_fetch_ciphers HIGH:TLS_AES_128_GCM_SHA256;
    #                         ~~~~~~~~~~~~~~~~~~~~~~ information: TLS 1.3 suites are always on, no cipher string selects them
    }
  `);
});

test.each([
  "HIGH:!aNULL:!eNULL:!EXPORT:!EXP:!RC4:!3DES:!DES:!MD5:!LOW:!SSLv2:!kECDH:!aECDH:!IDEA:!SEED:!KRB5",
  "HIGH:RC4:3DES:DES-CBC3-SHA:EDH-RSA-DES-CBC3-SHA",
  "kEECDH+ECDSA:kEECDH:kEDH:HIGH:+SHA:!MEDIUM",
  "ECDHE+AESGCM:@STRENGTH:@SECLEVEL=2",
  "EECDH+CHACHA20:EECDH+AES128:RSA+AES128:-SHA",
  "DEFAULT:!PSK:!SRP:!CAMELLIA",
  "GOST2001-GOST89-GOST89:HIGH",
])("%s has no unknown word", async (ciphers) => {
  await check(`http { ssl_ciphers ${ciphers}; }`);
});

test("a string that nginx refuses is for cipher-no-match; one it never sees is not", async () => {
  await check(conf`
    http {
        server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_ciphers FOOBAR; }
        server { location / { proxy_pass http://10.0.0.1; proxy_ssl_ciphers FOOBAR; } }
    #                                                                       ~~~~~~ information: OpenSSL 3.0 does not know "FOOBAR" and ignores it
    }
  `);
});

test("TLS 1.3 names can be dropped, or moved where they count", async () => {
  const before = conf`
    http {
        ssl_ciphers TLS_AES_256_GCM_SHA384:$0TLS13-CHACHA20-POLY1305-SHA256:ECDHE-RSA-AES128-GCM-SHA256;
    }
  `;
  await checkFix(
    before,
    conf`
      http {
          ssl_ciphers TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES128-GCM-SHA256;
      }
    `,
  );
  await checkFix(
    before,
    conf`
      http {
          ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;
          ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256;
      }
    `,
    { title: 'Move the TLS 1.3 suites to "ssl_conf_command"' },
  );
});

test("words are corrected where they stand, with their operator", async () => {
  await checkFix(
    'http { ssl_ciphers "HIGH:!a$0NUL:!MD5"; }',
    'http { ssl_ciphers "HIGH:!aNULL:!MD5"; }',
  );
  await checkFix(
    "http { ssl_ciphers HIGH:!aNULL:$0frobnicate; }",
    "http { ssl_ciphers HIGH:!aNULL; }",
  );
});
