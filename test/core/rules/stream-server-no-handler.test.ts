import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("stream-server-no-handler");

test("since nginx 1.27.1 such a server is only useless", async () => {
  await check(
    conf`
    stream {
        server { listen 81; }
    #   ~~~~~~ warning: no handler for server
        server { listen 82; return "$remote_addr"; }
        server { listen 83; pass 127.0.0.1:84; }
        server { listen 85; content_by_lua_block { ngx.say("a") } }
    }
    http {
        server { listen 80; }
    }
  `,
  );
});

test("before, nginx refuses it; the default version is a guess", async () => {
  const text = "stream { server { listen 81; } }\n";
  const marks = `#${" ".repeat(8)}~~~~~~`;
  await check(`${text}${marks} error: no handler for server\n`, { nginxVersion: "1.27.0" });
  await check(`${text}${marks} warning: no handler for server\n`);
});

test("the handler may stand in a file that is not seen", async () => {
  await check("stream { server { listen 81; include handler.conf; } }\n", {
    nginxVersion: "1.24.0",
  });
});
