import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-variable-no-resolver");

test("a resolver at any level, addresses and known names need nothing", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; }
        map $host $backend { default app; b.example.com 10.0.0.2:8080; }
        server {
            resolver 10.0.0.53;
            location / { proxy_pass https://$host; }
        }
        server {
            location /a { proxy_pass https://10.0.0.1$request_uri; }
            location /b { proxy_pass https://app$request_uri; }
            location /c { proxy_pass https://$backend; }
            location /d { proxy_pass http://unix:/run/$arg_x.sock; }
            location /e { proxy_pass https://c.example.com; }
            location /f { proxy_pass https://c.example.com$request_uri; }
            location /g { proxy_pass $auth_backend; }
        }
    }
  `);
});

test("a variable before the slashes is the scheme, not the host", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; }
        server {
            set $protocol http;
            location /a { proxy_pass $protocol://app$request_uri; }
            location /b { proxy_pass ${"$"}{protocol}://app/$arg_x; }
            location /c { proxy_pass $protocol://$host; }
    #                                ~~~~~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
        }
    }
  `);
});

test("a literal host with a variable in the path is looked up too", async () => {
  await check(conf`
    http {
        server {
            location / {
                proxy_pass https://api.example.com$request_uri;
    #                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
            }
        }
    }
  `);
});

test("in a fragment the resolver may stand outside, in an unread include too", async () => {
  await check("location / { proxy_pass https://$host; }\n");
  await check(conf`
    http {
        include resolver.conf;
        server {
            location / {
                proxy_pass https://$host;
    #                      ~~~~~~~~~~~~~ information: host is looked up at run time, but no "resolver" is set
            }
        }
    }
  `);
});

test("a request may choose among declared groups", async () => {
  await check(conf`
    http {
        upstream blue { server 10.0.0.1:443; }
        upstream shop.example.com { server 10.0.0.2:443; }
        server {
            location /a { proxy_pass https://$arg_backend; }
            location /b { proxy_pass https://$host; }
        }
    }
  `);
  await check(conf`
    http {
        upstream blue { server 10.0.0.1:443; }
        server {
            location / {
                proxy_pass https://$host;
    #                      ~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
            }
        }
    }
  `);
});

test("a literal host is looked up too if its port or its scheme is a variable", async () => {
  await check(conf`
    http {
        upstream app { server 10.0.0.1:443; }
        server {
            location /a {
                proxy_pass http://api.example.com:$port;
    #                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
            }
            location /b {
                proxy_pass $scheme://api.example.com/x;
    #                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
            }
            location /c { proxy_pass $scheme://app; }
            location /d { proxy_pass $scheme://10.0.0.1; }
            location /e { proxy_pass http://10.0.0.1:$port; }
        }
    }
  `);
});

test("names in geo and split_clients are known too", async () => {
  await check(conf`
    http {
        split_clients $remote_addr $half { 50% a.example.com; * b.example.com; }
        geo $near { default 10.0.0.1; include more.geo; 10.0.0.0/8 c.example.com; }
        geo $remote_addr $whole { default 10.0.0.1; proxy 10.1.0.0/16; 10.0.0.0/8 10.0.0.2:8443; }
        server {
            location /a { proxy_pass https://$half; }
    #                                ~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
            location /b { proxy_pass https://$near; }
    #                                ~~~~~~~~~~~~~ warning: host is looked up at run time, but no "resolver" is set
            location /c { proxy_pass https://$whole; }
        }
    }
  `);
});
