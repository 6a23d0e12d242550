import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("duplicate-upstream");

test("in one family, in any case, over files", async () => {
  await check(conf`
    http {
        include conf.d/a.conf;
        upstream APP { server 127.0.0.2; }
    #            ~~~ error: duplicate upstream "APP"
    }
    stream {
        upstream app { server 127.0.0.1:81; }
    }
    #- conf.d/a.conf
    upstream app { server 127.0.0.1; }
  `);
});

test("placeholders may differ", async () => {
  await check("upstream @A@ { server 127.0.0.1; }\nupstream @A@ { server 127.0.0.1; }\n");
});
