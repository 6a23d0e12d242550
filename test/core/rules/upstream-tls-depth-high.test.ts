import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-tls-depth-high");

test("from ten on, for every family", () =>
  check(conf`
    http {
        proxy_ssl_verify_depth 9;
        grpc_ssl_verify_depth 99;
    #                         ~~ hint: chains with 99 intermediate CAs are accepted, public CAs have one or two
        uwsgi_ssl_verify_depth {{ depth }};
    }
    stream {
        proxy_ssl_verify_depth 10;
    #                          ~~ hint: chains with 10 intermediate CAs are accepted, public CAs have one or two
    }
  `));
