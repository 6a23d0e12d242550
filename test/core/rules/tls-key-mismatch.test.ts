import { expect, test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { certificate, ENCRYPTED_KEY, key, pair, pem } from "../../harness/pem.ts";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("tls-key-mismatch");

const FILES = {
  ...pair("a"),
  ...pair("b"),
  ...pair("ec", "EC"),
  "ec521.key": pem(key("ec521", "EC")),
};

test("in all families, once where a pair is inherited", async () => {
  await check(
    conf`
      http {
          proxy_ssl_certificate a.crt;
          proxy_ssl_certificate_key b.key;
      #                             ~~~~~ error: key does not belong to the certificate in "a.crt"
          server {
              location /a { proxy_pass https://10.0.0.1; }
              location /b { proxy_pass https://10.0.0.2; }
              location /c {
                  grpc_pass grpcs://10.0.0.3:443;
                  grpc_ssl_certificate ec.crt; grpc_ssl_certificate_key ec521.key;
      #                                                                 ~~~~~~~~~ error: key does not belong to the certificate in "ec.crt"
              }
              location /d {
                  uwsgi_pass suwsgi://10.0.0.4:443;
                  uwsgi_ssl_certificate ec.crt; uwsgi_ssl_certificate_key a.key;
      #                                                                   ~~~~~ error: RSA key does not belong to the EC certificate in "ec.crt"; "nginx -t" does not notice
              }
          }
      }
      stream {
          server { listen 1 ssl; return x; ssl_certificate a.crt; ssl_certificate_key b.key; }
      #                                                                               ~~~~~ error: key does not belong to the certificate in "a.crt"
      }
      mail {
          server { listen 993 ssl; protocol imap; ssl_certificate a.crt; ssl_certificate_key b.key; }
      #                                                                                      ~~~~~ error: key does not belong to the certificate in "a.crt"
          server { listen 143; protocol imap; ssl_certificate a.crt; ssl_certificate_key b.key; }
      }
    `,
    { files: FILES },
  );
});

test("what nginx neither loads nor uses is silent, or no error", async () => {
  await check(
    conf`
      http {
          server {
              listen 80;
              ssl_certificate a.crt; ssl_certificate_key ec.key;
      #                                                  ~~~~~~ warning: EC key does not belong to the RSA certificate in "a.crt"; "nginx -t" does not notice
              location / { proxy_pass http://10.0.0.1; proxy_ssl_certificate a.crt; proxy_ssl_certificate_key b.key; }
          }
      }
    `,
    { files: FILES },
  );
});

test("pairs in another order still work, if their types differ", async () => {
  const before = conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate a.crt;
            ssl_certificate ec.crt;
            ssl_certificate_key ec.key;
    #                           ~~~~~~ hint: the keys stand in another order than their certificates; OpenSSL pairs them by type
            ssl_certificate_key a.key;
        }
    }
  `;
  await check(before, { files: FILES });
  await checkFix(
    "http { server { ssl_certificate a.crt; ssl_certificate ec.crt; ssl_certificate_key $0ec.key; ssl_certificate_key a.key; } }",
    "http { server { ssl_certificate a.crt; ssl_certificate ec.crt; ssl_certificate_key a.key; ssl_certificate_key ec.key; } }",
    { files: FILES },
  );
});

test("of several pairs the one that stays without a key is named", async () => {
  await check(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate ec.crt; ssl_certificate_key a.key;
      #                                                   ~~~~~ error: RSA key does not belong to the EC certificate in "ec.crt"; "nginx -t" does not notice
          }
          server {
              listen 443 ssl;
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate ec.crt; ssl_certificate_key ec.key;
          }
      }
    `,
    { files: FILES },
  );
});

