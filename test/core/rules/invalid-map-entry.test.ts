import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("invalid-map-entry");

test("map", async () => {
  await check(conf`
    http {
        map $host $a {
            hostnames;
            volatile;
            default 0;
            default 1;
    #       ~~~~~~~ error: duplicate default map parameter
            .example.com 1;
            example.com 2;
    #       ~~~~~~~~~~~ error: conflicting parameter "example.com"
            *.example.com 3;
    #       ~~~~~~~~~~~~~ error: conflicting parameter "*.example.com"
            www.example.* 4;
            www.*.com 5;
    #       ~~~~~~~~~ error: invalid hostname or wildcard "www.*.com"
            ~^a 6;
            ~^a 7;
        }
        map $uri $b {
            *.a.* 1;
            \default 2;
            default 3;
            "" 4;
            include more.map;
            x;
    #       ~ error: invalid number of the map parameters
        }
    }
    #- more.map
    /y 1;
    /y 2;
    #~ error: conflicting parameter "/y"
  `);
});

test("geo", async () => {
  await check(conf`
    http {
        geo $a {
            default 0;
            proxy 10.0.0.0/8;
            proxy_recursive;
            delete 10.1.0.0/16;
            ::1 1;
            300.0.0.1 1;
    #       ~~~~~~~~~ error: invalid network "300.0.0.1"
            10.0.0.1;
    #       ~~~~~~~~ error: invalid number of the geo parameters
            ranges;
    #       ~~~~~~ error: the "ranges" directive must be the first directive inside "geo" block
        }
        geo $b {
            ranges;
            10.0.0.1-10.0.0.9 1;
            10.0.0.9-10.0.0.1 1;
    #       ~~~~~~~~~~~~~~~~~ error: invalid range "10.0.0.9-10.0.0.1"
            10.0.0.0/8 1;
    #       ~~~~~~~~~~ error: invalid range "10.0.0.0/8"
        }
    }
    stream {
        geo $c {
            proxy 10.0.0.0/8;
    #       ~~~~~ error: invalid network "proxy"
        }
    }
  `);
});

test("geo knows volatile since nginx 1.29.3", async () => {
  await check(
    conf`
      http {
          geo $a {
              volatile;
      #       ~~~~~~~~ error: invalid number of the geo parameters
          }
      }
    `,
    { nginxVersion: "1.28.0" },
  );
  await check("http { geo $a { volatile; } }\n", { nginxVersion: "1.29.3" });
});

test("split_clients", async () => {
  await check(conf`
    http {
        split_clients $uri $a {
            0.5% a;
            50% b;
            * c;
        }
        split_clients $uri $b {
            60% a;
            50% b;
        }
    #   ~ error: percent total is greater than 100%
        split_clients $uri $c {
            10 a;
    #       ~~ error: invalid percent value "10"
            0.555% b;
    #       ~~~~~~ error: invalid percent value "0.555%"
        }
    }
  `);
});

test("charset_map and types", async () => {
  await check(conf`
    http {
        charset_map koi8-r utf-8 {
            80 E282AC;
            zz E282AC;
    #       ~~ error: invalid value "zz"
            81 E2 82;
    #       ~~ error: invalid parameters number
            82 E2;
    #          ~~ error: invalid value "E2"
        }
        charset_map koi8-r windows-1251 {
            C0 FE;
            100 FE;
    #       ~~~ error: invalid value "100"
        }
        types {
            text/html html htm;
            text/plain;
            include a b;
    #       ~~~~~~~ error: invalid number of arguments in "include" directive
        }
    }
  `);
});
