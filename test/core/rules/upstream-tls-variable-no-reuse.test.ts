import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-tls-variable-no-reuse");

test("known groups, addresses and plain passes are left alone", () =>
  check(conf`
    http {
        resolver 127.0.0.53;
        upstream one { server 192.0.2.1:443; }
        map $arg_x $group { default one; }
        server {
            location /a { proxy_pass https://$group; }
            location /b { proxy_pass https://$host; }
    #                                ~~~~~~~~~~~~~ hint: host is looked up at run time: each request makes a full TLS handshake
            location /c { proxy_pass http://$host; }
            location /d { proxy_pass https://one$request_uri; }
            location /e { proxy_ssl_session_reuse off; proxy_pass https://$host; }
        }
    }
  `));

test("without a resolver another rule speaks", () =>
  check(conf`
    http {
        server {
            location / { proxy_pass https://$host; }
        }
    }
  `));
