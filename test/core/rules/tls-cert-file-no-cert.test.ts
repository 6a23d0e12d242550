import { expect, test } from "vitest";
import type { PemBlock } from "#core";
import { inspectText } from "../../../core/certificates/inspect.ts";
import { certificate, key, pair, pem } from "../../harness/pem.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-cert-file-no-cert");

const FILES = {
  ...pair("a"),
  "both.pem": pem(key("a"), certificate("a")),
};

test.each([
  [
    "request.pem",
    pem({ kind: "other", label: "CERTIFICATE REQUEST" }),
    "holds a certificate request, not a certificate",
  ],
  [
    "bag.p7b",
    pem({ kind: "other", label: "PKCS7" }),
    "holds PKCS#7, which nginx can't read, not a certificate",
  ],
  [
    "public.pem",
    pem({ kind: "other", label: "PUBLIC KEY" }),
    "holds a public key, not a certificate",
  ],
  ["odd.pem", pem({ kind: "other", label: "ODD THING" }), 'holds "ODD THING", not a certificate'],
  ["a.key", pem(key("a")), "holds a private key, not a certificate"],
  ["empty", inspectText("\n"), "is empty"],
  ["a.der", inspectText("0\u0082\u0003\u00840\u0082\u0002k"), "is DER, but nginx reads only PEM"],
  [
    "a.p12",
    inspectText("0\u0082\u0009\u0084\u0002\u0001\u00030"),
    "is PKCS#12, but nginx reads only PEM",
  ],
  [
    "wide.pem",
    inspectText("\u00FF\u00FE-\0-\0-\0-\0-\0B\0"),
    "is UTF-16 text, which nginx can't read",
  ],
  [
    "indented.pem",
    inspectText("  -----BEGIN CERTIFICATE-----\n"),
    "is indented, but PEM lines start at the first column",
  ],
  ["garbage", inspectText("hello\n"), "holds no PEM block"],
])("says that %s is something else", async (name, file, said) => {
  const main = `http { server { listen 1 ssl; ssl_certificate ${name}; ssl_certificate_key x.key; } }`;
  const [finding] = await run(
    ruleNamed("tls-cert-file-no-cert"),
    { "/etc/nginx/nginx.conf": main },
    { files: { [name]: file } },
  );
  expect(finding?.message).toBe(`"${name}" ${said}`);
  expect(finding?.severity).toBe("error");
});

test("swapped files in an upstream identity, once for two passes", async () => {
  await check(
    conf`
      http {
          server {
              proxy_ssl_certificate a.key;
      #                             ~~~~~ error: "a.key" holds a private key, not a certificate: the two files are swapped
              proxy_ssl_certificate_key a.crt;
              location /a { proxy_pass https://10.0.0.1; }
              location /b { proxy_pass https://$host; }
          }
      }
    `,
    { files: FILES },
  );
});

test("a swap is certain only if the two belong together", async () => {
  const main =
    "http { server { listen 1 ssl; ssl_certificate a.key; ssl_certificate_key b.crt; } }";
  const safety = async (id: string) => {
    const files = { "a.key": pem(key("a")), "b.crt": pem(certificate(id)) };
    const found = await run(
      ruleNamed("tls-cert-file-no-cert"),
      { "/etc/nginx/nginx.conf": main },
      { files },
    );
    return found[0]?.fixes[0]?.safety;
  };
  expect(await safety("a")).toBe("safe");
  expect(await safety("b")).toBe("unsafe");
});

test("what nginx does not load is silent; what can't be decoded is a warning", async () => {
  await check(
    conf`
      http {
          server { location / { proxy_pass http://10.0.0.1; proxy_ssl_certificate a.key; proxy_ssl_certificate_key a.key; } }
          server { listen 1 ssl; ssl_certificate both.pem; ssl_certificate_key both.pem; }
          server { listen 1 ssl; ssl_certificate broken.pem; ssl_certificate_key a.key; }
      #                                          ~~~~~~~~~~ warning: the first certificate in "broken.pem" can't be decoded
      }
      mail {
          server { listen 25; protocol smtp; ssl_certificate a.key; ssl_certificate_key a.key; }
      }
    `,
    { files: { ...FILES, "broken.pem": pem({ kind: "broken", label: "CERTIFICATE" }) } },
  );
});

test("the certificate is looked for in the key's file, then beside it", async () => {
  await checkFix(
    "http { server { ssl_certificate $0a.key; ssl_certificate_key a.key; } }",
    "http { server { ssl_certificate a.crt; ssl_certificate_key a.key; } }",
    { files: FILES },
  );
  await checkFix(
    "http { server { ssl_certificate $0a.key; ssl_certificate_key both.pem; } }",
    "http { server { ssl_certificate both.pem; ssl_certificate_key both.pem; } }",
    { files: FILES },
  );
});

test("a later certificate that is broken, and blocks without a line break between them", async () => {
  const broken = { kind: "broken", label: "CERTIFICATE" } as const;
  const glued = { ...broken, flaw: "glued" } as const;
  const found = async (...blocks: PemBlock[]) => {
    const main =
      "http { server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; } }";
    const findings = await run(
      ruleNamed("tls-cert-file-no-cert"),
      { "/etc/nginx/nginx.conf": main },
      { files: { "a.crt": pem(...blocks) } },
    );
    return findings.map((it) => `${it.severity} ${it.message}`);
  };
  const joined = 'error two blocks in "a.crt" are joined without a line break between them';
  expect(await found(certificate("a"), broken)).toEqual([
    'warning a later certificate in "a.crt" can\'t be decoded',
  ]);
  expect(await found(certificate("a"), glued)).toEqual([joined]);
  expect(await found(glued)).toEqual([joined]);
  expect(await found(certificate("a"), { kind: "broken", label: "X509 CRL" })).toEqual([]);
});

test("a block without its END line is refused for sure", async () => {
  const cut = { kind: "broken", label: "CERTIFICATE", flaw: "cut" } as const;
  await check(
    conf`
      http {
          server {
              listen 443 ssl; ssl_certificate_key a.key;
              ssl_certificate cut.crt;
      #                       ~~~~~~~ error: the first certificate in "cut.crt" is cut off: its END line is missing
          }
          server {
              listen 444 ssl; ssl_certificate_key a.key;
              ssl_certificate chain.crt;
      #                       ~~~~~~~~~ error: a later certificate in "chain.crt" is cut off: its END line is missing
          }
      }
    `,
    { files: { ...FILES, "cut.crt": pem(cut), "chain.crt": pem(certificate("a"), cut) } },
  );
});

test("blocks of other kinds end the reading, too, if their lines are wrong", async () => {
  const text = (body: string) => `-----BEGIN NOTES-----\n${body}`;
  const notes = inspectText(text("AAAA\n")).blocks;
  const blank = inspectText(`${text("AAAA\n\nAAAA\n")}-----END NOTES-----\n`).blocks;
  await check(
    conf`
      http {
          server {
              listen 443 ssl; ssl_certificate_key a.key;
              ssl_certificate after.crt;
      #                       ~~~~~~~~~ error: the block "NOTES" in "after.crt" is cut off: its END line is missing
          }
          server {
              listen 444 ssl; ssl_certificate_key a.key;
              ssl_certificate before.crt;
      #                       ~~~~~~~~~~ error: the block "NOTES" in "before.crt" has a blank line in it
          }
      }
    `,
    {
      files: {
        ...FILES,
        "after.crt": pem(certificate("a"), ...notes),
        "before.crt": pem(...blank, certificate("a")),
      },
    },
  );
});
