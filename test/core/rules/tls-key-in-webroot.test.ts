import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-key-in-webroot");

test("aliases, keys of upstreams, the whole disk", () =>
  check(conf`
    http {
        server {
            ssl_certificate_key /srv/files/a.key;
    #                           ~~~~~~~~~~~~~~~~ error: the key can be downloaded: it lies below "/srv/files/", which nginx serves
            location /files/ { alias /srv/files/; }
        }
    }
  `));

test("a location that refuses requests makes it less sure, and so does the whole disk", async () => {
  await check(conf`
    http {
        server {
            root /srv/www;
            proxy_ssl_certificate_key /srv/www/a.key;
    #                                 ~~~~~~~~~~~~~~ warning: the key lies below "/srv/www", which nginx serves
            location ~ \.key$ { deny all; }
        }
    }
  `);
  await check(conf`
    http {
        server {
            root /;
            ssl_certificate_key /etc/a.key;
    #                           ~~~~~~~~~~ warning: the key lies below "/", which nginx serves
        }
    }
  `);
});

test("other folders, requests that are passed on or redirected, names with variables", () =>
  check(conf`
    http {
        ssl_certificate_key /srv/www/a.key;
        root /srv/www2;
        server { root /srv/www; location / { proxy_pass http://a; } }
        server { root /srv/www; return 301 https://a; }
        server { root /srv/$host; location / { root html; } }
    }
  `));
