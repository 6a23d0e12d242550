import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("hostname-underscore");

test("TLS passes by name only", () =>
  check(conf`
    http {
        upstream my_group { server 192.0.2.1:443; }
        server {
            location /a { proxy_pass https://my_group; }
            location /b { proxy_pass http://my_app:8080; }
            location /c { proxy_pass "https://my_app:8443/_x"; }
    #                                         ~~~~~~ information: "_" is not valid in host names: no public CA issues a certificate for "my_app"
            location /d { grpc_pass grpcs://my_app:443; }
    #                                       ~~~~~~ information: "_" is not valid in host names: no public CA issues a certificate for "my_app"
            location /e { proxy_pass https://my_app; proxy_ssl_name app.example.com; }
            location /f { proxy_pass https://{{ my_host }}; }
            location /g { proxy_pass https://unix:/tmp/my_app.sock; }
        }
    }
  `));
