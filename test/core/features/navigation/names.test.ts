import { test } from "vitest";
import { conf } from "../../../harness/fixture.ts";
import { checkDefinition, checkReferences } from "../../../harness/navigation.ts";

test("a named location belongs to its server", async () => {
  await checkReferences(conf`
    http {
        server {
            error_page 502 = @«down»;
            location / { try_files $uri @down @«do$0wn»; }
            location /x { post_action @«down»; if ($uri) { error_page 404 "@«down»"; } }
            location @«down» { return 503; }
        }
        server {
            location / { try_files $uri @down; }
            location @down { return 503; }
        }
    }
  `);
});

test("outside of servers it means that of each, and a shared file joins them", async () => {
  await checkReferences(conf`
    http {
        error_page 500 @«a»;
        server { location @«a» { } }
        server { location @«$0a» { } }
        server { location @b { } }
    }
  `);
  await checkReferences(conf`
    http {
        server { include errors.conf; location @«$0a» { } }
        server { include errors.conf; location @«a» { } }
        server { location / { try_files x @a; } location @a { } }
    }
    #- errors.conf
    error_page 500 @«a»;
  `);
});

test("in a fragment, all of it is one server", async () => {
  await checkReferences("location / { try_files $uri @«$0x»; }\nlocation @«x» { }\n");
});

test.each([
  ["limit_req_zone $uri zone=«one»:1m rate=1r/s;", "limit_req burst=5 zone=«o$0ne» nodelay;"],
  ["limit_conn_zone $uri zone=«one»:1m;", "limit_conn «o$0ne» 5;"],
  ["proxy_cache_path /c levels=1:2 keys_zone=«one»:1m;", 'proxy_cache "«o$0ne»";'],
  ["uwsgi_cache_path /c keys_zone=«one»:1m;", "uwsgi_cache «o$0ne»;"],
  ["keyval_zone zone=«one»:1m state=x;", "limit_conn one 5;"],
  ["log_format «one» '$uri';", "access_log /var/log/x «O$0ne» buffer=1k;"],
  ["match «one» { status 200; }", "health_check uri=/ match=«o$0ne»;"],
  ["acme_issuer «one» { uri https://x; }", "acme_certificate «o$0ne»;"],
])("%s", async (definition, use) => {
  const [at = "", other = ""] = use.includes("«")
    ? [definition, use]
    : [definition.replace("«o", "«o$0"), use];
  await checkReferences(`http {\n${at}\nserver { ${other} } }\n`);
});

test("TLS sessions that share a zone", async () => {
  await checkReferences(conf`
    http {
        ssl_session_cache builtin:100 shared:«T$0LS»:1m;
        server { ssl_session_cache shared:«TLS»:1m; }
    }
  `);
});

test("what is off is no cache, and nginx's own format has no definition", async () => {
  await checkReferences("http { proxy_cache o$0ff; }\n");
  await checkDefinition("http { access_log a combi$0ned; }\n");
});

test("the key of a parameter stands for the name behind it", async () => {
  await checkReferences(conf`
    http {
        limit_req_zone $uri zone=«slow»:1m rate=1r/s;
        server { limit_req zo$0ne=«slow» burst=5; }
    }
  `);
  await checkReferences("http { ssl_session_cache sha$0red:«a»:1m; }\n");
  await checkDefinition(
    "http { limit_req_zone $uri zone=slow:1m rate=1r/s; limit_req zone=slow bur$0st=5; }\n",
  );
});
