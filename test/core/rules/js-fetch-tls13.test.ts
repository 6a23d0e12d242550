import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("js-fetch-tls13");

test("protocols set anywhere around or inside count", () =>
  check(conf`
    http {
        js_fetch_protocols TLSv1.2;
        server { js_fetch_trusted_certificate ca.crt; }
    }
    stream {
        js_fetch_trusted_certificate ca.crt;
    #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ information: the default of "js_fetch_protocols" is TLS 1.0 to 1.2, without TLS 1.3
        server { js_fetch_verify_depth 2; }
    }
  `));
