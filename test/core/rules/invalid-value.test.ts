import { expect, test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-value");

test("sizes, times and numbers are read as nginx reads them", async () => {
  await check(conf`
    worker_processes auto;
    events {
        worker_connections 1k;
    #                      ~~ error: invalid number "1k"
    }
    http {
        client_max_body_size 1G;
        client_body_buffer_size 1g;
    #                           ~~ error: "client_body_buffer_size" directive invalid value
        keepalive_timeout 1y;
    #                     ~~ error: "keepalive_timeout" directive invalid value
        keepalive_timeout 65 60s;
        send_timeout "1m 10s";
        proxy_read_timeout 10s1m;
    #                      ~~~~~ error: "proxy_read_timeout" directive invalid value
        gzip_comp_level 10;
    #                   ~~ error: value must be between 1 and 9
        gzip_buffers 16 8k;
        large_client_header_buffers 0 8k;
    #                               ~ error: "large_client_header_buffers" directive invalid value
    }
  `);
});

test("switches and words count in any case", async () => {
  await check(conf`
    http {
        sendfile ON;
        satisfy ALL;
        if_modified_since never;
    #                     ~~~~~ error: invalid value "never"
        proxy_next_upstream error HTTP_502;
        proxy_next_upstream error http_501;
    #                             ~~~~~~~~ error: invalid value "http_501"
    }
  `);
});

test("codes, pages and networks", async () => {
  await check(conf`
    http {
        server {
            error_page 404 =200 /empty;
            error_page 499 /never;
    #                  ~~~ error: invalid value "499"
            error_page 200 /ok;
    #                  ~~~ error: value "200" must be between 300 and 599
            allow 10.0.0.0/8;
            allow fe80::/10;
            deny 10.0.0.0/33;
    #            ~~~~~~~~~~~ error: invalid parameter "10.0.0.0/33"
            deny all;
            expires @30h;
    #               ~~~~ error: "expires" directive daily time value must be less than 24 hours
            location /a { return 1000; }
    #                            ~~~~ error: invalid return code "1000"
            location /b { return http://example.com/; }
            location /c { try_files $uri =abc; }
    #                                    ~~~~ error: invalid code "=abc"
            location /d { limit_except FETCH { deny all; } }
    #                                  ~~~~~ error: invalid method "FETCH"
            location /e { limit_rate $arg_rate; }
            location /f { limit_rate 1x; }
    #                                ~~ error: "limit_rate" directive invalid value
        }
        server {
            server_name *.example.com .example.org www.example.*;
            server_name *example.com;
    #                   ~~~~~~~~~~~~ error: server name "*example.com" is invalid
        }
    }
  `);
});

test("placeholders of templates are not judged", async () => {
  await check(conf`
    http {
        client_max_body_size ${"${"}MAX_BODY};
        keepalive_timeout "{{ timeout }}";
        sendfile <%=sendfile%>;
        gzip @GZIP@;
    }
  `);
});

test("what other modules read, and what stands in the wrong place, is not judged", async () => {
  await check(conf`
    rtmp {
        server {
            listen 1935;
            chunk_size 4x;
        }
    }
    http {
        lua_socket_log_errors maybe;
        worker_processes x;
    }
  `);
});

test("a fragment is judged by what every place says", async () => {
  await check(conf`
    sendfile yes;
    #        ~~~ error: invalid value "yes" in "sendfile" directive, it must be "on" or "off"
    timeout 5y;
    #       ~~ error: "timeout" directive invalid value
  `);
});

test("a finding of a directive over several lines stands at its end, as nginx's does", async () => {
  await check(conf`
    http {
        gzip_comp_level
            10
        ;
    #   ~ error: value must be between 1 and 9
    }
  `);
});

test("the version decides what is known", async () => {
  await check(
    conf`
      http {
          proxy_http_version 2;
      #                      ~ error: invalid value "2" before nginx 1.29.4
      }
    `,
    { nginxVersion: "1.22.1" },
  );
  await check(
    conf`
    http {
        proxy_http_version 2;
    }
  `,
    { nginxVersion: "1.29.4" },
  );
});

test("units and switches are mended", async () => {
  const mended: readonly (readonly [string, string, string])[] = [
    ["sendfile", "true", "on"],
    ["gzip", "no", "off"],
    ["client_body_buffer_size", "2g", "2048m"],
    ["client_max_body_size", "10MB", "10m"],
    ["send_timeout", "30sec", "30s"],
    ["send_timeout", "5min", "5m"],
    ["gzip", "onn", "on"],
    ["gzip", "of", "off"],
    ["if_modified_since", "exat", "exact"],
  ];
  expect.hasAssertions();
  for (const [name, wrong, right] of mended) {
    await checkFix(`http {\n    ${name} $0${wrong};\n}\n`, `http {\n    ${name} ${right};\n}\n`);
  }
});

test("mail without authentication is older than its mention in nginx's changes", async () => {
  await check("mail { smtp_auth login none; }\n", { nginxVersion: "1.22.1" });
});
