import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("duplicate-location");

test("prefixes, exact names and nesting", async () => {
  await check(conf`
    http {
        server {
            location / { }
            location = / { }
            location =/ { }
    #                ~~ error: duplicate location "/"
            location ~ /a { }
            location ~ /a { }
            location @b { }
            location @b { }
            location /a {
                location /a { }
                location /a { }
    #                    ~~ error: duplicate location "/a"
            }
        }
        server {
            location / { }
        }
    }
  `);
});

test("the other one may stand in an included file", async () => {
  await check(conf`
    http {
        server {
            include common.conf;
            location /status { }
    #                ~~~~~~~ error: duplicate location "/status"
        }
    }
    #- common.conf
    location /status { return 200; }
  `);
});

test("placeholders are not compared", async () => {
  await check("server {\n    location $PREFIX { }\n    location $PREFIX { }\n}\n");
});
