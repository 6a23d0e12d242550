import { test } from "vitest";
import { conf } from "../../../harness/fixture.ts";
import { checkDefinition, checkReferences } from "../../../harness/navigation.ts";

test("a map's variable in words, strings and formats, in any case", async () => {
  await checkReferences(
    conf`
    http {
        map $uri $«k$0ind» { default 0; }
        map $«KIND»$host $other { ~kind "$«kind»"; $kind $«kind»; }
        log_format main '$remote_addr \'$«kind»\' ' "\\\"$kindb" $«kind»;
        server {
            listen $kind;
            if ($«kind» ~ "^$kind") { set $a "a\"$«kind»,$«kind»"; }
            if ($uri = $«kind») { return 200 "$kind_x"; }
            location ~ /$kind { add_header X $«kind»; }
            proxy_set_header X-Kind $«kind»-$kinds;
        }
    }
    stream { map $remote_addr $kind { default 0; } }
  `,
  );
});

test("in braces, which are no part of the name", async () => {
  await checkReferences(
    `http { geo $«k» { default 0; } server { return 200 "a\${«k»$0}b\${k1}"; } }\n`,
  );
});

test("every directive that defines it", async () => {
  await checkDefinition(conf`
    http {
        geo $remote_addr $«x» { default 0; }
        split_clients $uri $«x» { * a; }
        js_set $«x» main.f;
        keyval $uri $«X» zone=z;
        server {
            set $«x» 1;
            auth_request_set $«x» $upstream_http_x;
            set_escape_uri $«x» $uri;
            mruby_set $«x» /x.rb;
            proxy_set_body $x;
            return 200 $$0x;
        }
    }
  `);
});

test("named captures of patterns, and what refers back to them", async () => {
  await checkReferences(conf`
    http {
        map $uri $m { "~^/(?<«part»>\w+)/\k<«part»>" $«part»; }
        server {
            server_name ~^(?P<«part»>.+)\.example$;
            location ~ "^/(?'«part»'[a-z]{2})\"" { return 200 $«pa$0rt»; }
            rewrite ^/(?<«part»>.*)$ /$«part» last;
            if ($uri ~ "(?<«part»>x)\\(?<other>y)") { return 200; }
        }
    }
  `);
});

test("a file that http and stream include has the variables of both", async () => {
  await checkReferences(conf`
    http { include map.conf; server { return 200 $«x»; } }
    stream { include map.conf; server { listen 1; return $«$0x»; } }
    #- map.conf
    map $remote_addr $«x» { default 0; }
  `);
});

test("Lua has a syntax of its own", async () => {
  await checkReferences(conf`
    http { server {
        set $«x» 1;
        location / {
            set_by_lua $y 'return "$x"' $«$0x»;
            content_by_lua_block { ngx.say("$x") }
        }
    } }
  `);
});
