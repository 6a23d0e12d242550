import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("duplicate-directive");

test("single values of every kind", async () => {
  await check(conf`
    worker_processes 1;
    worker_processes 2;
    #~~~~~~~~~~~~~~~ error: "worker_processes" directive is duplicate
    events {}
    events {}
    #~~~~~ error: "events" directive is duplicate
    http {
        sendfile on;
        client_max_body_size 1m;
        keepalive_timeout 10s;
        keepalive_timeout 20s;
    #   ~~~~~~~~~~~~~~~~~ error: "keepalive_timeout" directive is duplicate
        sendfile off;
    #   ~~~~~~~~ error: "sendfile" directive is duplicate
        client_max_body_size 2m;
    #   ~~~~~~~~~~~~~~~~~~~~ error: "client_max_body_size" directive is duplicate
        server {
            location / {
                proxy_pass http://127.0.0.1:81;
                try_files $uri =404;
                proxy_pass http://127.0.0.1:82;
    #           ~~~~~~~~~~ error: "proxy_pass" directive is duplicate
                try_files $uri =403;
    #           ~~~~~~~~~ error: "try_files" directive is duplicate
            }
        }
    }
  `);
});

test("lists may be repeated, and other blocks override", async () => {
  await check(conf`
    error_log a.log;
    error_log b.log;
    env A;
    env B;
    http {
        add_header A a;
        add_header A a;
        ssl_protocols TLSv1.2;
        ssl_protocols TLSv1.3;
        root /a;
        index a;
        index b;
        types { text/html html; }
        types { text/css css; }
        server {
            root /b;
            listen 80;
            listen 81;
            ssl_certificate a.pem;
            ssl_certificate b.pem;
            if ($a) { return 200; }
            if ($b) { return 200; }
            location / {
                root /c;
                allow 127.0.0.1;
                allow 127.0.0.2;
                rewrite a b;
                rewrite c d;
                if ($a) { proxy_pass http://127.0.0.1:81; }
                proxy_pass http://127.0.0.1:82;
            }
        }
        server { }
    }
  `);
});

test("some depend on their values", async () => {
  await check(conf`
    worker_priority 0;
    worker_priority 5;
    http {
        limit_conn a 1;
        limit_conn b 1;
        limit_conn a 2;
    #   ~~~~~~~~~~ error: "limit_conn" directive is duplicate
        limit_req zone=a burst=5;
        limit_req zone=b;
        limit_req burst=6 zone=a;
    #   ~~~~~~~~~ error: "limit_req" directive is duplicate
        proxy_cookie_path /a /b;
        proxy_cookie_path /c /d;
        mirror off;
        mirror /a;
    #   ~~~~~~ error: "mirror" directive is duplicate
        server {
            location / {
                proxy_pass http://127.0.0.1:81;
                proxy_redirect default;
                proxy_redirect /a /b;
                proxy_redirect off;
    #           ~~~~~~~~~~~~~~ error: "proxy_redirect" directive is duplicate
            }
        }
    }
  `);
});

test("root and alias are one", async () => {
  await check(conf`
    location / {
        root /a;
        alias /b;
    #   ~~~~~ error: "alias" directive is duplicate, "root" directive was specified earlier
    }
  `);
});

test("an include puts its directives into the block around", async () => {
  await check(conf`
    http {
        sendfile on;
        include a.conf;
        server { include a.conf; }
        server { include a.conf; include a.conf; }
    }
    #- a.conf
    sendfile off;
    #~~~~~~~ error: "sendfile" directive is duplicate
  `);
  const files = {
    "/etc/nginx/nginx.conf": "http {\n    root /a;\n    include a.conf;\n}\n",
    "/etc/nginx/a.conf": "root /b;\n",
  };
  const [finding] = await run(ruleNamed("duplicate-directive"), files);
  expect(finding?.file).toBe("/etc/nginx/a.conf");
  expect(finding?.related.map((it) => [it.file, it.message])).toEqual([
    ["/etc/nginx/nginx.conf", 'the first "root" is here'],
  ]);
});

test("names of other modules, and names that take a list somewhere, are not judged", async () => {
  await check("http {\n    lua_package_path a;\n    lua_package_path a;\n}\n");
  await check("server 127.0.0.1;\nserver 127.0.0.2;\n");
});

test("what says the same is removed", async () => {
  await checkFix(
    "http {\n    root /a;\n    $0root /a;\n    index a;\n}\n",
    "http {\n    root /a;\n    index a;\n}\n",
  );
  const files = { "/etc/nginx/nginx.conf": "http {\n    root /a;\n    root /b;\n}\n" };
  const [finding] = await run(ruleNamed("duplicate-directive"), files);
  expect(finding?.fixes).toEqual([]);
});
