import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("js-fetch-no-trusted");

test("the outermost block that is set up for fetches, unless a block inside names a CA", () =>
  check(conf`
    http {
        js_fetch_protocols TLSv1.2;
        server { js_fetch_trusted_certificate ca.crt; }
    }
    stream {
        server { js_fetch_ciphers HIGH; js_fetch_protocols TLSv1.2; }
    #            ~~~~~~~~~~~~~~~~ warning: fetches over TLS fail: no "js_fetch_trusted_certificate", and njs knows no CA of the system
        server { js_fetch_verify off; js_fetch_protocols TLSv1.2; }
    }
  `));

test("milder in a fragment", () =>
  check(conf`
    server {
        js_fetch_verify on;
    #   ~~~~~~~~~~~~~~~ information: fetches over TLS fail: no "js_fetch_trusted_certificate", and njs knows no CA of the system
        location / { js_content a.b; }
    }
  `));
