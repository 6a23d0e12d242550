import { test } from "vitest";
import { conf } from "../../../harness/fixture.ts";
import { checkDefinition, checkReferences } from "../../../harness/navigation.ts";

test("a group in every pass of its family, whatever stands around the name", async () => {
  await checkReferences(conf`
    http {
        upstream «P$0ool» { server 10.0.0.1; }
        server {
            location /a { proxy_pass http://«pool»; }
            location /b { proxy_pass "https://«POOL»/path?x=pool"; }
            location /c { proxy_pass http://«pool»$request_uri; }
            location /d { grpc_pass grpcs://«pool»; }
            location /e { fastcgi_pass «pool»; }
            location /f { uwsgi_pass suwsgi://«pool»; }
            location /g { scgi_pass «pool»; }
            location /h { memcached_pass '«pool»'; }
            location /i { proxy_pass http://pool.example.com; }
            location /j { proxy_pass http://$pool; }
        }
    }
    stream {
        upstream pool { server 10.0.0.1:1; }
        server { listen 1; proxy_pass pool; }
    }
  `);
});

test("from a pass to the group's definition, across includes", async () => {
  await checkDefinition(conf`
    http {
        include upstreams.conf;
        server { location / { proxy_pass http://po$0ol:8080/x; } }
    }
    #- upstreams.conf
    upstream "«pool»" { server 10.0.0.1; }
  `);
});

test("values name a group if their variable stands for a pass's host", async () => {
  await checkReferences(conf`
    http {
        upstream «blue» { server 10.0.0.1; }
        map $http_x $target {
            default «blue»;
            a       "«blue»:8080";
            b       red;
        }
        map $http_x $label { default blue; }
        server {
            location /a { proxy_pass https://$target; }
            location /b { set $direct http://«bl$0ue»; proxy_pass $direct; }
            location /c { set $colour blue; return 200 $colour; }
            location /d { proxy_pass http://«blue»/$label; }
        }
    }
  `);
});

test("a host without a group is no name", async () => {
  await checkReferences("http { server { location / { proxy_pass http://back$0end; } } }\n");
});
