import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("undefined-variable");

test("whatever defines a variable, in any order and case", async () => {
  await check(conf`
    events { }
    http {
        map $nosuch $a {
    #       ~~~~~~~ error: unknown "nosuch" variable
            default $missing;
    #               ~~~~~~~~ error: unknown "missing" variable
            ~^(?<b>.*)$ 1;
        }
        geo $c { default 1; }
        split_clients $uri $d { * 1; }
        log_format e "$remote_addr $pipe $request_time $upstream_http_x $arg_y $cookie_z";
        server {
            server_name ~^(?P<f>.*)$;
            location / {
                if ($G ~ (?'h'.*)) { return 200 $a$B$c$d$f$h$i$1; }
                set $i $j;
    #                  ~~ error: unknown "j" variable
                set $g 1;
            }
        }
    }
  `);
});

test("http and stream have variables of their own", async () => {
  await check(conf`
    events { }
    stream {
        map $remote_addr $target { default 127.0.0.1:81; }
        server {
            listen 80;
            proxy_pass $target;
        }
        server {
            listen 81;
            return $uri;
    #              ~~~~ error: unknown "uri" variable
        }
    }
    http {
        server {
            return 200 $target;
    #                  ~~~~~~~ error: unknown "target" variable
        }
    }
  `);
});

test("an if takes the rest of the word for the name", async () => {
  await check(conf`
    events { }
    http {
        server {
            if ($uri/a) { return 200; }
    #           ~~~~~~ error: unknown "uri/a" variable
        }
    }
  `);
});

test("memcached_pass uses a variable that set has to define", async () => {
  await check(conf`
    events { }
    http {
        server {
            location /a { memcached_pass 127.0.0.1:11211; }
    #                                    ~~~~~~~~~~~~~~~ error: unknown "memcached_key" variable
        }
    }
  `);
  await check(conf`
    events { }
    http {
        server {
            set $memcached_key $uri;
            location /a { memcached_pass 127.0.0.1:11211; }
        }
    }
  `);
});

test("text that nginx does not compile has no variables", async () => {
  await check(conf`
    events { }
    http {
        geo $a { default $nosuch; }
        map $uri $b { $nosuch 1; }
        server {
            server_name $nosuch;
            ssl_ciphers $nosuch;
            location ~ a$b { rewrite c$d /e; }
        }
    }
  `);
});

test("nothing is said of what is seen in part only", async () => {
  const use = "server { return 200 $nosuch; }";
  await check(`${use}\n`);
  await check(`events { }\nhttp { include missing.conf; ${use} }\n`);
  await check(`events { }\nhttp { lua_shared_dict a 1m; ${use} }\n`);
  await check(`load_module modules/ndk_http_module.so;\nevents { }\nhttp { ${use} }\n`);
  await check("events { }\nhttp { server { return 200 $NOSUCH; } }\n");
});

test("files that come with nginx define nothing", async () => {
  await check(conf`
    events { }
    http {
        include mime.types;
        server { return 200 $nosuch; }
    #                       ~~~~~~~ error: unknown "nosuch" variable
    }
  `);
});

test("the fix keeps the braces", async () => {
  const variable = "$" + "{request_uri}";
  const wrong = variable.replace("uri", "urii");
  await checkFix(
    `events { }\nhttp { server { return 200 $0${wrong}x; } }`,
    `events { }\nhttp { server { return 200 ${variable}x; } }`,
  );
});

test.each(["angie", "any", "openresty"] as const)("%s has variables of its own", (platform) =>
  check("events { }\nhttp { server { return 200 $echo_timer_elapsed; } }\n", { platform }),
);
