import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-condition");

test("every form that nginx knows", async () => {
  await check(conf`
    http {
        server {
            if ($a) { }
            if ( $a ) { }
            if ($a = b) { }
            if ($a != "b c") { }
            if ($a ~ "^(b|c)$") { }
            if ($a !~* b) { }
            if (-f $request_filename) { }
            if (!-d /srv) { }
            if (!-e $request_filename){ }
            if (-x /srv/app) { }
        }
    }
  `);
});

test("what it does not know", async () => {
  await check(conf`
    http {
        server {
            if $a { }
    #          ~~ error: invalid condition "$a"
            if () { }
    #          ~~ error: invalid condition ")"
            if ($a = b && $c = d) { }
    #          ~~~ error: invalid condition "$a"
            if ($a = b { }
    #                ~ error: invalid condition "b"
            if (!$a) { }
    #          ~~~~~ error: invalid condition "!$a"
            if (a = $b) { }
    #          ~~ error: invalid condition "a"
            if (-s /srv) { }
    #          ~~~ error: invalid condition "-s"
            if ($a eq b) { }
    #              ~~ error: unexpected "eq" in condition
        }
    }
  `);
});

test("placeholders of templates are not judged", async () => {
  await check("server {\n    if ($DEBUG == 1) { }\n    if (@CONDITION@) { }\n}\n");
});

test("the fix writes one equals sign", async () => {
  await checkFix("server { if ($a $0== b) { } }", "server { if ($a = b) { } }");
});
