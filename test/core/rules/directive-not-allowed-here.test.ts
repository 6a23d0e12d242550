import { expect, test } from "vitest";
import { conf, ruleNamed, run, tester } from "../../harness/rule.ts";

const { check } = tester("directive-not-allowed-here");

test("what stands in the wrong block", async () => {
  await check(conf`
    server_name a.example;
    #~~~~~~~~~~ error: "server_name" directive is not allowed here
    events {
        listen 80;
    #   ~~~~~~ error: "listen" directive is not allowed here
    }
    http {
        worker_processes 1;
    #   ~~~~~~~~~~~~~~~~ error: "worker_processes" directive is not allowed here
        ssl_preread on;
    #   ~~~~~~~~~~~ error: "ssl_preread" directive is not allowed here
        server {
            upstream u { server 127.0.0.1; }
    #       ~~~~~~~~ error: "upstream" directive is not allowed here
            if ($host) {
                root /a;
    #           ~~~~ error: "root" directive is not allowed here
            }
        }
    }
    stream {
        server {
            listen 81;
            location / { }
    #       ~~~~~~~~ error: "location" directive is not allowed here
        }
    }
  `);
});

test("blocks of other modules, and what is in unknown or misplaced blocks, is not judged", async () => {
  await check(conf`
    rtmp { server { listen 1935; application live { live on; } } }
    server {
    #~~~~~ error: "server" directive is not allowed here
        worker_processes 1;
    }
    http {
        types { server_name html; }
        map $host $x { listen 1; }
        frobnicate { worker_processes 1; }
    }
  `);
});

test("a directive that another module has under the same name may be that module's", async () => {
  await check("http {\n    server {\n        location / { echo a; status; }\n    }\n}\n");
});

test("it says where the directive is allowed, at the block around", async () => {
  const files = { "/etc/nginx/nginx.conf": "http {\n    location / { }\n}\n" };
  const [finding] = await run(ruleNamed("directive-not-allowed-here"), files);
  expect(finding?.related).toEqual([
    {
      file: "/etc/nginx/nginx.conf",
      span: { start: 0, end: 4 },
      message: 'this is "http"; "location" is allowed in "server" and "location"',
    },
  ]);
});

test("the finding is on nginx's line: that of the brace or the semicolon", async () => {
  await check(conf`
    http {
        location /a
        {
    #   ~ error: "location" directive is not allowed here
        }
        listen
            80
            ;
    #       ~ error: "listen" directive is not allowed here
    }
  `);
});

test("an included file is judged where it is included", async () => {
  await check(conf`
    http {
        include a.conf;
        server {
            include a.conf;
        }
    }
    #- a.conf
    root /a;
    location / { }
    #~~~~~~~ error: "location" directive is not allowed here
  `);
});

test("a fragment is refused only what fits nowhere", async () => {
  await check("server { listen 80; proxy_pass 127.0.0.1:81; }\n");
  await check("listen 80;\nworker_processes 1;\nupstream u { server 127.0.0.1; }\n");
  await check(conf`
    location / {
        listen 80;
    #   ~~~~~~ error: "listen" directive is not allowed here
    }
  `);
});

test("a comment tells the place of a fragment", async () => {
  await check(conf`
    # nginx-tls: context=http
    root /a;
    location / { }
    #~~~~~~~ error: "location" directive is not allowed here
  `);
  await check("# nginx-tls: context=stream/server\nproxy_pass 127.0.0.1:81;\n");
});

test("a place that a later version allows is an error only if the version was told", async () => {
  const text = conf`
    http {
        add_header_inherit on;
    }
    stream {
        server {
            server_name a.example;
    #       ~~~~~~~~~~~ error: "server_name" directive is not allowed here before nginx 1.25.5
        }
    }
  `;
  await check(text, { nginxVersion: "1.22.1" });
  await check(text.replace(/\n#.*$/m, ""), { nginxVersion: "1.25.5" });
});

test("what NGINX Plus allowed long before is not judged by nginx's version", async () => {
  await check("http {\n    upstream u {\n        resolver 127.0.0.1;\n    }\n}\n", {
    nginxVersion: "1.22.1",
  });
});

test("modules are loaded before the first block", async () => {
  await check(conf`
    load_module modules/ngx_stream_module.so;
    events {}
    load_module modules/ngx_mail_module.so;
#   ~~~~~~~~~~~ error: "load_module" directive is specified too late
    http {}
  `);
  await check("user nginx;\nload_module modules/ngx_mail_module.so;\nhttp {}\n");
});
