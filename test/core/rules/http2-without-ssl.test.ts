import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("http2-without-ssl");

test("directive and parameter", () =>
  check(conf`
    http {
        server { listen 8080 http2; }
    #                        ~~~~~ hint: browsers speak HTTP/2 over TLS only, and this server has none
        server { listen 80; http2 ON; }
    #                       ~~~~~ hint: browsers speak HTTP/2 over TLS only, and this server has none
    }
  `));

test("TLS somewhere, gRPC, off, for all servers", () =>
  check(conf`
    http {
        http2 on;
        server { listen 80; listen 443 ssl; http2 on; }
        server { listen 80; http2 off; }
        server { listen 50051 http2; location / { grpc_pass grpc://127.0.0.1:9000; } }
        server { listen 80; }
        server { listen 8443 http2; }
        server { listen 8443 ssl; }
    }
  `));
