import { expect, test } from "vitest";
import { type CheckSettings, conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("cipher-no-match");

const REFUSED = `no suite is selected: nginx does not start ("no cipher match")`;

async function messagesFor(ciphers: string, settings: CheckSettings = {}) {
  const text = `http { server { ssl_certificate a.crt; ssl_certificate_key a.key; ssl_ciphers "${ciphers}"; } }`;
  const found = await run(
    ruleNamed("cipher-no-match"),
    { "/etc/nginx/nginx.conf": text },
    settings,
  );
  return found.map((it) => `${it.severity}: ${it.message}`);
}

test.each(["FOO", "", "!aNULL", "HIGH:!HIGH"])("refuses %j", async (ciphers) => {
  expect(await messagesFor(ciphers)).toEqual([`error: ${REFUSED}`]);
});

test("lets the system's policy be, which Fedora's OpenSSL knows", async () => {
  expect(await messagesFor("PROFILE=SYSTEM")).toEqual([]);
});

test("says what is special about TLS 1.3 names and malformed strings", async () => {
  expect(await messagesFor("TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256")).toEqual([
    `error: TLS 1.3 suites are not set here, and no other is selected ("no cipher match")`,
  ]);
  expect(await messagesFor("HIGH:!")).toEqual([
    `error: no suite is selected: nginx does not start ("invalid command")`,
  ]);
});

test.each([
  "HIGH:FOO",
  "RC4-SHA",
  "DES-CBC3-SHA",
  "EXP-EDH-RSA-DES-CBC-SHA",
  "kGOST",
  "GOST2012-GOST8912-GOST8912",
  "ECDH-RSA-AES128-SHA",
  "[ECDHE-RSA-AES128-GCM-SHA256|ECDHE-RSA-CHACHA20-POLY1305]",
  "<CIPHERS>",
  "$ciphers",
])("does not claim that %j is refused", async (ciphers) => {
  expect(await messagesFor(ciphers)).toEqual([]);
});

test("newer versions of OpenSSL know more names", async () => {
  const iana = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
  expect(await messagesFor(iana)).toEqual([`warning: before OpenSSL 3.2 ${REFUSED}`]);
  expect(await messagesFor(`${iana}:FOO`)).toEqual([`warning: before OpenSSL 3.2 ${REFUSED}`]);
  expect(await messagesFor(iana, { opensslVersion: "3.1" })).toEqual([`error: ${REFUSED}`]);
  expect(await messagesFor(iana, { opensslVersion: "3.2" })).toEqual([]);
  const lower = "ecdhe-rsa-aes128-gcm-sha256";
  expect(await messagesFor(lower)).toEqual([`warning: before OpenSSL 4.0 ${REFUSED}`]);
  expect(await messagesFor(lower, { opensslVersion: "3.5" })).toEqual([`error: ${REFUSED}`]);
  expect(await messagesFor(lower, { opensslVersion: "4.0" })).toEqual([]);
});

test("only where nginx hands the string to OpenSSL", async () => {
  await check(conf`
    http {
        ssl_ciphers FOO;
        server { listen 80; }
        server {
            listen 443 ssl;
            ssl_reject_handshake on;
            ssl_ciphers BAR;
    #                   ~~~ error: ${REFUSED}
            location /plain { proxy_pass http://10.0.0.1; proxy_ssl_ciphers FOO; }
            location /tls { proxy_pass https://10.0.0.1; proxy_ssl_ciphers FOO; }
    #                                                                      ~~~ error: ${REFUSED}
            location /maybe { proxy_pass http://$host; proxy_ssl_ciphers FOO; }
    #                                                                    ~~~ error: ${REFUSED}
            location /g { grpc_pass 10.0.0.1:1; grpc_ssl_ciphers FOO; js_fetch_ciphers FOO; }
    #                                                                                  ~~~ error: ${REFUSED}
        }
    }
    stream {
        ssl_ciphers BAR;
    #               ~~~ error: ${REFUSED}
        server { listen 1 udp; proxy_pass 10.0.0.1:1; proxy_ssl on; proxy_ssl_ciphers FOO; }
    #                                                                                 ~~~ error: ${REFUSED}
        server { listen 2; proxy_pass 10.0.0.1:1; proxy_ssl off; proxy_ssl_ciphers FOO; }
        server { listen 3 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; return x; }
    }
    mail {
        server { listen 25; protocol smtp; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_ciphers FOO; }
        server { listen 993 ssl; protocol imap; ssl_certificate a.crt; ssl_certificate_key a.key; ssl_ciphers FOO; }
    #                                                                                                         ~~~ error: ${REFUSED}
    }
  `);
});

test("in an included file, once; silent where no server is in sight", async () => {
  await check(conf`
    http {
        server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; include tls.conf; }
        server { listen 2 ssl; ssl_certificate b.crt; ssl_certificate_key b.key; include tls.conf; }
    }
    #- tls.conf
    ssl_ciphers FOO;
    #           ~~~ error: ${REFUSED}
  `);
  await check("ssl_protocols TLSv1.2;\nssl_ciphers FOO;\n");
});

test("IANA names are translated, exclusions kept; else there is Mozilla's list", async () => {
  const server = (text: string) =>
    `http { server { ssl_certificate a; ssl_certificate_key a; ssl_ciphers ${text}; } }`;
  await checkFix(
    server('$0"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:TLS_RSA_WITH_AES_128_CBC_SHA:!aNULL"'),
    server('"ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA:!aNULL"'),
  );
  await checkFix(
    server("$0FOO"),
    server(
      "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305",
    ),
  );
});
