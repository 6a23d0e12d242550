import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("include-cycle");

test("a file that includes itself", async () => {
  await check(conf`
    http {
        include a.conf;
        server {
            include a.conf;
        }
    }
    #- a.conf
    root /x;
    include a.conf;
    #       ~~~~~~ error: open() "/etc/nginx/a.conf" failed (24: Too many open files)
  `);
});

test("a way round through several files is told once, where it closes", async () => {
  await check(conf`
    http {
        include a.conf;
        include b.conf;
    }
    #- a.conf
    include b.conf;
    #- b.conf
    include c/c.conf;
    #- c/c.conf
    include /etc/nginx/a.conf;
    #       ~~~~~~~~~~~~~~~~~ error: open() "/etc/nginx/a.conf" failed (24: Too many open files)
  `);
});

test("a pattern that matches the main file", async () => {
  await check(conf`
    include *.conf;
    #       ~~~~~~ warning: "nginx.conf" includes itself until no more files can be opened
    http {
    }
  `);
});

test("a way round with a pattern ends when no more files can be opened", async () => {
  await check(conf`
    http {
        include a.conf;
    }
    #- a.conf
    include b/*.conf;
    #- b/b.conf
    include a.conf;
    #       ~~~~~~ warning: "a.conf" includes itself until no more files can be opened
  `);
});

test("a file included twice, and from two places, is no cycle", async () => {
  await check(conf`
    http {
        include a.conf;
        include a.conf;
        include b.conf;
    }
    #- a.conf
    root /x;
    #- b.conf
    include a.conf;
  `);
});

test("a fragment: its own name counts from a folder that is not known", async () => {
  await check("listen 80;\nserver_name a;\ninclude nginx.conf;\n");
  await check(conf`
    listen 80;
    server_name a;
    include /etc/nginx/nginx.conf;
    #       ~~~~~~~~~~~~~~~~~~~~~ error: open() "/etc/nginx/nginx.conf" failed (24: Too many open files)
  `);
});
