import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("undefined-log-format");

test("a format must come before its use", async () => {
  await check(conf`
    events { }
    http {
        access_log /var/log/a.log combined;
        access_log /var/log/a.log main;
    #                             ~~~~ error: unknown log format "main"
        log_format main "$remote_addr";
        access_log /var/log/a.log MAIN;
        access_log off;
        access_log /var/log/a.log;
        log_format main "$uri";
    #              ~~~~ error: duplicate "log_format" name "main"
        log_format combined "$uri";
    #              ~~~~~~~~ error: duplicate "log_format" name "combined"
    }
  `);
});

test("stream knows no format from the start", async () => {
  await check(conf`
    events { }
    http { log_format main "$remote_addr"; }
    stream {
        access_log /var/log/a.log;
    #              ~~~~~~~~~~~~~~ error: log format is not specified
        access_log /var/log/a.log main;
    #                             ~~~~ error: unknown log format "main"
        log_format basic "$remote_addr";
        access_log /var/log/a.log basic;
    }
  `);
});

test("included files count in their place", async () => {
  await check(conf`
    events { }
    http {
        include formats.conf;
        access_log /var/log/a.log main;
    }
    #- formats.conf
    log_format main "$remote_addr";
  `);
});

test("what is seen in part only is judged where an option stands for the format", async () => {
  await check(conf`
    server {
        access_log /var/log/a.log main;
        access_log /var/log/a.log buffer=32k;
    #                             ~~~~~~~~~~ error: unknown log format "buffer=32k"
    }
  `);
});

test("the format that was meant is offered", async () => {
  await checkFix(
    'events { }\nhttp { log_format detailed "$uri"; access_log a $0detailled; }',
    'events { }\nhttp { log_format detailed "$uri"; access_log a detailed; }',
  );
});
