import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("upstream-resolve-no-zone");

test("in http and stream; one finding for an upstream", async () => {
  await check(conf`
    http {
        upstream a {
            server a.example.com resolve;
    #                            ~~~~~~~ error: resolving names at run time requires upstream "a" to be in shared memory
            server b.example.com resolve;
        }
        upstream b {
            server a.example.com resolve;
            zone b 64k;
        }
    }
    stream {
        upstream c {
            server a.example.com:81 resolve;
    #                               ~~~~~~~ error: resolving names at run time requires upstream "c" to be in shared memory
        }
    }
  `);
});

test("before nginx 1.27.3 the parameter itself is unknown", async () => {
  await check("http { upstream a { server a.example.com resolve; } }\n", {
    nginxVersion: "1.26.0",
  });
});
