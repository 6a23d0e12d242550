import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("missing-events-block");

test("a fragment, an included events block and an unread include are fine", async () => {
  await check("server { listen 80; }\n");
  await check(conf`
    include events.conf;
    http {
    }
    #- events.conf
    events {
    }
  `);
  await check(conf`
    include not-here.conf;
    http {
    }
  `);
});

test("it is said once, at the first section", async () => {
  await check(conf`
    stream {
    #~~~~~ information: no "events" section in configuration
    }
    http {
    }
  `);
});

test("the fix inserts an empty block", async () => {
  await checkFix("user www;\n$0http {\n}\n", "user www;\nevents {}\n\nhttp {\n}\n");
});
