import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("include-nothing");

test("a pattern below the main file's folder", async () => {
  await check(conf`
    http {
        include /etc/nginx/sites-enabled/*;
    #           ~~~~~~~~~~~~~~~~~~~~~~~~~~ hint: no file matches "/etc/nginx/sites-enabled/*"
        include conf.d/*.conf;
        server {
            include "snippets/?.conf";
    #               ~~~~~~~~~~~~~~~~~ hint: no file matches "/etc/nginx/snippets/?.conf"
        }
    }
    #- conf.d/a.conf
    include sites/*;
    #       ~~~~~~~ hint: no file matches "/etc/nginx/sites/*"
  `);
});

test("patterns elsewhere, of fragments and of templates say nothing", async () => {
  await check(conf`
    http {
        include /opt/nginx/*.conf;
        include ${"$"}{SITES}/*.conf;
    }
  `);
  await check(conf`
    listen 80;
    server_name a;
    include sites/*.conf;
  `);
});
