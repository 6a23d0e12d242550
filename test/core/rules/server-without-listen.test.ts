import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("server-without-listen");

test("in stream and mail, not in http", async () => {
  await check(conf`
    http {
        server { }
    }
    stream {
        server { proxy_pass 127.0.0.1:81; }
    #   ~~~~~~ error: no "listen" is defined for server
        server { listen 81; proxy_pass 127.0.0.1:82; }
    }
    mail {
        server {
    #   ~~~~~~ error: no "listen" is defined for server
            protocol imap;
        }
    }
  `);
});

test("it may stand in a file that is not seen", async () => {
  await check("stream { server { include listen.conf; proxy_pass 127.0.0.1:81; } }\n");
});