test("two of one type are loaded one after the other", async () => {
  await check(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_certificate a.crt; ssl_certificate_key a.key;
              ssl_certificate b.crt; ssl_certificate_key b.key;
          }
          server {
              listen 443 ssl;
              ssl_certificate a.crt; ssl_certificate b.crt;
              ssl_certificate_key b.key; ssl_certificate_key a.key;
      #                           ~~~~~ error: key does not belong to the certificate in "a.crt"
          }
      }
    `,
    { files: FILES },
  );
});

test("a chain must start with the server's certificate", async () => {
  const files = {
    ...FILES,
    "chain.pem": pem(certificate("int"), certificate("a")),
    "good.pem": pem(certificate("a"), certificate("int")),
  };
  await check(
    conf`
      http {
          server {
              listen 443 ssl;
              ssl_certificate chain.pem;
      #                       ~~~~~~~~~ error: "chain.pem" does not start with the certificate of "a.key", but with "CN=int"
              ssl_certificate_key a.key;
          }
          server { listen 444 ssl; ssl_certificate good.pem; ssl_certificate_key a.key; }
      }
    `,
    { files },
  );
});

test("the first key of a file counts, wherever a combined file has it", async () => {
  const files = {
    "both.pem": pem(key("a"), certificate("a"), certificate("int")),
    "other.pem": pem(certificate("a"), key("a")),
    "two.key": pem(key("int"), key("a")),
    "right.key": pem(key("a"), key("int")),
    "a.crt": pem(certificate("a")),
  };
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate both.pem; ssl_certificate_key both.pem; }
          server { listen 1 ssl; ssl_certificate other.pem; ssl_certificate_key other.pem; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key right.key; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key two.key; }
      #                                                                     ~~~~~~~ error: the first key in the file does not belong to the certificate in "a.crt"
      }
    `,
    { files },
  );
});

test("what is not known is not judged", async () => {
  const odd = {
    kind: "certificate",
    keyType: "unknown",
    publicKeyId: undefined,
    subject: "",
  } as const;
  await check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key encrypted.key; }
          server { listen 1 ssl; ssl_certificate odd.crt; ssl_certificate_key a.key; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key missing.key; }
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key $name.key; }
          server { listen 1 ssl; ssl_certificate broken.crt; ssl_certificate_key a.key; }
      }
    `,
    {
      files: {
        ...FILES,
        "encrypted.key": pem(ENCRYPTED_KEY),
        "odd.crt": pem(odd),
        "broken.crt": pem({ kind: "broken", label: "CERTIFICATE" }, certificate("b")),
      },
    },
  );
});

test("a key that fits and is in use elsewhere is certain", async () => {
  const main = {
    "/etc/nginx/nginx.conf": conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key b.key; }
          server { listen 2 ssl; ssl_certificate a.crt; ssl_certificate_key secret.key; }
      }
    `,
  };
  const files = { ...FILES, "secret.key": pem(key("a")) };
  const [finding] = await run(ruleNamed("tls-key-mismatch"), main, { files });
  expect(finding?.fixes.map((it) => [it.title, it.safety])).toEqual([
    ['Use "secret.key" in "ssl_certificate_key"', "safe"],
  ]);
  const [guess] = await run(
    ruleNamed("tls-key-mismatch"),
    {
      "/etc/nginx/nginx.conf":
        "http { server { listen 1 ssl; ssl_certificate a.crt; ssl_certificate_key b.key; } }",
    },
    { files },
  );
  expect(guess?.fixes.map((it) => [it.title, it.safety])).toEqual([
    ['Use "a.key" in "ssl_certificate_key"', "unsafe"],
  ]);
});

test("of a chain that starts with a CA tls-chain-order tells, unless it is off", async () => {
  const files = {
    "chain.pem": sketches(
      { name: "Sub", issuer: "Root", isCa: true },
      { name: "www", issuer: "Sub" },
    ),
    "www.key": pem(key("www")),
  };
  const text = conf`
    http { server { listen 443 ssl; ssl_certificate chain.pem; ssl_certificate_key www.key; } }
  `;
  await check(text, { files });
  await check(
    `${text}#${" ".repeat(47)}~~~~~~~~~ error: "chain.pem" does not start with the certificate of "www.key", but with "CN=Sub"\n`,
    { files, rules: { "tls-chain-order": "off" } },
  );
});
