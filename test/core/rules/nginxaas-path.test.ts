import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-path");

test("folders of the cloud, plain names only", () =>
  check(
    conf`
      http {
          ssl_certificate certs/a.crt;
          ssl_certificate_key /etc/nginx/../ssl/a.key;
      #                       ~~~~~~~~~~~~~~~~~~~~~~~ warning: outside the folders that NGINXaaS for AWS lets nginx read, such as "/etc/nginx"
          ssl_dhparam /opt/dh.pem;
          ssl_crl /optional/crl.pem;
      #           ~~~~~~~~~~~~~~~~~ warning: outside the folders that NGINXaaS for AWS lets nginx read, such as "/etc/nginx"
          proxy_ssl_certificate data:$arg_x;
          proxy_ssl_certificate_key /root/$host.key;
      }
    `,
    { platform: "nginxaas-aws" },
  ));

test("no other platform", () => check("http { ssl_certificate /etc/ssl/a.crt; }\n"));
