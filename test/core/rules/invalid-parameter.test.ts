import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-parameter");

test("servers of upstreams", async () => {
  await check(conf`
    http {
        upstream app {
            server 127.0.0.1:8080 weight=5 max_fails=0 fail_timeout=30s;
            server 127.0.0.1:99999;
    #              ~~~~~~~~~~~~~~~ error: invalid port in upstream "127.0.0.1:99999"
            server unix:/run/app.sock backup;
            server app.example.com fail_timeout=30x;
    #                              ~~~~~~~~~~~~~~~~ error: invalid parameter "fail_timeout=30x"
            server http://app.example.com;
    #              ~~~~~~~~~~~~~~~~~~~~~~ error: invalid host in upstream "http://app.example.com"
            keepalive 1x;
    #                 ~~ error: invalid value "1x" in "keepalive" directive
        }
    }
    stream {
        upstream db {
            server db.example.com;
    #              ~~~~~~~~~~~~~~ error: no port in upstream "db.example.com"
        }
    }
  `);
});

test("zones, caches and limits", async () => {
  await check(conf`
    http {
        limit_req_zone $binary_remote_addr zone=one:10m rate=5r/s;
        limit_req_zone $binary_remote_addr zone=two rate=5r/s;
    #                                      ~~~~~~~~ error: invalid zone size "zone=two"
        limit_req_zone $binary_remote_addr zone=tri:1k rate=5r/s;
    #                                      ~~~~~~~~~~~ error: zone "zone=tri:1k" is too small
        limit_conn_zone $binary_remote_addr size=10m;
    #                                       ~~~~~~~~ error: invalid parameter "size=10m"
        limit_req zone=one burst=0;
    #                      ~~~~~~~ error: invalid burst value "burst=0"
        limit_req burst=5;
    #   ~~~~~~~~~ error: "limit_req" must have "zone" parameter
        limit_conn one 0;
    #                  ~ error: invalid number of connections "0"
        proxy_cache_path /var/cache levels=1:3 keys_zone=c:10m;
    #                               ~~~~~~~~~~ error: invalid "levels" "levels=1:3"
        proxy_cache_path /var/cache max_size=1g;
    #   ~~~~~~~~~~~~~~~~ error: "proxy_cache_path" must have "keys_zone" parameter
        open_file_cache max=0;
    #                   ~~~~~ error: invalid "open_file_cache" parameter "max=0"
        resolver 127.0.0.1 valid=1x;
    #                      ~~~~~~~~ error: invalid parameter: valid=1x
    }
  `);
});

test("logs", async () => {
  await check(conf`
    http {
        log_format a escape=xml "$uri";
    #                ~~~~~~~~~~ error: unknown log format escaping "xml"
        access_log off main;
    #                  ~~~~ error: invalid parameter "main"
        access_log /var/log/a.log combined buffer=32k flush=5m gzip=9 if=$arg_log;
        access_log /var/log/a.log combined flush=5m;
    #                                      ~~~~~~~~ error: no buffer is defined for access_log "/var/log/a.log"
        access_log syslog:server=unix:/dev/log,tag=my-app combined;
    #              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: syslog "tag" only allows alphanumeric characters and underscore
    }
  `);
});

test("a missing semicolon shows itself as a wrong parameter", async () => {
  await check(conf`
    http {
        server {
            rewrite ^/a /b
                last;
            rewrite ^/c /d LAST;
    #                      ~~~~ error: invalid parameter "LAST"
            add_header X y allways;
    #                      ~~~~~~~ error: invalid parameter "allways"
        }
    }
  `);
});

test("what only NGINX Plus takes is information", async () => {
  await check(conf`
    http {
        upstream app {
            server 127.0.0.1:8080 slow_start=30s;
    #                             ~~~~~~~~~~~~~~ information: invalid parameter "slow_start=30s": only NGINX Plus has it
        }
    }
  `);
});

test("a parameter that this version lacks is an error if the version is told, and Plus is not used", async () => {
  await check(
    conf`
      http {
          upstream app {
              server app.example.com resolve;
      #                              ~~~~~~~ error: invalid parameter "resolve" before nginx 1.27.3
          }
      }
    `,
    { nginxVersion: "1.26.0" },
  );
});

test("a misspelled name is mended, its value stays", async () => {
  await checkFix(
    "http { upstream a { server 127.0.0.1 $0wieght=5; } }",
    "http { upstream a { server 127.0.0.1 weight=5; } }",
  );
});

test("the platform decides about NGINX Plus", async () => {
  const conf = "http { upstream a { server 127.0.0.1 slow_start=5s; } }\n";
  await check(conf, { platform: "nginx-plus" });
  await check(conf, { platform: "angie" });
  await check(`${conf}#${" ".repeat(36)}~~~~~~~~~~~~~ error: invalid parameter "slow_start=5s"\n`, {
    platform: "nginx-core",
  });
});

test("an upstream's server is an address, not a URL", async () => {
  await checkFix(
    "http { upstream a { server $0https://h.example.com/ weight=2; } }",
    "http { upstream a { server h.example.com:443 weight=2; } }",
  );
  await checkFix(
    "http { upstream a { server $0http://h.example.com:8080; } }",
    "http { upstream a { server h.example.com:8080; } }",
  );
});

test("a referer stands once, whatever its path and case", async () => {
  await check(conf`
    http {
        server {
            valid_referers none none blocked server_names ~a ~a a.example *.a.example b.example/x;
            location / { valid_referers a.example B.example/x b.example/y; }
    #                                                         ~~~~~~~~~~~ error: conflicting parameter "b.example"
        }
    }
  `);
});
