import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";
import { conf, ruleNamed, tester } from "../../harness/rule.ts";

const { check } = tester("include-not-found");

describe("a relative name", () => {
  test("counts from the main file's folder, also in included files", async () => {
    await check(conf`
      http {
          include sites/a.conf;
      }
      #- sites/a.conf
      include b.conf;
      #       ~~~~~~ warning: open() "/etc/nginx/b.conf" failed (2: No such file or directory)
      #- sites/b.conf
      root /x;
    `);
  });

  test("in a folder with nothing else of the configuration may come on deployment", async () => {
    await check(conf`
      http {
          include generated/upstreams.conf;
      #           ~~~~~~~~~~~~~~~~~~~~~~~~ information: open() "/etc/nginx/generated/upstreams.conf" failed (2: No such file or directory)
          include tls.conf;
      }
      #- tls.conf
      ssl_protocols TLSv1.2;
    `);
    await check(conf`
      http {
          include upstreams.conf;
      #           ~~~~~~~~~~~~~~ information: open() "/etc/nginx/upstreams.conf" failed (2: No such file or directory)
      }
    `);
  });

  test("of a fragment counts from a folder that is not known", async () => {
    await check(conf`
      listen 80;
      server_name a;
      include b.conf;
      #       ~~~~~~ information: open() "/etc/nginx/b.conf" failed (2: No such file or directory)
      include c.conf;
      #- c.conf
      root /x;
    `);
  });
});

test("absolute names outside the configuration are of another machine", async () => {
  await check(conf`
    http {
        include /opt/site/a.conf;
    #           ~~~~~~~~~~~~~~~~ information: open() "/opt/site/a.conf" failed (2: No such file or directory)
        include /etc/nginx/b.conf;
    #           ~~~~~~~~~~~~~~~~~ warning: open() "/etc/nginx/b.conf" failed (2: No such file or directory)
        include c.conf;
    }
    #- c.conf
    root /x;
  `);
});

test("variables mean nothing in a name, but placeholders of a template do", async () => {
  await check(conf`
    http {
        include conf/$host.conf;
    #           ~~~~~~~~~~~~~~~ information: open() "/etc/nginx/conf/$host.conf" failed (2: No such file or directory)
        include conf/${"$"}{SITE}.conf;
        include conf/b.conf;
    }
    #- conf/b.conf
    root /x;
  `);
});

test("the finding lies on nginx's line", async () => {
  await check(conf`
    http {
        types {
            include
                mime.types
            ;
    #       ~ information: open() "/etc/nginx/mime.types" failed (2: No such file or directory)
        }
    }
  `);
});

test("patterns, and what is no include, are not looked for", async () => {
  await check(conf`
    http {
        include nothing/*.conf;
        charset_map koi8-r utf-8 {
            include ff;
        }
        split_clients $uri $x {
            include one;
        }
    }
  `);
});

test("where files can't be looked for, nothing is said", async () => {
  const host = { ...memoryHost({}), blind: true };
  const session = new Session(PARSER, host, [ruleNamed("include-not-found")]);
  session.setText("/w/nginx.conf", "http { include a.conf; include /b.conf; }");
  const result = await session.check("/w/nginx.conf", { settings: DEFAULT_SETTINGS });
  expect(result?.findings).toEqual([]);
  expect(result?.config.root.named("http")[0]?.block?.hasUnreadInclude).toBe(true);
});

test("a mapped name is told as nginx opens it", async () => {
  const files = {
    "/w/nginx.conf": "http { include /srv/a.conf; include /srv/b.conf; }",
    "/w/conf/a.conf": "root /x;",
  };
  const session = new Session(PARSER, memoryHost(files), [ruleNamed("include-not-found")]);
  const result = await session.check("/w/nginx.conf", {
    settings: DEFAULT_SETTINGS,
    mappings: [{ from: "/srv", to: "/w/conf" }],
  });
  expect(result?.findings).toMatchObject([
    {
      severity: "warning",
      message: 'open() "/srv/b.conf" failed (2: No such file or directory)',
    },
  ]);
});
