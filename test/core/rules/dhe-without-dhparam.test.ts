import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("dhe-without-dhparam");

test("one finding per directive, at the first DHE word, whichever its form", async () => {
  await check(conf`
    http {
        server { listen 1 ssl; ssl_ciphers EECDH+AESGCM:EDH+AESGCM:DHE-RSA-AES128-SHA; }
    #                                                   ~~~~~~~~~~ warning: DHE suites are never chosen: there is no "ssl_dhparam"
        server { listen 2 ssl; ssl_ciphers HIGH:kEDH+AESGCM:!aNULL; }
    }
    stream { server { listen 3 ssl; return x; ssl_ciphers "ECDHE+AESGCM DHE"; } }
    #                                                                   ~~~ warning: DHE suites are never chosen: there is no "ssl_dhparam"
  `);
});

test("parameters anywhere around, or given as a command", async () => {
  await check(conf`
    http {
        ssl_dhparam dh.pem;
        server { listen 1 ssl; ssl_ciphers ECDHE+AESGCM:DHE+AESGCM; }
    }
    mail {
        server { listen 1 ssl; protocol imap; ssl_conf_command DHParameters dh.pem; ssl_ciphers ECDHE+AESGCM:DHE+AESGCM; }
    }
  `);
});

test("each TLS server needs them; plain servers and other versions do not", async () => {
  await check(conf`
    http {
        ssl_ciphers ECDHE+AESGCM:DHE+AESGCM;
    #                            ~~~~~~~~~~ warning: DHE suites are never chosen: there is no "ssl_dhparam"
        server { listen 1 ssl; ssl_dhparam dh.pem; }
        server { listen 2 ssl; }
    }
  `);
  await check("http { ssl_ciphers ECDHE+AESGCM:DHE+AESGCM; server { listen 80; } }");
  await check("http { ssl_ciphers ECDHE+AESGCM:DHE+AESGCM; server { listen 1 ssl; } }", {
    nginxVersion: "1.10.3",
  });
});

test("with nothing else left and no TLS 1.3 no handshake can succeed", async () => {
  await check(
    conf`
    http {
        server { listen 1 ssl; ssl_protocols TLSv1.2; ssl_ciphers DHE-RSA-AES128-GCM-SHA256; }
    #                                                             ~~~~~~~~~~~~~~~~~~~~~~~~~ error: only DHE suites are left, and there is no "ssl_dhparam": every handshake fails
        server { listen 2 ssl; ssl_protocols TLSv1.2 tlsv1.3; ssl_ciphers DHE-RSA-AES128-GCM-SHA256; }
    #                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: DHE suites are never chosen: there is no "ssl_dhparam"
        include missing.conf;
    }
  `.replace(/ {4}include missing.conf;\n/, ""),
  );
  await check(conf`
    server { listen 1 ssl; ssl_protocols TLSv1.2; ssl_ciphers DHE-RSA-AES128-GCM-SHA256; }
    #                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~ information: DHE suites are never chosen: there is no "ssl_dhparam"
  `);
});

test("a file of TLS settings on its own", async () => {
  await check(conf`
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256;
    #                                       ~~~~~~~~~~~~~~~~~~~~~~~~~ information: DHE suites are never chosen: there is no "ssl_dhparam"
  `);
});

test("client sides bring no parameters", async () => {
  await check(
    "http { server { location / { proxy_pass https://10.0.0.1; proxy_ssl_ciphers DHE+AESGCM; } } }",
  );
});

test("the suites can go, or get their parameters", async () => {
  const before =
    "http { server { listen 1 ssl; ssl_ciphers ECDHE+AESGCM:$0DHE+AESGCM:DHE+AES:!aNULL; } }";
  await checkFix(before, "http { server { listen 1 ssl; ssl_ciphers ECDHE+AESGCM:!aNULL; } }");
  await checkFix(
    before,
    "http { server { listen 1 ssl; ssl_ciphers ECDHE+AESGCM:DHE+AESGCM:DHE+AES:!aNULL; ssl_dhparam dhparam.pem; } }",
    { title: 'Add "ssl_dhparam dhparam.pem"' },
  );
});
