import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("unsupported-server-parameter");

test("the method in force where the server stands decides", async () => {
  await check(conf`
    http {
        upstream a {
            hash $uri;
            server 127.0.0.1 backup;
    #                        ~~~~~~ error: balancing method does not support parameter "backup"
        }
        upstream b {
            server 127.0.0.1 backup;
            server 127.0.0.2;
            random two;
        }
        upstream c {
            random;
            least_conn;
            server 127.0.0.1;
            server 127.0.0.2 backup;
        }
    }
    stream {
        upstream d {
            hash $remote_addr;
            server 127.0.0.1:81 backup;
    #                           ~~~~~~ error: balancing method does not support parameter "backup"
        }
    }
  `);
});
