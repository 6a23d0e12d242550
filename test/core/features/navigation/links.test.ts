import { expect, test } from "vitest";
import { commentLinks, linkAt, linksIn } from "#core";
import { openFixture } from "../../../harness/feature.ts";
import { conf } from "../../../harness/fixture.ts";

test("includes, TLS files and scripts, without their quotes and where they lie", async () => {
  const { config, file } = await openFixture(conf`
    http {
        include "conf.d/*.conf";
        include nothing.conf;
        server {
            ssl_certificate tls/a.pem;
            ssl_certificate_key 'tls/a.key';
            ssl_client_certificate $ca;
            js_import main from njs/main.js;
            location / { alias files/x; proxy_ssl_crl /etc/ssl/crl.pem; }
            location /x { content_by_lua_file /lua/x.lua; ssl_certificate data:$x; }
        }
    }
    #- conf.d/a.conf
    gzip on;
    #- conf.d/b.conf
    gzip on;
  `);
  const links = linksIn(config, file).map(
    ({ span, paths, found }) =>
      `${file.text.slice(span.start, span.end)} -> ${paths.join(" ")}${found ? " found" : ""}`,
  );
  expect(links).toEqual([
    "conf.d/*.conf -> /etc/nginx/conf.d/a.conf /etc/nginx/conf.d/b.conf found",
    "tls/a.pem -> /etc/nginx/tls/a.pem",
    "tls/a.key -> /etc/nginx/tls/a.key",
    "njs/main.js -> /etc/nginx/njs/main.js",
    "/etc/ssl/crl.pem -> /etc/ssl/crl.pem",
    "/lua/x.lua -> /lua/x.lua",
  ]);
});

test("the link at the cursor", async () => {
  const fixture = "http { include conf.d/*.c$0onf; }\n#- conf.d/a.conf\n";
  const { config, cursor } = await openFixture(fixture);
  expect(linkAt(config, cursor)?.paths).toEqual(["/etc/nginx/conf.d/a.conf"]);
  const beside = await openFixture("http { inc$0lude conf.d/*.conf; }\n#- conf.d/a.conf\n");
  expect(linkAt(beside.config, beside.cursor)).toBeUndefined();
});

test("files that comments name, but no addresses", async () => {
  const { config, file } = await openFixture(conf`
    http { include sites/*.conf; }
    #- sites/a.conf
    # see ../conf.d/ssl.conf, $0/etc/ssl/a.pem and README.md (or https://a.example/b.conf).
    # ssl_certificate_key tls/a.key; mail@a.conf a.confx 1.2.3
  `);
  const links = commentLinks(config, file).map(
    ({ span, paths }) => `${file.text.slice(span.start, span.end)} -> ${paths.join(" ")}`,
  );
  expect(links).toEqual([
    "../conf.d/ssl.conf -> /etc/conf.d/ssl.conf /etc/nginx/conf.d/ssl.conf",
    "/etc/ssl/a.pem -> /etc/ssl/a.pem",
    "README.md -> /etc/nginx/README.md /etc/nginx/sites/README.md",
    "tls/a.key -> /etc/nginx/tls/a.key /etc/nginx/sites/tls/a.key",
  ]);
});
