import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-location");

test("locations in locations", async () => {
  await check(conf`
    http {
        server {
            location /a {
                location /a/b { }
                location ~ \.php$ { }
                location /b { }
    #                    ~~ error: location "/b" is outside location "/a"
                location @c { }
    #                    ~~ error: named location "@c" can be on the server level only
            }
            location = /exact {
                location /exact/b { }
    #                    ~~~~~~~~ error: location "/exact/b" cannot be inside the exact location "/exact"
            }
            location @named {
                location /c { }
    #                    ~~ error: location "/c" cannot be inside the named location "@named"
                alias /srv/www;
    #           ~~~~~ error: the "alias" directive cannot be used inside the named location
            }
            location ~ ^/x {
                location /x/y { }
    #                    ~~~~ error: location "/x/y" is outside location "^/x"
            }
        }
    }
  `);
});

test("modifiers may be glued to the name", async () => {
  await check(conf`
    http {
        server {
            location =/a { }
            location ~^/b { }
            location ^~/c { }
            location ~*\.png$ { }
            location ~= /d { }
    #                ~~ error: invalid location modifier "~="
        }
    }
  `);
});

test("templates and locations that are seen only in part are not judged", async () => {
  await check(conf`
    location @PREFIX@ { location /b { } }
    location ${"${"}PREFIX} { location /b { } }
  `);
});

test("the modifier that was meant is offered", async () => {
  await checkFix(
    "http { server { location $0== /a { } } }",
    "http { server { location = /a { } } }",
  );
});
