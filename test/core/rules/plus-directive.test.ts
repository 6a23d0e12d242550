import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("plus-directive");

test("directives of NGINX Plus, where Plus has them", async () => {
  await check(conf`
    http {
        keyval_zone zone=one:32k;
    #   ~~~~~~~~~~~ information: "keyval_zone" is a directive of NGINX Plus, nginx open source refuses it
        match ok {
    #   ~~~~~ information: "match" is a directive of NGINX Plus, nginx open source refuses it
            status 200;
        }
        server {
            status_zone site;
    #       ~~~~~~~~~~~ information: "status_zone" is a directive of NGINX Plus, nginx open source refuses it
            uri /acme;
        }
    }
  `);
});

test.each(["nginx-plus", "nginxaas-azure", "angie", "any"] as const)(
  "%s has them, or may",
  async (platform) => {
    await check("http {\n    keyval_zone zone=one:32k;\n}\n", { platform });
  },
);

test("openresty has them not, and nginx-core says more in another rule", async () => {
  await check(
    conf`
      http {
          keyval_zone zone=one:32k;
      #   ~~~~~~~~~~~ information: "keyval_zone" is a directive of NGINX Plus, nginx open source refuses it
      }
    `,
    { platform: "openresty" },
  );
  await check("http {\n    keyval_zone zone=one:32k;\n}\n", { platform: "nginx-core" });
});

test("a comment names the platform", async () => {
  await check("# nginx-tls: platform=nginx-plus\nhttp {\n    keyval_zone zone=one:32k;\n}\n");
});

test("what nginx open source got later is of Plus before", async () => {
  const fixture = conf`
    http {
        upstream a {
            sticky cookie srv_id;
        }
    }
  `;
  await check(fixture, { nginxVersion: "1.31.5" });
  await check(
    fixture.replace(
      "srv_id;\n",
      'srv_id;\n#       ~~~~~~ information: "sticky" is a directive of NGINX Plus, nginx open source refuses it\n',
    ),
    { nginxVersion: "1.22.1" },
  );
});

test("modules that anybody can build, and modules that are loaded", async () => {
  await check(conf`
    http {
        acme_issuer letsencrypt {
            uri https://acme.example.com/directory;
        }
        otel_trace on;
        lua_code_cache on;
    }
  `);
  await check(conf`
    load_module modules/ngx_http_f5_metrics_module.so;
    http {
        keyval_zone zone=one:32k;
    }
  `);
});
