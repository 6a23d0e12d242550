import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("invalid-comment-setting");

test("unknown keys and values are reported at the word", async () => {
  await check(conf`
    # nginx-tls: contxt=server version=1.22.1
    #            ~~~~~~~~~~~~~ hint: "contxt" is none of the settings context, version, openssl, platform, policy
    # nginx-tls: context=servr server
    #            ~~~~~~~~~~~~~ hint: "servr" names no context of nginx
    #                          ~~~~~~ hint: "server" is not of the form key=value
    # nginx-tls: platform=apache openssl=3
    #            ~~~~~~~~~~~~~~~ hint: "apache" is none of the platforms nginx, nginx-core, nginx-plus, nginxaas-azure, nginxaas-aws, nginxaas-google, openresty, angie, any
    #                            ~~~~~~~~~ hint: "3" is not a version such as "1.28.0"
    http {
    }
  `);
});

test("in included files as well", async () => {
  await check(conf`
    http {
        include a.conf;
    }
    #- a.conf
    # nginx-tls: version=
    #            ~~~~~~~~ hint: "" is not a version such as "1.28.0"
    root /x;
  `);
});

test("other comments are nobody's business", async () => {
  await check(conf`
    # nginx-tls: context=http version=1.28 openssl=3.5.0 platform=angie
    # nginx-tls is fine
    # nginx-tls-disable-next-line weak-protocol
    # see nginx-tls: what=ever
    root /x;
  `);
});
