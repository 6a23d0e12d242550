import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-certificate-data-literal");

test("keys in place, and values from the request", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate data:$arg_cert;
    #                       ~~~~~~~~~~~~~~ warning: "$arg_cert" comes from the client
            ssl_certificate_key "data:-----BEGIN PRIVATE KEY-----
    #                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: the private key stands in the configuration
    MIGH
    -----END PRIVATE KEY-----";
            location / {
                proxy_pass https://api.example.com;
                proxy_ssl_certificate_key data:$cookie_key;
    #                                     ~~~~~~~~~~~~~~~~ warning: "$cookie_key" comes from the client
            }
        }
    }
  `));

test("key stores, files, public certificates in place", () =>
  check(conf`
    http {
        server {
            listen 443 ssl;
            ssl_certificate "data:-----BEGIN CERTIFICATE-----";
            ssl_certificate_key data:$key;
        }
        server { listen 443 ssl; ssl_certificate $http_host.crt; ssl_certificate_key $http_host.key; }
    }
  `));
