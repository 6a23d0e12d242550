import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-path-not-expanded");

test("an error where nginx opens the file, else a warning", () =>
  check(conf`
    http {
        server {
            listen 443 ssl; ssl_certificate $ssl_server_name.crt; ssl_certificate_key data:$key;
            ssl_client_certificate $ssl_server_name.ca;
    #                              ~~~~~~~~~~~~~~~~~~~ warning: no variable counts here: nginx looks for a file with "$" in its name
            ssl_dhparam data:$dh;
    #                   ~~~~~~~~ error: nginx looks for a file of that name: "data:" is for certificates and keys only
            ssl_crl lists/${"$"}{ssl_server_name}.crl;
    #               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ error: no variable counts here: nginx looks for a file with "$" in its name
            location / { proxy_pass http://10.0.0.1; proxy_ssl_password_file $file; }
    #                                                                        ~~~~~ error: no variable counts here: nginx looks for a file with "$" in its name
        }
    }
  `));

test("placeholders in upper case, and dollars that start nothing", () =>
  check(conf`
    http {
        server {
            listen 443 ssl; ssl_certificate a.crt; ssl_certificate_key a.key;
            ssl_trusted_certificate $CA_FILE;
            ssl_crl ${"$"}{CRL_FILE};
            ssl_dhparam cost$.pem;
        }
    }
  `));
