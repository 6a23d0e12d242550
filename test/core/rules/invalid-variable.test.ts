import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("invalid-variable");

test("names in values", async () => {
  await check(conf`
    http {
        log_format a "$remote_addr $";
    #                ~~~~~~~~~~~~~~~~ error: invalid parameter "$"
        map $uri $x {
            a $;
    #         ~ error: invalid variable name
        }
        server {
            location /a { return 200 a$; }
    #                                ~~ error: invalid variable name
            location /b { return 200 $${"${"}uri}; }
    #                                ~~~~~~~ error: invalid variable name
            location /c { return 200 ${"${"}uri}x$1; }
            location ~ ^/d$ { root /srv$uri; }
            add_header Price 5$;
    #                        ~~ error: invalid variable name
            proxy_set_header Host ${"${"}host;
    #                             ~~~~~~ error: the closing bracket in "host" variable is missing
            access_log /var/log/$host.log;
            server_name $hostname;
        }
    }
  `);
});

test("names that directives define", async () => {
  await check(conf`
    http {
        map $uri x { default 1; }
    #            ~ error: invalid variable name "x"
        geo $remote_addr y { default 1; }
    #                    ~ error: invalid variable name "y"
        server {
            set $uri /a;
    #           ~~~~ error: the duplicate "uri" variable
            set $args a=b;
            set $http_x 1;
            set $ 1;
    #           ~ error: invalid variable name "$"
        }
    }
  `);
});

test("nginx looks at headers and parameters when a server has them", async () => {
  await check("http { fastcgi_param HTTPS a$; }");
});

test("a variable that another module may define is free", async () => {
  await check("http { server { set $geoip_city x; set $request_port 1; } }", {
    nginxVersion: "1.22.1",
  });
});

test("the dollar sign is inserted", async () => {
  await checkFix("http { server { set $0a 1; } }", "http { server { set $a 1; } }");
});

test("a file that may be one of mail, where nothing is compiled, may name files so", async () => {
  await check("server { protocol imap; ssl_certificate $; }\n");
  await check(conf`
    server {
        location / { return 200 $; }
    #                           ~ error: invalid variable name
    }
  `);
});
