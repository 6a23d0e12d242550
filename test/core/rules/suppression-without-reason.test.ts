import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("suppression-without-reason");

test("every form needs a reason where the settings ask for one, and none where they don't", async () => {
  await check(
    conf`
    # nginx-tls-disable-file weak-protocol --
    # ~~~~~~~~~~~~~~~~~~~~~~ warning: no reason is given: it belongs after "--"
    http {
        # nginx-tls-disable weak-cipher -- because
        # nginx-tls-enable weak-cipher
        server_tokens off; # nginx-tls-disable-line weak-cipher
    #                        ~~~~~~~~~~~~~~~~~~~~~~ warning: no reason is given: it belongs after "--"
    }
  `,
    { requireReason: true },
  );
  await check("# nginx-tls-disable-file weak-protocol\n");
});
