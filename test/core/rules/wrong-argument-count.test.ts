import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("wrong-argument-count");

test("too few, too many, and none where none may be", async () => {
  await check(conf`
    user a b c d e f g h;
    #~~~ error: invalid number of arguments in "user" directive
    http {
        root;
    #   ~~~~ error: invalid number of arguments in "root" directive
        sendfile on off;
    #   ~~~~~~~~ error: invalid number of arguments in "sendfile" directive
        server x {
    #   ~~~~~~ error: invalid number of arguments in "server" directive
            location / {
                internal on;
    #           ~~~~~~~~ error: invalid number of arguments in "internal" directive
                proxy_set_header Host $host always;
    #           ~~~~~~~~~~~~~~~~ error: invalid number of arguments in "proxy_set_header" directive
            }
        }
        server_names_hash_max_size 512;
    }
  `);
});

test("unlimited lists, gaps, quotes and either form of a name are counted as nginx counts", async () => {
  await check(conf`
    http {
        js_import a.js;
        js_import a from a.js;
        js_import a from;
    #   ~~~~~~~~~ error: invalid number of arguments in "js_import" directive
        log_format a "one two" 'three';
        server {
            listen 80 default_server reuseport backlog=1 so_keepalive=on;
            server_name a b c d e f g h i j k l m n;
            if ($host = "a b") { return 200 "x y"; }
            return 200 a"b c";
    #       ~~~~~~ error: invalid number of arguments in "return" directive
        }
        upstream u { server 127.0.0.1 weight=2; }
    }
  `);
});

test("directives of other modules are not counted", async () => {
  await check("http {\n    more_set_headers;\n    auth_jwt a b c d e f;\n    frobnicate;\n}\n");
});

test("it says how many there may be", async () => {
  const expected: Record<string, string> = {
    "root;": '"root" takes 1 argument; here are 0',
    "server_tokens on off;": '"server_tokens" takes 1 argument; here are 2',
    "add_header a;": '"add_header" takes 2 or 3 arguments; here are 1',
    "index;": '"index" takes at least 1 argument; here are 0',
    "server a { }": '"server" takes no arguments; here are 1',
  };
  for (const [text, message] of Object.entries(expected)) {
    const files = { "/etc/nginx/nginx.conf": `http {\n    ${text}\n}\n` };
    const [finding] = await run(ruleNamed("wrong-argument-count"), files);
    expect(finding?.related.map((it) => it.message)).toEqual([message]);
  }
});

test("the finding is on nginx's line", async () => {
  await check(conf`
    http {
        root
            /a
            /b;
    #         ~ error: invalid number of arguments in "root" directive
    }
  `);
});

test("a semicolon that is missing is one error, and not of this rule", async () => {
  await check("http {\n    root /a\n    index b;\n    sendfile\n}\n", { broken: true });
});

test("in a fragment any meaning of the name that fits is enough", async () => {
  await check("server 127.0.0.1:80 weight=2;\n");
  await check("keepalive_timeout 10s 20s;\n");
});

test("more arguments in a later version", async () => {
  const text = conf`
    http {
        js_set $a a.b nocache;
    #   ~~~~~~ error: invalid number of arguments in "js_set" directive before the njs packaged for nginx 1.26.2
    }
  `;
  await check(text, { nginxVersion: "1.22.1" });
  await check(text.replace(/\n#.*$/m, ""), { nginxVersion: "1.28.0" });
});

test("a cipher list with spaces is one argument", () =>
  checkFix("$0ssl_ciphers HIGH:, !aNULL '!MD5';", "ssl_ciphers HIGH:!aNULL:!MD5;"));
