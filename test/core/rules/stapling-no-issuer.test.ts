import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { MIDDLE, ROOT } from "../../harness/authorities.ts";
import { key, pem } from "../../harness/pem.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-no-issuer");

const LEAF = { name: "a.example.com", issuer: "Middle", ocspUrls: ["http://ocsp.example.net"] };
const FILES = {
  "alone.crt": pem(key("a"), ...sketches(LEAF).blocks),
  "silent.crt": sketches({ ...LEAF, ocspUrls: [] }),
  "root.crt": sketches(ROOT),
  "all.crt": sketches(ROOT, MIDDLE),
};

test("the root is not the issuer; without an address of a responder only with one's own", async () => {
  await check(
    conf`
      http {
          ssl_certificate_key a.key;
          server {
              listen 1 ssl; ssl_certificate alone.crt; ssl_trusted_certificate root.crt;
              ssl_stapling on;
      #       ~~~~~~~~~~~~ warning: nothing is stapled: the issuer of "a.example.com" is neither in "alone.crt" nor trusted
          }
          server {
              listen 2 ssl; ssl_certificate silent.crt; ssl_stapling_responder http://ocsp.example.net;
              ssl_stapling on;
      #       ~~~~~~~~~~~~ warning: nothing is stapled: the issuer of "a.example.com" is neither in "silent.crt" nor trusted
          }
          server { listen 3 ssl; ssl_certificate silent.crt; ssl_stapling on; }
      }
    `,
    { files: FILES },
  );
});

test("the issuer may be trusted, a file may hold the answer, and what can't be read is not judged", async () => {
  await check(
    conf`
      http {
          ssl_certificate alone.crt; ssl_certificate_key a.key; ssl_stapling on;
          server { listen 1 ssl; ssl_trusted_certificate all.crt; }
          server { listen 2 ssl; ssl_client_certificate all.crt; }
          server { listen 3 ssl; ssl_stapling_file a.der; }
          server { listen 4 ssl; ssl_trusted_certificate unread.crt; }
          server { listen 5 ssl; ssl_certificate unread.crt; }
          server { listen 6 ssl; ssl_stapling off; }
      }
    `,
    { files: FILES },
  );
});
