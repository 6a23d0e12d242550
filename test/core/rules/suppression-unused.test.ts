import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("suppression-unused");

test("each rule that silences nothing is told by itself", async () => {
  await check(conf`
    http {
        # nginx-tls-disable weak-protocol, hsts-* -- no more
    #                       ~~~~~~~~~~~~~ hint: nothing to silence: "weak-protocol" finds nothing here
    #                                      ~~~~~~ hint: nothing to silence: "hsts-*" finds nothing here
        server_tokens off;
        # nginx-tls-disable-next-line weak-protocol
    #                                 ~~~~~~~~~~~~~ hint: nothing to silence: "weak-protocol" finds nothing here
    }
  `);
});

test("the fix deletes the comment with its line", async () => {
  await checkFix(
    "http {\n    # nginx-tls-disable $0weak-protocol -- no more\n    server_tokens off;\n}\n",
    "http {\n    server_tokens off;\n}\n",
  );
});

test("the fix deletes the comment behind a directive with its blanks", async () => {
  await checkFix(
    "http {\n    server_tokens off;   # nginx-tls-disable-line $0weak-protocol\n}\n",
    "http {\n    server_tokens off;\n}\n",
  );
});

test("the fix deletes one of several names", async () => {
  await checkFix(
    "http {\n    # nginx-tls-disable weak-protocol, $0hsts-short -- x\n}\n",
    "http {\n    # nginx-tls-disable weak-protocol -- x\n}\n",
  );
});
