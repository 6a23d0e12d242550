import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stapling-no-ocsp-url");

test("certificates of Let's Encrypt only", () =>
  check(conf`
    http {
        ssl_stapling on;
    #   ~~~~~~~~~~~~ information: nothing is stapled: Let's Encrypt has no OCSP responder since August 2025
        server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/a/fullchain.pem; }
        server { listen 80; }
    }
    stream {
        ssl_stapling on;
        server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/a/fullchain.pem; }
        server { listen 444 ssl; ssl_certificate other.crt; }
    }
  `));

test("a responder of one's own, stapling off", () =>
  check(conf`
    http {
        ssl_certificate /etc/letsencrypt/live/a/fullchain.pem;
        server { listen 443 ssl; ssl_stapling on; ssl_stapling_responder http://ocsp.example.com/; }
        server { listen 443 ssl; ssl_stapling on; ssl_stapling_file response.der; }
        server { listen 443 ssl; ssl_stapling off; }
    }
  `));

test("certificates that could be read, with and without a responder", () =>
  check(
    conf`
      http {
          server {
              listen 443 ssl; ssl_certificate none.crt; ssl_certificate none.crt;
              ssl_stapling on;
      #       ~~~~~~~~~~~~ warning: nothing is stapled: the certificate "none.crt" names no OCSP responder, nor do 1 more
          }
          server { listen 444 ssl; ssl_certificate none.crt; ssl_certificate some.crt; ssl_stapling on; }
          server { listen 445 ssl; ssl_certificate none.crt; ssl_certificate other.crt; ssl_stapling on; }
          server { listen 446 ssl; ssl_certificate /etc/letsencrypt/live/b/fullchain.pem; ssl_stapling on; }
      }
    `,
    {
      files: {
        "none.crt": sketches({ name: "none.crt" }),
        "some.crt": sketches({ name: "some.crt", ocspUrls: ["http://ocsp.example.net"] }),
        "/etc/letsencrypt/live/b/fullchain.pem": sketches({
          name: "b",
          ocspUrls: ["http://ocsp.example.net"],
        }),
      },
    },
  ));

test("a responder that is asked over https", () => {
  const urls = (...ocspUrls: string[]) => sketches({ name: "www.example.com", ocspUrls });
  return check(
    conf`
      http {
          server { listen 1 ssl; ssl_certificate a.crt; ssl_stapling on; }
      #                                                 ~~~~~~~~~~~~ warning: nothing is stapled: nginx can't ask the OCSP responder of "www.example.com" over https
          server { listen 2 ssl; ssl_certificate b.crt; ssl_stapling on; }
      }
    `,
    {
      files: {
        "a.crt": urls("https://ocsp.example.com"),
        "b.crt": urls("http://ocsp.example.com", "https://ocsp.example.com"),
      },
    },
  );
});
