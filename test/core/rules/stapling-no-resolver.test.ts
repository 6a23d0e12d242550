import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-no-resolver");

test("a responder's name must be looked up", () =>
  check(conf`
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        ssl_stapling on;
    #   ~~~~~~~~~~~~ information: the OCSP responder is looked up only when nginx starts: no "resolver" is set
        server { listen 443 ssl; }
        server { listen 444 ssl; resolver 127.0.0.53; }
        server { listen 445 ssl; ssl_stapling_responder http://127.0.0.1:8888/; }
        server { listen 446 ssl; ssl_stapling_file response.der; }
        server { listen 447 ssl; ssl_stapling off; }
    }
  `));

test("nothing to look up", () =>
  check(conf`
    http {
        ssl_stapling on;
        server { listen 443 ssl; ssl_certificate $name.crt; }
        server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/a/fullchain.pem; }
        server { listen 443 ssl; }
        server { listen 80; ssl_certificate a.crt; }
        server { listen 443 ssl; ssl_certificate a.crt; include /nowhere/resolver.conf; }
    }
  `));

test("nothing is looked up for a certificate that names no responder", () => {
  const urls = (...ocspUrls: string[]) => sketches({ name: "www.example.com", ocspUrls });
  return check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate none.crt; ssl_stapling on; }
          server { listen 2 ssl; ssl_certificate one.crt; ssl_stapling on; }
      #                                                   ~~~~~~~~~~~~ information: the OCSP responder is looked up only when nginx starts: no "resolver" is set
          server { listen 3 ssl; ssl_certificate none.crt; ssl_stapling on; ssl_stapling_responder http://ocsp.example.net; }
      #                                                    ~~~~~~~~~~~~ information: the OCSP responder is looked up only when nginx starts: no "resolver" is set
      }
    `,
    { files: { "none.crt": urls(), "one.crt": urls("http://ocsp.example.net") } },
  );
});
