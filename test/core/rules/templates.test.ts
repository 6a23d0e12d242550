import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { annotateFiles, splitFiles, stripAnnotations } from "../../harness/fixture.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";
import { conf, tester } from "../../harness/rule.ts";

/** Expects the findings of all rules at or above warning that are drawn. */
async function checkAll(fixture: string): Promise<void> {
  const files = splitFiles(stripAnnotations(fixture));
  const session = new Session(PARSER, memoryHost(files));
  const main = Object.keys(files)[0] ?? "";
  const result = await session.check(main, { settings: DEFAULT_SETTINGS });
  const grave = result?.findings.filter((it) => /error|warning/.test(it.severity)) ?? [];
  expect(annotateFiles(files, grave)).toBe(fixture);
}

test("a value that is a placeholder is not known, here or where it is inherited", async () => {
  await checkAll(conf`
    events {}
    http {
        ssl_protocols {{ protocols | join(" ") }};
        ssl_ciphers "{{ ciphers }}";
        proxy_ssl_verify {{ verify }};
        proxy_ssl_verify_depth {{ depth }};
        sendfile {{ "on" if sendfile else "off" }};
        client_max_body_size ${"$"}{MAX_BODY};
        server {
            listen {{ port }} {{ ssl }};
            server_name a.example.com;
            ssl_certificate {{ certificate }};
            ssl_certificate_key @KEY@;
            location / {
                proxy_pass https://backend.example.com;
            }
        }
    }
  `);
});

test("a host that is a placeholder leaves the rest of what is known", async () => {
  const { check } = tester("upstream-tls-verify-off");
  await check(conf`
    events {}
    http {
        server {
            location / {
                proxy_pass https://{{ backend }};
    #                      ~~~~~~~~~~~~~~~~~~~~~ warning: certificate is not verified ("proxy_ssl_verify" is off by default)
            }
            location /b {
                proxy_pass {{ backend }};
            }
        }
    }
  `);
});

test("what is certain in a template is said", async () => {
  await checkAll(conf`
    events {}
    http {
        {% if tls %}
        proxy_ssl_verfiy on;
    #   ~~~~~~~~~~~~~~~~ error: unknown directive "proxy_ssl_verfiy", did you mean "proxy_ssl_verify"?
        sendfile yes;
    #            ~~~ error: invalid value "yes" in "sendfile" directive, it must be "on" or "off"
        {% endif %}
        proxy_ssl_verfiy {{ verify }};
    #   ~~~~~~~~~~~~~~~~ error: unknown directive "proxy_ssl_verfiy", did you mean "proxy_ssl_verify"?
        gzip on;
        gzip off;
    #   ~~~~ error: "gzip" directive is duplicate
    }
  `);
});

test("what stands in conditions may exclude each other, included files too", async () => {
  await checkAll(conf`
    events {}
    http {
        {% if a %}
        gzip on;
        {% else %}
        gzip off;
        {% endif %}
        {% if not b %}
        sendfile on;
        include c.conf;
        {% endif %}
        {% if b %}
        sendfile off;
        include d.conf;
        {% endif %}
        {% for it in upstreams %}
        upstream {{ it }} {
            server 192.0.2.1;
        }
        {% endfor %}
    }
    #- c.conf
    tcp_nopush on;
    #- d.conf
    tcp_nopush off;
  `);
});

test("lines that come in may bring what is missing", async () => {
  await checkAll(conf`
    {{ main_extra }}
    http {
        {{ http_extra }}
        server {
            listen 443 ssl;
            {% include "tls.j2" %}
            location / {
                access_log /x named;
                proxy_pass http://$backend;
                set $y $undefined_here;
            }
        }
    }
  `);
});

test("a group, zone or variable may have the name that a placeholder becomes", async () => {
  await checkAll(conf`
    events {}
    http {
        upstream {{ group }} {
            server 192.0.2.1:80;
        }
        map $uri $__NAME__ {
            default 1;
        }
        log_format {{ format }} '$uri';
        server {
            listen 80;
            access_log /var/log/x main_ext;
            location / {
                add_header X $my_variable;
                fastcgi_pass php-handler;
            }
        }
    }
  `);
});

test("envsubst alone changes nothing else", async () => {
  await checkAll(conf`
    events {}
    http {
        ${"$"}{EXTRA}
        server {
            listen ${"$"}{PORT};
            server_name ${"$"}{HOST};
            gzip on;
            gzip off;
    #       ~~~~ error: "gzip" directive is duplicate
        }
    }
  `);
});
