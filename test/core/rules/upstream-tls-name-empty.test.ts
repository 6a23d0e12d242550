import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("upstream-tls-name-empty");

test("each module", () =>
  check(conf`
    http {
        server {
            grpc_ssl_name '';
            location /a { proxy_pass https://a.example.com; proxy_ssl_name ""; proxy_ssl_verify on; }
    #                                                       ~~~~~~~~~~~~~~ warning: certificate is checked for an empty name, which never matches
            location /b { grpc_pass grpcs://b.example.com:443; grpc_ssl_verify on; }
    #                               ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: certificate is checked for an empty name, which never matches
            location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_name ""; uwsgi_ssl_verify on; }
    #                                                             ~~~~~~~~~~~~~~ warning: certificate is checked for an empty name, which never matches
        }
    }
    stream {
        server {
            listen 5432;
            proxy_pass db.example.com:5432;
            proxy_ssl on;
            proxy_ssl_name "";
    #       ~~~~~~~~~~~~~~ warning: certificate is checked for an empty name, which never matches
            proxy_ssl_verify on;
        }
    }
  `));

test("an overridden empty name, and hops that are not verified", () =>
  check(conf`
    http {
        proxy_ssl_name "";
        server {
            location /a { proxy_pass https://a.example.com; proxy_ssl_name a.example.com; proxy_ssl_verify on; }
            location /b { proxy_pass https://a.example.com; }
            location /c { proxy_pass http://a.example.com; proxy_ssl_verify on; }
            location /d { proxy_pass $backend; proxy_ssl_verify on; }
        }
    }
  `));

test.each([
  ["pool", "a.example.com"],
  ["a.example.com", "a.example.com"],
  ["192.0.2.1", "name-in-certificate.example.com"],
])("the fix for %s names %s", (target, name) => {
  const text = (cursor: string, value: string) =>
    `http {
upstream pool { server 192.0.2.1:443; server a.example.com:443; }
server {
location / {
proxy_pass https://${target};
${cursor}proxy_ssl_name ${value};
proxy_ssl_verify on;
}
}
}
`;
  return checkFix(text("$0", '""'), text("", name));
});

test("where a variable holds the host, the directive goes", () =>
  checkFix(
    conf`
      location / {
          proxy_pass https://$backend;
          $0proxy_ssl_name "";
          proxy_ssl_verify on;
      }
    `,
    conf`
      location / {
          proxy_pass https://$backend;
          proxy_ssl_verify on;
      }
    `,
  ));
